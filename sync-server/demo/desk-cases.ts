import type { Gender, ServiceArea } from '#domain/organisation/organisation.ts';
import type { Method } from '#domain/questionnaire/occasion.ts';
import type { ReviewComment } from '#domain/register/review.ts';
import type { Findings } from './visit-answers.ts';

/** What has become of a recent follow-up. */
export type Fate =
  | { readonly kind: 'awaiting' | 'approved' }
  | { readonly kind: 'returned'; readonly comments: readonly ReviewComment[] }
  /** A colleague's correction that says something else than the author's own: of when the plan came. */
  | { readonly kind: 'conflict'; readonly colleague: string }
  /** Cancelled in the office while the tablet had no network. */
  | { readonly kind: 'set-aside' }
  /** Made, but the answers have not come. */
  | { readonly kind: 'made' };

/** A recent follow-up, as it is told at the review desk. */
export interface DeskCase {
  readonly caseNumber: string;
  readonly initials: string;
  readonly author: string;
  readonly unit: string;
  readonly serviceArea: ServiceArea;
  readonly gender: Gender;
  readonly daysAgo: number;
  readonly method: Method;
  readonly before?: Findings;
  readonly found: Findings;
  readonly fate: Fate;
}

const awaiting: Fate = { kind: 'awaiting' };
const approved: Fate = { kind: 'approved' };
const well: Findings = { assessment: ['very-good', 'acceptable', 'acceptable', 'very-good'] };
const fair: Findings = {
  assessment: ['acceptable', 'acceptable', 'acceptable', 'acceptable'],
  client: ['yes', 'partly', 'unchanged', '-declined'],
};

type Told = readonly [
  caseNumber: string,
  initials: string,
  author: string,
  unit: string,
  serviceArea: ServiceArea,
  gender: Gender,
  daysAgo: number,
  method: Method,
  fate: Fate,
  found: Findings,
  before?: Findings,
];

const told: readonly Told[] = [
  [
    '1662-03',
    'G.O.',
    'fatima',
    'tallasen',
    'adult-and-addiction',
    'man',
    9,
    'site-visit',
    awaiting,
    well,
    fair,
  ],
  ['2018-09', 'T.A.', 'erik', 'solbacken', 'children-and-youth', 'man', 8, 'video-call', awaiting, fair],
  [
    '1843-05',
    'J.V.',
    'johan',
    'lindhaga',
    'adult-and-addiction',
    'man',
    6,
    'site-visit',
    awaiting,
    {
      assessment: [
        'acceptable',
        'acceptable',
        ['could-be-better', 'Ett uteblivet pass meddelades först på fråga.'],
        'acceptable',
      ],
      client: ['partly', 'no', 'unchanged', 'Jag vill veta i förväg när någon är sjuk.'],
      monthlyReports: 'late',
      deviation: 'Två behandlingspass blev inställda i förra månaden utan att stadsdelen fick veta det.',
    },
    fair,
  ],
  [
    '2112-08',
    'H.N.',
    'maria',
    'tranviken',
    'children-and-youth',
    'woman',
    5,
    'telephone-call',
    awaiting,
    well,
    well,
  ],
  [
    '2198-04',
    'K.B.',
    'erik',
    'bjorkgarden',
    'children-and-youth',
    'woman',
    1,
    'site-visit',
    awaiting,
    {
      assessment: [
        ['acceptable', 'Planen följs i skolan. Fritiden är inte påbörjad.'],
        ['could-be-better', 'Samtal inställda fyra gånger den senaste månaden.'],
        ['deficient', 'Inställda samtal har inte meddelats.'],
        'acceptable',
      ],
      client: ['partly', 'partly', '-declined', '-declined'],
      monthlyReports: 'late',
      deviation: 'Planerade samtal genomförs inte: fyra inställda på en månad, utan besked till stadsdelen.',
    },
    {
      assessment: ['acceptable', 'acceptable', 'acceptable', 'very-good'],
      client: ['yes', 'partly', 'a-little-better', 'Personalen lyssnar.'],
    },
  ],
  ['1929-06', 'R.P.', 'maria', 'havsvik', 'children-and-youth', 'man', 2, 'site-visit', awaiting, fair, well],
  ['2075-12', 'B.L.', 'sara', 'ekudden', 'children-and-youth', 'woman', 3, 'site-visit', awaiting, well],
  [
    '1751-11',
    'F.E.',
    'johan',
    'rosenhill',
    'social-psychiatry',
    'man',
    4,
    'telephone-call',
    awaiting,
    {
      ...fair,
      client: [
        '-could-not-take-part',
        '-could-not-take-part',
        '-could-not-take-part',
        '-could-not-take-part',
      ],
    },
  ],
  [
    '2150-02',
    'I.S.',
    'erik',
    'norrangen',
    'children-and-youth',
    'man',
    7,
    'site-visit',
    {
      kind: 'returned',
      comments: [
        {
          question: 'agreed-activities',
          text: 'Skriv vilka aktiviteter som inte har blivit av, så att utföraren kan svara.',
        },
        {
          question: 'monthly-reports',
          text: 'Septemberrapporten finns hos oss. Är det en senare som saknas?',
        },
      ],
    },
    { assessment: ['acceptable', 'could-be-better', 'acceptable', 'acceptable'], monthlyReports: 'no' },
    fair,
  ],
  [
    '2003-10',
    'V.D.',
    'maria',
    'solbacken',
    'children-and-youth',
    'woman',
    8,
    'site-visit',
    {
      kind: 'returned',
      comments: [
        { question: 'licence-checked', text: 'Tillståndet går snart ut. Skriv när du kontrollerade det.' },
        { question: 'overall', text: 'Motivera gärna bedömningen med en mening.' },
      ],
    },
    well,
    fair,
  ],
  [
    '1888-01',
    'Ö.T.',
    'maria',
    'tranviken',
    'children-and-youth',
    'man',
    13,
    'site-visit',
    approved,
    well,
    fair,
  ],
  [
    '1605-07',
    'P.I.',
    'fatima',
    'norrangen-2',
    'adult-and-addiction',
    'woman',
    15,
    'site-visit',
    approved,
    fair,
  ],
  [
    '2089-03',
    'A.G.',
    'sara',
    'kvarnbacken',
    'children-and-youth',
    'man',
    12,
    'video-call',
    approved,
    well,
    well,
  ],
  [
    '1985-03',
    'E.Å.',
    'maria',
    'lindhaga',
    'children-and-youth',
    'man',
    6,
    'site-visit',
    { kind: 'conflict', colleague: 'erik' },
    fair,
    fair,
  ],
  [
    '2067-05',
    'O.K.',
    'maria',
    'norrangen',
    'children-and-youth',
    'woman',
    3,
    'site-visit',
    { kind: 'set-aside' },
    well,
  ],
  [
    '1797-08',
    'Y.M.',
    'johan',
    'ankaret',
    'adult-and-addiction',
    'man',
    4,
    'site-visit',
    { kind: 'made' },
    well,
  ],
  ['1820-12', 'W.F.', 'leila', 'linden', 'social-psychiatry', 'woman', 3, 'site-visit', awaiting, fair, well],
  [
    '2213-06',
    'N.Ö.',
    'anders',
    'bjorkgarden-2',
    'children-and-youth',
    'man',
    2,
    'site-visit',
    awaiting,
    well,
  ],
  [
    '1711-04',
    'L.H.',
    'leila',
    'granliden',
    'social-psychiatry',
    'man',
    11,
    'site-visit',
    approved,
    { ...fair, licence: 'not-checked' },
  ],
];

/** The follow-ups of the last two weeks. */
export const deskCases: readonly DeskCase[] = told.map(
  ([caseNumber, initials, author, unit, serviceArea, gender, daysAgo, method, fate, found, before]) => ({
    caseNumber,
    initials,
    author,
    unit,
    serviceArea,
    gender,
    daysAgo,
    method,
    fate,
    found,
    ...(before && { before }),
  }),
);
