import { expect, test } from 'vitest';
import { questionsOf, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { exportQuestionnaire } from '#server/questionnaires/export-questionnaire.ts';
import { writeWorkbook } from '#server/questionnaires/write-workbook.ts';
import { importBytes, importSheets, type WrittenSheets } from './workbook-builder.ts';

const yesNo = 'list_name | name | label\nyes_no | yes | Ja\nyes_no | no | Nej';
const oneSection = 'The workbook has no sections (foljsam::put_to): all has come into one.';

/** What is asked, in short: kind and name of each question. */
const asked = (of: Questionnaire | undefined): string[] =>
  of === undefined ? [] : questionsOf(of).map(({ kind, name }) => `${kind} ${name}`);

/** A workbook as the field writes them: what is asked, and the notes beside that on sections. */
const cases: [string, WrittenSheets, string[], string[]?][] = [
  [
    'household survey',
    {
      survey: `type | name | label | required | relevant
begin group | household | Hushållet | |
text | head | Vem svarar? | yes |
integer | members | Hur många bor här? | yes |
select_one yes_no | children | Finns barn? | | \${members} > 1
end group | | | |`,
      choices: yesNo,
      settings: 'form_title | form_id\nHushåll | household',
    },
    ['short-text head', 'integer members', 'choice children'],
  ],
  [
    'clinic visit with repeats',
    {
      survey: `type | name | label | repeat_count | calculation
begin_repeat | visits | Besök | 3 |
date | visited | När? | |
begin repeat | medicines | Läkemedel | |
text | medicine | Vilket? | |
end repeat | | | |
end_repeat | | | |
calculate | total | | | count(\${visits})`,
    },
    ['date visited', 'short-text medicine', 'calculated total'],
  ],
  [
    'cascading choices',
    {
      survey: `type | name | label | choice_filter
select_one region | region | Region |
select_one city | city | Stad | region = \${region}`,
      choices: `list_name | name | label | region
region | north | Norr |
region | south | Söder |
city | one | Ett | north
city | two | Två | south`,
    },
    ['choice region', 'choice city'],
  ],
  [
    'two languages',
    {
      survey: `type | name | label::Svenska (sv) | label::English (en) | hint::Svenska (sv) | hint::English (en)
text | a | Namn | Name | Förnamn | First name`,
      settings: 'form_title | default_language\nTvå språk | Svenska (sv)',
    },
    ['short-text a'],
    [],
  ],
  [
    'English alone',
    {
      survey: `type | name | label::English (en)
text | a | Name`,
      settings: 'form_id | default_language\nen | English (en)',
    },
    ['short-text a'],
    ['Swedish is missing; the words in the language en stand for it, marked as unchecked.'],
  ],
  [
    'English alone, hints and choices without saying so',
    {
      survey: `type | name | label::English (en) | hint
select_one l | a | Name | First name`,
      choices: 'list_name | name | label\nl | a | A',
      settings: 'form_id\nen',
    },
    ['choice a'],
    ['Swedish is missing; the words in the language en stand for it, marked as unchecked.'],
  ],
  [
    'old headers',
    {
      survey: `type | name | label | relevance | calculate | readonly | constraint_msg | constraint
integer | a | A | | | yes | Fel | . > 0
calculate | b | | \${a} > 1 | \${a} + 1 | | |`,
      choices: 'list name | value | caption\nl | a | A',
      settings: 'title | id_string\nGammal | old',
    },
    ['integer a', 'calculated b'],
  ],
  [
    'single colons, and what binds by its own name',
    {
      survey: `type | name | label:English (en) | label:Svenska (sv) | bind:relevant | bind:jr:constraintMsg:English (en) | bind:jr:constraintMsg:Svenska (sv) | bind:constraint | Bind:Required
text | a | A | A | | | | | true()
integer | b | B | B | \${a} = 'x' | Too small | För litet | . > 3 |`,
    },
    ['short-text a', 'integer b'],
  ],
  [
    'languages by their names alone, in Swedish, in English and in themselves',
    {
      survey: `type | name | label::Svenska | label::chinese | label::Persiska | label::Soomaali | label::tigrinja
text | a | A | 甲 | الف | A | ሀ`,
      settings: 'form_id | default_language\nx | swedish',
    },
    ['short-text a'],
  ],
  [
    'spaces in headers',
    {
      survey: `Type | Name | Label | Constraint | Constraint Message | Read  Only
integer | a | A | . > 0 | Fel | yes`,
    },
    ['integer a'],
  ],
  [
    'notes without a name',
    {
      survey: `type | name | label
note | | Läs detta
text | a | A`,
    },
    ['note generated_note_name_2', 'short-text a'],
    ['survey!B2: The note has no name; it is now called “generated_note_name_2”.'],
  ],
  [
    'what is worked out, and not shown, by other types',
    {
      survey: `type | name | label | calculation | trigger
integer | a | A | |
integer | b | | \${a} * 2 |
dateTime | c | | now() | \${a}, `,
    },
    ['integer a', 'calculated b', 'calculated c'],
    [
      'survey!A3: “b” has a calculation and no text: it is worked out and not shown.',
      'survey!A4: “c” has a calculation and no text: it is worked out and not shown.',
    ],
  ],
  [
    'a range downwards',
    {
      survey: `type | name | label | parameters
range | a | A | start=10 end=1 step=-1`,
    },
    ['range a'],
  ],
  [
    'rows of remarks',
    {
      survey: `type | name | label | Remark of the author
| | | Here it begins
text | a | A |`,
    },
    ['short-text a'],
    ['survey!D2: “Remark of the author” is not read.'],
  ],
  [
    'old types',
    {
      survey: `type | name | label
select one from yes_no | a | A
select all that apply from yes_no | b | B
select1 yes_no | c | C
int | d | D
datetime | e | E
photo | f | F
trigger | g | G`,
      choices: yesNo,
    },
    ['choice a', 'choices b', 'choice c', 'integer d', 'date-time e', 'photo f', 'acknowledge g'],
  ],
  [
    'or other',
    {
      survey: `type | name | label
select_one yes_no or_other | a | A
select_multiple yes_no or_other | b | B`,
      choices: yesNo,
    },
    ['choice a', 'short-text a_other', 'choices b', 'short-text b_other'],
    [
      'survey!A2: or_other has become the question “a_other”.',
      'survey!A3: or_other has become the question “b_other”.',
    ],
  ],
  [
    'what devices note',
    {
      survey: `type | name | label
start | start |
today | today |
deviceid | deviceid |
text | a | A`,
    },
    ['calculated start', 'calculated today', 'short-text a'],
    ['survey!A4: “deviceid” is not read: the register knows it by itself.'],
  ],
  [
    'appearances',
    {
      survey: `type | name | label | appearance
text | a | A | multiline
image | b | B | signature
select_one yes_no | c | C | likert
select_one yes_no | d | D | quick map`,
      choices: yesNo,
    },
    ['long-text a', 'signature b', 'scale c', 'choice d'],
    ['survey!D5: The appearance “quick map” is kept but not shown.'],
  ],
  [
    'a page of its own',
    {
      survey: `type | name | label | appearance
begin_group | g | G | field-list
text | a | A |
end_group | | |`,
    },
    ['short-text a'],
  ],
  [
    'media',
    {
      survey: `type | name | label | media::image::Svenska (sv) | audio
text | a | A | a.png | a.mp3`,
    },
    ['short-text a'],
    [
      'survey!D2: “media::image::Svenska (sv)” is not shown in the app.',
      'survey!E2: “audio” is not shown in the app.',
    ],
  ],
  [
    'ranges',
    {
      survey: `type | name | label | parameters
range | a | A | start=0 end=10 step=2
range | b | B | start = 1; end = 5; step = 0.5`,
    },
    ['range a', 'range b'],
  ],
  [
    'defaults',
    {
      survey: `type | name | label | default
date | a | A | today()
integer | b | B | 5
text | c | C | Linköping (tätort)
select_multiple yes_no | d | D | yes no`,
      choices: yesNo,
    },
    ['date a', 'integer b', 'short-text c', 'choices d'],
  ],
  [
    'triggers',
    {
      survey: `type | name | label | trigger | calculation
text | a | A | |
dateTime | b | B | \${a} | now()`,
    },
    ['short-text a', 'date-time b'],
  ],
  [
    'remarks beside',
    {
      survey: `type | name | label | Remark of the author
text | a | A | ask Anna`,
      notes: 'whatever\nx',
    },
    ['short-text a'],
    ['notes: The sheet “notes” is not read.', 'survey!D2: “Remark of the author” is not read.'],
  ],
  [
    'rows that are turned off',
    {
      survey: `type | name | label | disabled
text | a | A | yes
text | b | B |`,
    },
    ['short-text b'],
    ['survey!A2: “a” is disabled and not read.'],
  ],
  [
    'a version by date',
    {
      survey: `type | name | label
text | a | A`,
      settings: 'form_id | version\nx | v2026.1',
    },
    ['short-text a'],
    ['settings!B2: The version “v2026.1” is no whole number of at most nine digits; it becomes 1.'],
  ],
  [
    'a name with underscores',
    {
      survey: `type | name | label
text | a | A`,
      settings: 'form_id\nMy_Form v2',
    },
    ['short-text a'],
    ['settings!A2: “My_Form v2” has become the name of the form, “my-form-v2”.'],
  ],
  [
    'a ranking',
    {
      survey: `type | name | label
rank yes_no | a | A`,
      choices: yesNo,
    },
    ['rank a'],
  ],
  [
    'notes and acknowledging',
    {
      survey: `type | name | label
note | a | Läs detta
acknowledge | b | Läst`,
    },
    ['note a', 'acknowledge b'],
  ],
  [
    'sections of ours',
    {
      survey: `type | name | label | foljsam::put_to | foljsam::voluntary
begin_group | s | Till brukaren | client | yes
text | a | A | |
end_group | | | |`,
    },
    ['short-text a'],
  ],
  [
    'nested groups',
    {
      survey: `type | name | label
begin group | g | G
begin group | h |
text | a | A
end group | |
end group | |`,
    },
    ['short-text a'],
  ],
  [
    'settings that we do not need',
    {
      survey: `type | name | label
text | a | A`,
      settings: 'form_id | style | instance_name\nx | pages | concat(1)',
    },
    ['short-text a'],
    [
      'settings!B2: The setting “style” is not read.',
      'settings!C2: The setting “instance_name” is not read.',
    ],
  ],
  [
    'spaces everywhere',
    {
      survey: `type | name | label
  select_one   yes_no   |  a  |   A
 begin   group | g | G
 end_group | |`,
      choices: yesNo,
    },
    ['choice a'],
  ],
  [
    'a wide grid',
    {
      survey: [
        'type | name | label | relevant',
        ...Array.from(
          { length: 60 },
          (_, at) => `select_one yes_no | g${at} | Rad ${at} | ${at === 0 ? '' : `\${g${at - 1}} = 'yes'`}`,
        ),
      ].join('\n'),
      choices: yesNo,
    },
    Array.from({ length: 60 }, (_, at) => `choice g${at}`),
  ],
  [
    'a long list',
    {
      survey: `type | name | label
select_one l | a | A`,
      choices: [
        'list_name | name | label',
        ...Array.from({ length: 2_000 }, (_, at) => `l | c${at} | Val ${at}`),
      ].join('\n'),
    },
    ['choice a'],
  ],
  [
    'a filter with the same choice twice',
    {
      survey: `type | name | label | choice_filter
select_one yes_no | a | A |
select_one l | b | B | of = \${a}`,
      choices: `${yesNo.replaceAll('\n', ' |\n').replace('label |', 'label | of')} |
l | x | X | yes
l | x | X | no`,
    },
    ['choice a', 'choice b'],
  ],
  [
    'paths and functions',
    {
      survey: `type | name | label | calculation
begin_repeat | r | R |
integer | n | N |
calculate | square | | pow(\${n}, 2)
end_repeat | | |
calculate | all | | sum(\${square}) + max(\${n}) - min(\${n})
calculate | some | | count(\${r}[n > 3])
calculate | first | | indexed-repeat(\${n}, \${r}, 1)`,
    },
    ['integer n', 'calculated square', 'calculated all', 'calculated some', 'calculated first'],
  ],
  [
    'required in words',
    {
      survey: `type | name | label | required | required_message
text | a | A | true() | Svara
text | b | B | \${a} = 'x' | Svara
text | c | C | no |`,
    },
    ['short-text a', 'short-text b', 'short-text c'],
  ],
];

test.each(cases)('%s', async (_, sheets, questions, notes = []) => {
  const { document, faults, notes: found } = await importSheets(sheets);
  expect(faults).toEqual([]);
  expect(asked(document)).toEqual(questions);
  const told = found.filter(
    (each) =>
      each !== oneSection &&
      !each.includes('has become the name of the form, “the-file”') &&
      !each.includes('has become the name of the form, “tv'),
  );
  expect(told).toEqual(notes);
  // What was imported once goes out and comes back as it is.
  if (document === undefined) throw new Error('nothing was imported');
  expect((await importBytes(await writeWorkbook(exportQuestionnaire(document)))).document).toEqual(document);
});

test('what binds by its own name is read as the column that it is', async () => {
  const { document } = await importSheets({
    survey: `type | name | label:English (en) | label:Svenska (sv) | bind:relevant | bind:constraint | bind:jr:constraintMsg:English (en) | bind:jr:constraintMsg:Svenska (sv) | control::appearance
integer | a | A | Å | | | | |
integer | b | B | Be | \${a} = 1 | . > 3 | Too small | För litet | x`,
  });
  expect(document && questionsOf(document)[1]).toMatchObject({
    label: { sv: 'Be', en: 'B' },
    relevant: '${a} = 1',
    constraint: '. > 3',
    constraintMessage: { sv: 'För litet', en: 'Too small' },
    appearance: 'x',
  });
});

test('yes and no are expressions where one stands, as spreadsheets make them of true and false', async () => {
  const survey = `type | name | label | relevant | constraint | calculation
begin_group | g | G | FALSE | |
integer | a | A | yes | TRUE |
end_group | | | | |
calculate | b | | | | no
text | c | C | no | |`;
  const { document } = await importSheets({ survey });
  expect(document?.sections[0]?.questions).toMatchObject([
    { relevant: 'false()', items: [{ relevant: 'true()', constraint: 'true()' }] },
    { calculation: 'false()' },
    { relevant: 'false()' },
  ]);
});

test('a note that is required, as the field holds up answers that cannot go together, is read as such', async () => {
  const { document, faults } = await importSheets({
    survey: `type | name | label | relevant | required | required_message
text | a | A | | |
note | clash | Gå tillbaka och rätta. | \${a} = 'x' | yes | Det går inte ihop.`,
  });
  expect(faults).toEqual([]);
  expect(document && questionsOf(document)[1]).toMatchObject({
    kind: 'note',
    mandatory: true,
    requiredMessage: { sv: 'Det går inte ihop.' },
  });
  const always = await importSheets({ survey: 'type | name | label | required\nnote | a | A | yes' });
  expect(always.faults).toEqual(['survey!D2: note is not answered and cannot be mandatory.']);
});
