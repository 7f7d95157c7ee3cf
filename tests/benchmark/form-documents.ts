import type { Item, Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';

const text = (sv: string) => ({ sv });
const yesNo = [
  { name: 'yes', label: text('Ja') },
  { name: 'no', label: text('Nej') },
];
const asks = (name: string, of: Partial<Question> = {}): Question => ({
  name,
  kind: 'choice',
  label: text(`Fråga ${name}`),
  mandatory: false,
  choices: yesNo,
  ...of,
});
const numbered = <Made>(count: number, make: (index: number) => Made): Made[] =>
  Array.from({ length: count }, (_, index) => make(index));

const formOf = (
  id: string,
  sections: readonly (readonly [name: string, questions: Item[]])[],
): Questionnaire => ({
  id,
  version: 1,
  title: text(id),
  sections: sections.map(([name, questions]) => ({
    name,
    title: text(name),
    putTo: 'caseworker',
    voluntary: false,
    questions,
  })),
});

/** Fifty questions: 20 asked of all, 25 of those who answered the one before with yes, and 15 results of them. */
const sectionOf = (section: number): Item[] => {
  const name = (index: number) => `s${section}q${index}`;
  return numbered(50, (index) => {
    if (index >= 35) {
      const sum = [0, 1, 2].map((step) => `(\${${name((index - 35) * 2 + step)}} = 'yes')`).join(' + ');
      return asks(name(index), { kind: 'calculated', calculation: sum });
    }
    return asks(
      name(index),
      index % 7 >= 1 && index % 7 <= 5 ? { relevant: `\${${name(index - 1)}} != 'no'` } : {},
    );
  });
};

/** A questionnaire of 1,000 questions, with 500 conditions and 300 calculations, in 20 sections. */
export const thousandQuestions = formOf(
  'thousand-questions',
  numbered(20, (section) => [`part-${section}`, sectionOf(section)] as const),
);

/** Case files, each with 25 questions, and results over all of them. */
export const caseFiles = formOf('case-files', [
  [
    'files',
    [
      {
        kind: 'repeat',
        name: 'files',
        title: text('Akter'),
        itemTitle: text('Akt'),
        items: numbered(25, (index) =>
          asks(`f${index}`, index % 5 === 4 ? { relevant: `\${f${index - 1}} = 'yes'` } : {}),
        ),
      },
      asks('count-of-files', { kind: 'calculated', calculation: 'count(${files})' }),
    ],
  ],
]);

/** A list of 20,000 choices, of which a filter lets half through. */
export const longList: Questionnaire = {
  ...formOf('long-list', [
    [
      'list',
      [
        asks('county'),
        asks('town', { choices: undefined, choiceList: 'towns', choiceFilter: 'county = ${county}' }),
      ],
    ],
  ]),
  choiceLists: {
    towns: numbered(20_000, (index) => ({
      name: `town-${index}`,
      label: text(`Ort ${index} ${['Norr', 'Söder', 'Öster', 'Väster'][index % 4]}`),
      columns: { county: index % 2 === 0 ? 'yes' : 'no' },
    })),
  },
};

/** What an office would send: 60 answers, some of them conditional, with a sum. */
export const sixtyQuestions = formOf('sixty-questions', [
  [
    'all',
    [
      ...numbered(40, (index) =>
        asks(`q${index}`, index % 4 === 3 ? { relevant: `\${q${index - 1}} = 'yes'` } : {}),
      ),
      ...numbered(19, (index) => asks(`n${index}`, { kind: 'integer', constraint: '. >= 0 and . < 1000' })),
      asks('sum', { kind: 'calculated', calculation: '${n0} + ${n1}' }),
    ],
  ],
]);
