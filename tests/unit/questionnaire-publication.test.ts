import { describe, expect, test } from 'vitest';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import { questionnaire, type Item, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { asks, calculates, choice, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';

const faultsOf = (of: Item[] | Questionnaire) =>
  publicationFaults(Array.isArray(of) ? formOf(of) : of).map(({ path, code, parts }) => [path, code, parts]);

test("the pilot's questionnaire can be published", () => {
  expect(publicationFaults({ ...individualFollowUp, languages: ['sv', 'en'] })).toEqual([]);
});

test('a document with everything in it can be published, and is read as it was written', () => {
  const of = formOf(
    [
      asks('n', { kind: 'integer', constraint: '. > 0', default: '5', parameters: { unit: 'kg' } }),
      groupOf('g', [asks('q', { kind: 'choice', choiceList: 'list', choiceFilter: 'of = ${n}' })], {
        title: { sv: 'Grupp', other: { ar: 'م' }, unchecked: ['ar'] },
      }),
      repeatOf('rows', [repeatOf('inner', [asks('deep')]), calculates('c', 'count(${inner})')], {
        count: '${n}',
      }),
    ],
    { choiceLists: { list: [choice('a', { of: '1' }), choice('b', { of: '2' })] }, languages: ['sv'] },
  );
  expect(publicationFaults(of)).toEqual([]);
  expect(questionnaire.parse(JSON.parse(JSON.stringify(of)))).toEqual(of);
});

test('a signature that may be left can be published: by itself, and mandatory where leaving it has a reason', () => {
  const may = formOf([asks('a', { kind: 'signature' })]);
  const must = formOf([asks('a', { kind: 'signature', mandatory: true })]);
  const voluntary = { ...must, sections: must.sections.map((each) => ({ ...each, voluntary: true })) };
  expect([...publicationFaults(may), ...publicationFaults(voluntary)]).toEqual([]);
});

test('a note that holds the form up can be published where it stands under a condition', () => {
  const note = asks('a', { kind: 'note', mandatory: true });
  const asked = asks('b');
  expect(publicationFaults(formOf([asked, { ...note, relevant: "${b} = 'x'" }]))).toEqual([]);
  expect(publicationFaults(formOf([asked, groupOf('g', [note], { relevant: "${b} = 'x'" })]))).toEqual([]);
});

describe('is not published', () => {
  test.each<[string, Item[], [string, string, Record<string, string | number>][]]>([
    [
      'a name twice',
      [asks('a'), groupOf('g', [asks('a')])],
      [['only/g/a/name', 'duplicate-name', { name: 'a', before: 'a' }]],
    ],
    [
      'names that differ in case alone',
      [asks('Age'), asks('age')],
      [['only/age/name', 'name-differs-in-case-only', { name: 'age', before: 'Age' }]],
    ],
    [
      'logic that cannot be read',
      [asks('a', { relevant: '${b} == 1' })],
      [['only/a/relevant', 'logic', { fault: 'other-operator', offset: 5, written: '==', instead: '=' }]],
    ],
    [
      'an unknown name',
      [asks('a', { constraint: '. > ${b}' })],
      [['only/a/constraint', 'unknown-name', { name: 'b' }]],
    ],
    [
      'a path that leads nowhere',
      [asks('a', { relevant: '../b = 1' })],
      [['only/a/relevant', 'path-leads-nowhere', { written: '../b' }]],
    ],
    [
      'an index of what is no repeat',
      [asks('a'), calculates('b', 'indexed-repeat(${a}, ${a}, 1)')],
      [['only/b/calculation', 'not-a-repeat', { written: '${a}' }]],
    ],
    [
      'a circle',
      [calculates('a', '${b}'), calculates('b', '${a}')],
      [
        ['only/a/calculation', 'circular', { names: 'a, b' }],
        ['only/b/calculation', 'circular', { names: 'a, b' }],
      ],
    ],
    [
      'a condition on what it hides',
      [groupOf('g', [asks('a')], { relevant: "${a} = 'x'" })],
      [['only/g/relevant', 'circular', { names: 'g' }]],
    ],
    [
      'a pattern that cannot be matched',
      [asks('a', { constraint: "regex(., '(?=x)')" })],
      [['only/a/constraint', 'pattern', { pattern: '(?=x)' }]],
    ],
    [
      'a choice asked of what has none',
      [asks('n', { kind: 'integer' }), asks('a', { relevant: "selected(${n}, 'x')" })],
      [['only/a/relevant', 'kind-does-not-fit', { function: 'selected', kind: 'integer' }]],
    ],
    [
      'a sum of several choices',
      [asks('m', { kind: 'choices', choices: [choice('x')] }), calculates('a', 'sum(${m})')],
      [['only/a/calculation', 'kind-does-not-fit', { function: 'sum', kind: 'choices' }]],
    ],
    [
      'a choice without choices',
      [asks('a', { kind: 'choice' })],
      [['only/a/choices', 'choices-missing', { name: 'a' }]],
    ],
    [
      'an unknown list',
      [asks('a', { kind: 'choice', choiceList: 'l' })],
      [['only/a/choices', 'unknown-list', { list: 'l' }]],
    ],
    [
      'choices for a number',
      [asks('a', { kind: 'integer', choices: [choice('x')] })],
      [['only/a/choices', 'choices-not-used', { kind: 'integer' }]],
    ],
    [
      'a choice twice',
      [asks('a', { kind: 'choice', choices: [choice('x'), choice('x')] })],
      [['a/choices/x', 'duplicate-choice', { name: 'x' }]],
    ],
    [
      'a filter by a column that is not there',
      [asks('a', { kind: 'choice', choices: [choice('x')], choiceFilter: "country = 'se'" })],
      [['only/a/choiceFilter', 'unknown-column', { name: 'country' }]],
    ],
    [
      'a calculation that is not there',
      [asks('a', { kind: 'calculated' })],
      [['only/a/calculation', 'calculation-missing', { name: 'a' }]],
    ],
    [
      'a note that must be answered',
      [asks('a', { kind: 'note', mandatory: true })],
      [['only/a/mandatory', 'mandatory-but-not-asked', { kind: 'note' }]],
    ],
    [
      'a signature that must be given, which no tablet can take yet',
      [asks('a', { kind: 'signature', mandatory: true })],
      [['only/a/mandatory', 'mandatory-but-not-yet-taken', { kind: 'signature' }]],
    ],
    [
      'a photo that must be given at times',
      [asks('b'), asks('a', { kind: 'photo', required: "${b} = 'x'" })],
      [['only/a/required', 'mandatory-but-not-yet-taken', { kind: 'photo' }]],
    ],
    [
      'a default of another kind',
      [asks('a', { kind: 'date', default: 'soon' })],
      [['only/a/default', 'default-does-not-fit', { kind: 'date' }]],
    ],
    [
      'a range without steps',
      [asks('a', { kind: 'range', parameters: { step: 0 } })],
      [['only/a/parameters', 'step-is-nothing', {}]],
    ],
    [
      'a trigger that does not exist',
      [asks('a', { trigger: ['b'] })],
      [['only/a/trigger', 'unknown-trigger', { name: 'b' }]],
    ],
    [
      'a text with an answer of another row',
      [
        repeatOf('rows', [asks('a', { label: { sv: '${a} ${b}' } })], { itemTitle: { sv: '${a} ${c}' } }),
        asks('b', { hint: { sv: '${a}' }, shortLabel: { sv: '${b}' } }),
      ],
      [
        ['only/rows/itemTitle', 'unknown-name', { name: 'c', language: 'sv' }],
        ['only/b/shortLabel', 'answer-not-put-in', { written: '${b}', language: 'sv' }],
        ['only/b/hint', 'path-leads-nowhere', { written: '${a}', language: 'sv' }],
      ],
    ],
    ['an empty text', [asks('a', { hint: { sv: ' ' } })], [['only/a/hint', 'text-missing', {}]]],
  ])('%s', (_, items, faults) => {
    expect(faultsOf(items)).toEqual(faults);
  });

  test('a language that is not complete', () => {
    const of = formOf([groupOf('g', [asks('a', { label: { sv: 'A', en: 'A' } })], { title: { sv: 'G' } })], {
      languages: ['sv', 'en', 'so'],
      title: { sv: 'T', en: 'T', other: { so: 'T' } },
    });
    expect(faultsOf(of)).toEqual([
      ['only/title', 'language-missing', { language: 'en' }],
      ['only/title', 'language-missing', { language: 'so' }],
      ['only/g/title', 'language-missing', { language: 'en' }],
      ['only/g/title', 'language-missing', { language: 'so' }],
      ['only/g/a/label', 'language-missing', { language: 'so' }],
    ]);
  });
});

test('each fault has the cell of the workbook that it came from, or of the row', () => {
  const of = formOf([asks('a', { relevant: '${b}', hint: { sv: '' } })]);
  const sources = new Map([
    ['only/a', { sheet: 'survey', row: 4, column: 'A' }],
    ['only/a/relevant', { sheet: 'survey', row: 4, column: 'F' }],
  ]);
  expect(publicationFaults(of, sources).map(({ code, source }) => [code, source?.column])).toEqual([
    ['unknown-name', 'F'],
    ['text-missing', 'A'],
  ]);
});
