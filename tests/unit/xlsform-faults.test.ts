import { expect, test } from 'vitest';
import { describeNote } from '#server/questionnaires/describe-fault.ts';
import { importQuestionnaire } from '#server/questionnaires/import-questionnaire.ts';
import { readTables } from '#server/questionnaires/read-tables.ts';
import { importSheets, type WrittenSheets } from './workbook-builder.ts';

const settings = 'form_title | form_id\nTest | test';
const list = 'list_name | name | label\nl | a | A\nl | b | B';

/** A survey with these rows under the header, the lists and the settings of a sound workbook. */
const survey = (rows: string, header = 'type | name | label', more: WrittenSheets = {}): WrittenSheets => ({
  survey: `${header}\n${rows}`,
  choices: list,
  settings,
  ...more,
});
const logic = (column: string, expression: string): WrittenSheets =>
  survey(`text | a | A |\ntext | b | B | ${expression}`, `type | name | label | ${column}`);

const cases: [string, WrittenSheets, unknown[]][] = [
  ['no survey', { choices: list, settings }, ['The sheet “survey” is missing.']],
  [
    'a sheet with other casing',
    { Survey: 'type | name | label\ntext | a | A' },
    ['Survey: The sheet is called “Survey”. It is to be called “survey”.'],
  ],
  ['an empty survey', { survey: 'type | name | label', settings }, ['survey: The sheet has no questions.']],
  [
    'external choices',
    { ...survey('text | a | A'), external_choices: list },
    ['external_choices: The sheet “external_choices” is not supported.'],
  ],
  [
    'entities',
    { ...survey('text | a | A'), entities: 'list_name | label\nx | y' },
    ['entities: The sheet “entities” is not supported.'],
  ],
  [
    'no column for types',
    { survey: 'name | label\na | A', settings },
    ['survey, row 1: The column “type” is missing.'],
  ],
  [
    'no column for names',
    { survey: 'type | label\ntext | A', settings },
    ['survey, row 1: The column “name” is missing.'],
  ],
  [
    'no column for lists',
    survey('text | a | A', undefined, { choices: 'name | label\na | A' }),
    ['choices, row 1: The column “list_name” is missing.'],
  ],
  [
    'a column twice',
    survey('text | a | A | B', 'type | name | label | label'),
    ['survey!D1: The column “label” says the same as “label”.'],
  ],
  [
    'a language twice',
    survey('text | a | A | B', 'type | name | label::Svenska (sv) | label::Swedish'),
    ['survey!D1: The column “label::Swedish” says the same as “label::Svenska (sv)”.'],
  ],
  [
    'an unknown language',
    survey('text | a | A', 'type | name | label::Klingon'),
    [
      'survey!C1: The language “Klingon” is unknown. Write its code in parentheses, for example English (en).',
    ],
  ],
  [
    'a code that is none',
    survey('text | a | A', 'type | name | label::Svenska (swedish!)'),
    [
      'survey!C1: The language “Svenska (swedish!)” is unknown. Write its code in parentheses, for example English (en).',
    ],
  ],
  [
    'a default language that is none',
    survey('text | a | A', undefined, { settings: 'form_id | default_language\nx | Klingon' }),
    [
      'settings!B2: The language “Klingon” is unknown. Write its code in parentheses, for example English (en).',
    ],
  ],
  [
    'a slip of our own columns',
    survey('text | a | A | x', 'type | name | label | foljsam::kindd'),
    ['survey!D1: There is no column called “foljsam::kindd”.'],
  ],
  [
    'a slip in a column',
    survey('text | a | A | ${a}', 'type | name | label | relevent'),
    ['survey!D1: There is no column called “relevent”. Is “relevant” meant?'],
  ],
  [
    'letters that changed places in a column, and one by its other name',
    survey('text | a | A | | ', 'type | name | lable::Svenska (sv) | relevence | count\ntext | b | B | x | '),
    [
      'survey!C1: There is no column called “lable::Svenska (sv)”. Is “label” meant?',
      'survey!D1: There is no column called “relevence”. Is “relevance” meant?',
    ],
  ],
  [
    'a column by two of its names',
    survey('text | a | A | 1 | 1', 'type | name | label | bind::relevant | relevance'),
    ['survey!E1: The column “relevance” says the same as “bind::relevant”.'],
  ],
  [
    'a slip in the name of a sheet',
    { survey: 'type | name | label\ntext | a | A', stettings: 'form_id\ntest' },
    ['stettings: The sheet is called “stettings”. It is to be called “settings”.'],
  ],
  [
    'a loop',
    survey('begin loop over l | a | A\ntext | b | B\nend loop | |'),
    [
      'survey!A2: The type “begin loop over l” is not supported.',
      'survey!A4: The type “end loop” is not supported.',
    ],
  ],
  [
    'an answer that there is not, in a text',
    survey(
      'text | a | A | Hej ${b} | Hi ${ b }\nbegin_repeat | r | R | |\ntext | c | ${a} | |\nend_repeat\ntext | d | ${c} | |',
      'type | name | label | hint | guidance_hint',
    ),
    [
      'survey!D2: There is no question called “b”.',
      'survey!E2: There is no question called “b”.',
      'survey!C6: “${c}” leads nowhere.',
    ],
  ],
  [
    'a group that may only be read',
    survey(
      'begin_group | g | G | yes\ntext | a | A | yes\nend_group | | |\nbegin_repeat | r | R | no\ntext | b | B |\nend_repeat | | |',
      'type | name | label | read_only',
    ),
    ['survey!D2: “read_only” is not supported on a row of the type begin_group.'],
  ],
  [
    'an answer that there is not, in words that stand for Swedish too',
    survey('text | a | Hi ${b}', 'type | name | label::English (en)', {
      choices: 'list_name | name | label::English (en)\nl | a | A',
    }),
    ['survey!C2: There is no question called “b”.'],
  ],
  [
    'an answer in the words of a choice',
    survey('text | a | A\nselect_one l | b | B', undefined, {
      choices: 'list_name | name | label\nl | x | Som ${a}',
    }),
    ['choices!C2: “${a}” cannot stand here: no answers are put into this text.'],
  ],
  [
    'a bind column',
    survey('text | a | A | x', 'type | name | label | bind::type'),
    ['survey!D2: The column “bind::type” is not supported.'],
  ],
  [
    'a column without a header',
    survey('text | a | A | x', 'type | name | label |  '),
    ['survey!D2: The cell stands in a column without a header.'],
  ],
  [
    'a cell beyond the header',
    survey('text | a | A | | x'),
    ['survey!E2: The cell stands in a column without a header.'],
  ],
  ['no type', survey(' | a | A'), ['survey!A2: The row has no type.']],
  ['an unknown type', survey('txet | a | A'), ['survey!A2: The type “txet” is unknown.']],
  [
    'a device note with a name that cannot be used',
    survey('start | my start |\ntext | a | A'),
    [
      'survey!B2: The name “my start” cannot be used. It is to begin with a letter or _ and have letters, digits, _, - and dots, 64 at most.',
    ],
  ],
  ['a place on the map', survey('geopoint | a | A'), ['survey!A2: The type “geopoint” is not supported.']],
  ['a barcode', survey('barcode | a | A'), ['survey!A2: The type “barcode” is not supported.']],
  ['a sound recording', survey('audio | a | A'), ['survey!A2: The type “audio” is not supported.']],
  [
    'choices of a file',
    survey('select_one_from_file x.csv | a | A'),
    ['survey!A2: The type “select_one_from_file x.csv” is not supported.'],
  ],
  [
    'words after a type',
    survey('integer foo | a | A\nbegin group g | g | G\ntext | b | B\nend_group'),
    ['survey!A2: “foo” is no part of the type.', 'survey!A3: “g” is no part of the type.'],
  ],
  [
    'a slip of or_other',
    survey('select_one l or_othr | a | A'),
    ['survey!A2: “or_othr” is no part of the type.'],
  ],
  [
    'no list',
    survey('select_one | a | A'),
    ['survey!A2: The name of the list is to follow “select_one”.', 'survey!A2: “a” has no choices.'],
  ],
  ['an unknown list', survey('select_one x | a | A'), ['survey!A2: There is no list “x”.']],
  ['no name', survey('text |  | A'), ['survey!B2: “text” has no name.']],
  [
    'a name with spaces',
    survey('text | a b | A'),
    [
      'survey!B2: The name “a b” cannot be used. It is to begin with a letter or _ and have letters, digits, _, - and dots, 64 at most.',
    ],
  ],
  [
    'a name with a digit first',
    survey('text | 1a | A'),
    [
      'survey!B2: The name “1a” cannot be used. It is to begin with a letter or _ and have letters, digits, _, - and dots, 64 at most.',
    ],
  ],
  [
    'a name that every object has',
    survey('text | constructor | A'),
    [
      'survey!B2: The name “constructor” cannot be used. It is to begin with a letter or _ and have letters, digits, _, - and dots, 64 at most.',
    ],
  ],
  [
    'a choice with spaces',
    survey('select_one l | a | A', undefined, { choices: 'list_name | name | label\nl | a b | A' }),
    ['choices!B2: The name “a b” cannot be used. It may have no spaces, and 64 characters at most.'],
  ],
  [
    'a choice without a name',
    survey('select_one l | a | A', undefined, { choices: 'list_name | name | label\nl | x | X\nl |  | A' }),
    ['choices!B3: “l” has no name.'],
  ],
  [
    'a choice twice',
    survey('select_one l | a | A', undefined, { choices: 'list_name | name | label\nl | x | X\nl | x | Y' }),
    ['choices!B3: The choice “x” is there twice.'],
  ],
  [
    'a choice without words',
    survey('select_one l | a | A', undefined, { choices: 'list_name | name | label\nl | x | ' }),
    ['choices!C2: The text is missing.'],
  ],
  [
    'a choice without words in a language',
    survey('select_one l | a | A | B', 'type | name | label::Svenska (sv) | label::English (en)', {
      choices: 'list_name | name | label::Svenska (sv) | label::English (en)\nl | x | X | ',
    }),
    ['choices!D2: The text is missing in the language en.'],
  ],
  [
    "a question's own choice without words in a language",
    survey(
      'select_one l | a | A | B | yes',
      'type | name | label::Svenska (sv) | label::English (en) | foljsam::own_choices',
      { choices: 'list_name | name | label::Svenska (sv) | label::English (en)\nl | x | X | ' },
    ),
    ['choices!D2: The text is missing in the language en.'],
  ],
  [
    'a title without words in a language',
    survey('text | a | A | B', 'type | name | label::Svenska (sv) | label::English (en)', {
      choices: '',
      settings: 'form_title | form_id | foljsam::title::English (en)\nTest | test | ',
    }),
    // Of the form, and of its only section, which has the same.
    Array<string>(2).fill('settings!C2: The text is missing in the language en.'),
  ],
  [
    'a name that or_other makes too long',
    survey(`select_one l or_other | ${'a'.repeat(62)} | A`),
    [expect.stringMatching(/^survey!A2: The document cannot be read at sections/)],
  ],
  ['a name twice', survey('text | a | A\ntext | a | B'), ['survey!B3: The name “a” is there already.']],
  [
    'names that differ in case alone',
    survey('text | Age | A\ntext | age | B'),
    ['survey!B3: “age” differs from “Age” in upper and lower case alone.'],
  ],
  ['a question without words', survey('text | a | '), ['survey!C2: The text is missing.']],
  [
    'a language that is not complete',
    survey('text | a | A | B\ntext | b | B | ', 'type | name | label::Svenska (sv) | label::English (en)', {
      choices: '',
    }),
    ['survey!D3: The text is missing in the language en.'],
  ],
  [
    'an end without a beginning',
    survey('text | a | A\nend_group |  | '),
    ['survey!A3: “end_group” ends nothing that has begun.'],
  ],
  [
    'an end of something else',
    survey('begin_group | g | G\ntext | a | A\nend_repeat |  | '),
    ['survey!A4: “end_repeat” ends “begin_group” of row 2.'],
  ],
  [
    'a group that is never ended',
    survey('begin_group | g | G\ntext | a | A'),
    ['survey!A2: “begin_group” g is never ended.'],
  ],
  [
    'a repeat without a title',
    survey('begin_repeat | r | \ntext | a | A\nend_repeat | | '),
    ['survey!C2: The text is missing.'],
  ],
  [
    'neither yes nor no',
    survey('text | a | A | perhaps', 'type | name | label | foljsam::comment'),
    ['survey!D2: “perhaps” is neither yes nor no.'],
  ],
  [
    'an unknown addressee',
    survey('begin_group | g | G | nobody\nend_group | | |', 'type | name | label | foljsam::put_to'),
    ['survey!D2: “nobody” is none of client, caseworker, inspector, provider.'],
  ],
  [
    'a section in a section',
    survey(
      'begin_group | g | G | client\nbegin_group | h | H | client\nend_group | | |\nend_group | | |',
      'type | name | label | foljsam::put_to',
    ),
    ['survey!D3: “h” is a section (foljsam::put_to) and is to be an outermost group.'],
  ],
  [
    'a question outside the sections',
    survey(
      'begin_group | g | G | client\nend_group | | |\ntext | a | A |',
      'type | name | label | foljsam::put_to',
    ),
    ['survey!A4: “a” stands outside the sections.'],
  ],
  [
    'a kind that the type cannot be',
    survey('text | a | A | scale', 'type | name | label | foljsam::kind'),
    ['survey!D2: “scale” is none of short-text, long-text, unit, placement.'],
  ],
  [
    'columns that contradict',
    survey('integer | a | A | 5 | 7', 'type | name | label | default | foljsam::default'),
    ['survey!D2: “foljsam::default” and “default” differ. Empty “foljsam::default”.'],
  ],
  [
    'parameters without values',
    survey('range | a | A | start', 'type | name | label | parameters'),
    ['survey!D2: “start” is to be written as name=value.'],
  ],
  [
    'a step of nothing',
    survey('range | a | A | start=1 end=5 step=0', 'type | name | label | parameters'),
    ['survey!D2: “step” is 0: there are no steps then.'],
  ],
  [
    'a step that is no number',
    survey('range | a | A | start=1 end=5 step=x', 'type | name | label | parameters'),
    ['survey!D2: The parameter “step” is to be a number.'],
  ],
  [
    'a trigger that is no question',
    survey('text | a | A | b', 'type | name | label | trigger'),
    ['survey!D2: “b” is to be a question, like ${question}.'],
  ],
  [
    'a default of another kind',
    survey('date | a | A | soon', 'type | name | label | default'),
    ['survey!D2: The default is no answer of the kind date.'],
  ],
  [
    'a note that must be answered',
    survey('note | a | A | yes', 'type | name | label | required'),
    ['survey!D2: note is not answered and cannot be mandatory.'],
  ],
  ['a calculation that is not there', survey('calculate | a | '), ['survey, row 2: “a” has no calculation.']],
  ['an unknown name', logic('relevant', '${c}'), ['survey!D3: There is no question called “c”.']],
  [
    'a name with a space',
    logic('relevant', '${a b} = 1'),
    ['survey!D3: “a b” is no name of a question. (character 1)'],
  ],
  [
    'smart quotes',
    logic('relevant', '${a} = ‘x’'),
    ['survey!D3: Typographic quotation marks: write straight ones. (character 8)'],
  ],
  ['another operator', logic('constraint', '. == 1'), ['survey!D3: “==” is written “=”. (character 3)']],
  [
    'a parenthesis that is not closed',
    logic('calculation', 'if(1, 2, 3'),
    ['survey!D3: A parenthesis is never closed. (character 3)'],
  ],
  [
    'a text that is not closed',
    logic('relevant', "${a} = 'x"),
    ['survey!D3: A text is never closed. (character 8)'],
  ],
  [
    'an unknown function',
    logic('calculation', 'summa(1)'),
    ['survey!D3: There is no function “summa”. (character 1)'],
  ],
  [
    'a function that we do not have',
    logic('calculation', "pulldata('a', 'b')"),
    ['survey!D3: The function “pulldata” is not supported. (character 1)'],
  ],
  [
    'too few values',
    logic('calculation', 'if(1)'),
    ['survey!D3: “if” wants at least 3 values. (character 1)'],
  ],
  [
    'a circle',
    logic('calculation', '${b} + 1'),
    ['survey!D3: The questions depend on one another in a circle: b.'],
  ],
  [
    'a pattern that cannot be used',
    logic('constraint', "regex(., '(?=x)')"),
    ['survey!D3: The pattern “(?=x)” cannot be used.'],
  ],
  [
    'a photo that must be taken',
    survey('image | a | A | yes', 'type | name | label | required'),
    [
      'survey!D2: The tablet cannot take answers of the kind photo yet. With the question mandatory the form could never be sent.',
    ],
  ],
  [
    'a filter by a column that is not there',
    survey("select_one l | a | A | country = 'se'", 'type | name | label | choice_filter'),
    ['survey!D2: The list has no column “country”.'],
  ],
  [
    'a form without a name',
    { survey: 'type | name | label\ntext | a | A', settings: 'form_title | form_id\n测试 | 测试' },
    ['settings!B2: The form has neither form_id nor title.'],
  ],
  [
    'several faults',
    survey('txet | a | A\ntext |  | B\nselect_one x | c | C'),
    [
      'survey!A2: The type “txet” is unknown.',
      'survey!B3: “text” has no name.',
      'survey!A4: There is no list “x”.',
    ],
  ],
];

test.each(cases)('%s', async (_, sheets, faults) => {
  expect((await importSheets(sheets)).faults).toEqual(faults);
});

const notesOf = async (sheets: WrittenSheets): Promise<string[]> => {
  const { notes } = await importSheets(sheets);
  return notes.filter((each) => !each.startsWith('The workbook has no sections'));
};

/** Cells that are filled on rows where they mean nothing: the header, the rows, and what is noted. */
const unread: [string, string, string, string[]][] = [
  [
    'a group',
    'type | name | label | hint | required | calculation | repeat_count',
    'begin_group | g | G | H | yes | 1 | 3\ntext | a | A\nend_group',
    ['hint', 'required', 'calculation', 'repeat_count'].map(
      (each, at) => `survey!${'DEFG'[at] ?? ''}2: “${each}” is not read on this row.`,
    ),
  ],
  [
    'a repeat',
    'type | name | label | constraint | default | read_only | choice_filter | parameters | trigger | foljsam::layout',
    'begin_repeat | r | R | . > 1 | 1 | yes | x = 1 | a=1 | ${a} | page\ntext | a | A\nend_repeat',
    ['constraint', 'default', 'read_only', 'choice_filter', 'parameters', 'trigger', 'foljsam::layout'].map(
      (each, at) => `survey!${'DEFGHIJ'[at] ?? ''}2: “${each}” is not read on this row.`,
    ),
  ],
  [
    'a section',
    'type | name | label | foljsam::put_to | appearance | hint::English (en)',
    'begin_group | g | G | client | field-list | H\ntext | a | A\nend_group',
    [
      'survey!E2: “appearance” is not read on this row.',
      'survey!F2: “hint::English (en)” is not read on this row.',
    ],
  ],
  [
    'a group that is no section',
    'type | name | label | foljsam::voluntary | foljsam::intro | foljsam::why',
    'begin_group | g | G | yes | I | W\ntext | a | A\nend_group',
    ['foljsam::voluntary', 'foljsam::intro', 'foljsam::why'].map(
      (each, at) => `survey!${'DEF'[at] ?? ''}2: “${each}” is not read on this row.`,
    ),
  ],
  [
    'a question',
    'type | name | label | repeat_count | foljsam::layout | foljsam::intro | foljsam::own_choices',
    'text | a | A | 3 | page | I | yes',
    ['repeat_count', 'foljsam::layout', 'foljsam::intro', 'foljsam::own_choices'].map(
      (each, at) => `survey!${'DEFG'[at] ?? ''}2: “${each}” is not read on this row.`,
    ),
  ],
  [
    'an end',
    'type | name | label | relevant',
    'begin_group | g | G\ntext | a | A\nend_group | g | G | 1 = 1',
    ['survey!C4: “label” is not read on this row.', 'survey!D4: “relevant” is not read on this row.'],
  ],
  [
    'what the device notes',
    'type | name | label | required',
    'start | start | S | yes\ntext | a | A',
    ['survey!C2: “label” is not read on this row.', 'survey!D2: “required” is not read on this row.'],
  ],
  [
    'what is worked out',
    'type | name | label | required | calculation',
    'calculate | a | | yes | 1\ninteger | b | | yes | 2\ntext | c | C | |',
    [
      'survey!D2: “required” is not read on this row.',
      'survey!A3: “b” has a calculation and no text: it is worked out and not shown.',
      'survey!D3: “required” is not read on this row.',
    ],
  ],
  [
    'a word for disabled that is neither yes nor no',
    'type | name | label | disabled',
    'text | a | A | maybe\ntext | b | B | no',
    ['survey!D2: “maybe” is neither yes nor no: the row is not disabled.'],
  ],
];

test.each(unread)('what is not read of %s is noted', async (_, header, rows, notes) => {
  expect(await notesOf(survey(rows, header))).toEqual(notes);
});

test('rows of settings after the first are noted', async () => {
  const written = 'form_title | form_id\nTest | test\n | other';
  expect(await notesOf(survey('text | a | A', undefined, { settings: written }))).toEqual([
    'settings!B3: The row is not read: settings have one row.',
  ]);
});

test('parameters that do nothing are noted', async () => {
  const rows = 'select_one l | a | A | randomize=true seed=1\nrange | b | B | start=1 end=5 step=1';
  expect(await notesOf(survey(rows, 'type | name | label | parameters'))).toEqual([
    'survey!D2: The parameter “randomize” is kept but does nothing.',
    'survey!D2: The parameter “seed” is kept but does nothing.',
  ]);
});

test('files beside the tables are noted by name', async () => {
  const files = {
    'survey.csv': 'type;name;label\ntext;a;A\n',
    '__MACOSX/._survey.csv': '\0',
    'pictures/a.png': '',
    'readme.txt': 'x',
  };
  const read = await readTables(
    new Map(Object.entries(files).map(([name, content]) => [name, Buffer.from(content)])),
  );
  if (!read.ok) throw new Error('the tables cannot be read');
  const imported = importQuestionnaire(read.value, 'the-file');
  const notes = imported.ok ? imported.value.notes : imported.problem.notes;
  expect(
    notes.filter(({ code }) => code === 'file-not-read').map((each) => describeNote(each, 'en')),
  ).toEqual([
    'The file “__MACOSX/._survey.csv” is not read.',
    'The file “pictures/a.png” is not read.',
    'The file “readme.txt” is not read.',
  ]);
});

test('what settings say of the one section is noted where there are sections', async () => {
  const rows = 'begin_group | g | G | client\ntext | a | A\nend_group';
  const written = 'form_id | foljsam::put_to | foljsam::voluntary\ntest | client | yes';
  expect(await notesOf(survey(rows, 'type | name | label | foljsam::put_to', { settings: written }))).toEqual(
    [
      'settings!B2: “foljsam::put_to” is not read on this row.',
      'settings!C2: “foljsam::voluntary” is not read on this row.',
    ],
  );
});
