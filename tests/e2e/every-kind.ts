import { DatabaseSync } from 'node:sqlite';
import type { Item, Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { occasionQuestions } from '#domain/questionnaire/occasion.ts';

const both = (sv: string) => ({ sv, other: { ar: `${sv} · سؤال` } });
const choices = ['röd', 'grön', 'blå'].map((name) => ({ name, label: both(name) }));
const asks = (name: string, kind: Question['kind'], of: Partial<Question> = {}): Question => ({
  name,
  kind,
  label: both(`Frågan ${name}`),
  mandatory: false,
  ...of,
});

/** A long list, with a column that a filter chooses by. */
const towns = Array.from({ length: 2_000 }, (_, index) => ({
  name: `town-${index}`,
  label: both(`Ort ${index}`),
  columns: { county: index % 2 === 0 ? 'röd' : 'grön' },
}));

const all: Item[] = [
  asks('choice', 'choice', { choices, mandatory: true, deviation: true }),
  asks('scale', 'scale', { choices, appearance: 'likert' }),
  asks('choices', 'choices', { choices, hint: both('Välj en eller flera.') }),
  asks('rank', 'rank', { choices }),
  asks('yes-no', 'yes-no', { comment: true }),
  asks('short-text', 'short-text'),
  asks('long-text', 'long-text', { relevant: "${yes-no} = 'yes'" }),
  // With functions that are called seldom, here and in the sum: page and worker each load them with the document.
  asks('integer', 'integer', { constraint: "regex(., '[0-9]{1,2}')", constraintMessage: both('Högst 99.') }),
  asks('decimal', 'decimal'),
  asks('range', 'range'),
  asks('slider', 'range', { parameters: { start: 0, end: 100, step: 5 } }),
  asks('time', 'time'),
  asks('date-time', 'date-time'),
  asks('acknowledge', 'acknowledge'),
  asks('note', 'note', { label: both('Du skrev ${short-text}.') }),
  // What holds the form up while it is shown.
  asks('clash', 'note', {
    label: both('13 är inget tal här.'),
    mandatory: true,
    relevant: '${integer} = 13',
  }),
  asks('sum', 'calculated', { calculation: 'coalesce(${integer}, 0) + pow(1, 2)' }),
  asks('locked', 'short-text', { readOnly: true, default: 'Låst' }),
  asks('signature', 'signature'),
  asks('photo', 'photo'),
  asks('file', 'file'),
  asks('unit', 'unit'),
  asks('placement', 'placement'),
  asks('town', 'choice', { choiceList: 'towns', choiceFilter: 'county = ${choice}' }),
  asks('day', 'date'),
];

/** What is put to a client herself, a kind each in the order in which they come; the last two are not put on a tablet. */
export const ownKinds = [
  'choice',
  'scale',
  'yes-no',
  'choices',
  'short-text',
  'long-text',
  'integer',
  'decimal',
  'range',
  'date',
  'time',
  'acknowledge',
  'note',
  'rank',
  'date-time',
] as const satisfies readonly Question['kind'][];

const own: Item[] = ownKinds.map((kind) =>
  asks(`own-${kind}`, kind, ['choice', 'scale', 'choices', 'rank'].includes(kind) ? { choices } : {}),
);

const files: Item = {
  kind: 'repeat',
  name: 'files',
  title: both('Akter'),
  itemTitle: both('Akt'),
  items: [
    asks('plan', 'yes-no', { mandatory: true }),
    asks('why', 'short-text', { relevant: "${plan} = 'no'" }),
  ],
};

const section = (
  name: string,
  title: string,
  questions: Item[],
  putTo: 'caseworker' | 'client' = 'caseworker',
): Questionnaire['sections'][number] => ({
  name,
  title: both(title),
  putTo,
  voluntary: false,
  questions,
});

/** A questionnaire with a question of every kind, rows, and words in Arabic. */
const everyKind: Questionnaire = {
  id: 'every-kind',
  version: 1,
  title: both('Alla slag'),
  languages: ['sv', 'ar'],
  choiceLists: { towns },
  sections: [
    section('kinds', 'Alla slag', all),
    section('own', 'Egna frågor', own, 'client'),
    section('rows', 'Aktgranskning', [
      asks(occasionQuestions.method, 'short-text'),
      asks(occasionQuestions.date, 'date'),
      files,
    ]),
  ],
};

/** The same, corrected: one question is gone, one is of another kind, and one is new. */
const corrected: Questionnaire = {
  ...everyKind,
  version: 2,
  sections: everyKind.sections.map((each) =>
    each.name !== 'kinds'
      ? each
      : {
          ...each,
          questions: [
            ...all.flatMap((question) =>
              question.name === 'decimal'
                ? []
                : question.name === 'short-text'
                  ? asks('short-text', 'integer')
                  : question,
            ),
            asks('weather', 'short-text'),
          ],
        },
  ),
};

/** Publishes a version in a register, and tells the tablets. */
const publish = (register: DatabaseSync, of: Questionnaire): void => {
  const { id, version } = of;
  register
    .prepare('INSERT INTO questionnaires (id, version, document, published_at) VALUES (?, ?, ?, ?)')
    .run(id, version, JSON.stringify(of), new Date().toISOString());
  register
    .prepare(
      `INSERT INTO feed (channel, subject_kind, subject_id, position)
         SELECT id, 'questionnaire', ?, last + 1 FROM channels WHERE id = 'city'`,
    )
    .run(`${id}/${version}`);
  register.exec("UPDATE channels SET last = last + 1 WHERE id = 'city'");
};

const inRegister = (file: string, work: (register: DatabaseSync) => void): void => {
  const register = new DatabaseSync(file);
  try {
    register.exec('PRAGMA busy_timeout = 5000; BEGIN IMMEDIATE');
    work(register);
    register.exec('COMMIT');
  } finally {
    register.close();
  }
};

/** Publishes the corrected version in a register. */
export const correctEveryKind = (file: string): void =>
  inRegister(file, (register) => publish(register, corrected));

/** Puts it in a register, and has the follow-ups that are planned ask it. */
export const askEveryKind = (file: string): void =>
  inRegister(file, (register) => {
    publish(register, everyKind);
    const { id, version } = everyKind;
    register
      .prepare(
        "UPDATE follow_ups SET questionnaire_id = ?, questionnaire_version = ? WHERE state = 'planned'",
      )
      .run(id, version);
  });
