import type { PlacementWish } from './clients.ts';
import type { Findings } from './visit-answers.ts';

/** Maria's cases, told in full: hers is the day that a newcomer begins with. By slot. */
export const marias: readonly Partial<PlacementWish>[] = [
  { caseNumber: '2231-07', initials: 'A.K.', unit: 'bjorkgarden', gender: 'man' },
  { caseNumber: '1874-02', initials: 'M.J.', unit: 'havsvik', gender: 'woman' },
  { caseNumber: '2107-01', initials: 'N.S.', unit: 'tranviken', gender: 'woman' },
  { caseNumber: '2044-11', initials: 'L.B.', unit: 'norrangen', gender: 'man' },
  { caseNumber: '1990-04', initials: 'E.W.', unit: 'lindhaga', gender: 'man' },
  { caseNumber: '1918-10', initials: 'S.R.', unit: 'solbacken', gender: 'woman' },
  { caseNumber: '2260-03', initials: 'D.H.', unit: 'ekudden', gender: 'man' },
];

/** Case numbers that are told of by name here. */
export const mariasCaseNumbers = marias.flatMap((each) => each.caseNumber ?? []);

/** What was found half a year ago, A.K.'s first. */
export const lastTime: readonly Findings[] = [
  {
    assessment: ['acceptable', 'acceptable', ['acceptable', 'Avvikelser meddelas samma dag.'], 'very-good'],
    client: ['yes', 'yes', 'a-little-better', 'Jag trivs och vill bo kvar.'],
  },
  {
    assessment: ['very-good', 'very-good', 'acceptable', 'very-good'],
    client: ['yes', 'partly', 'much-better', '-declined'],
  },
  {
    assessment: [
      'acceptable',
      ['could-be-better', 'Aktiviteterna på helgerna är få.'],
      'acceptable',
      'acceptable',
    ],
    client: ['partly', 'partly', 'unchanged', '-declined'],
    monthlyReports: 'late',
  },
  {
    assessment: ['very-good', 'acceptable', 'very-good', 'very-good'],
    client: ['-declined', '-declined', '-declined', '-declined'],
  },
];
