import fc from 'fast-check';
import type { QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import type { Item, Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Choice, LocalizedText } from '#domain/questionnaire/words.ts';

/** Languages of the document; each text has words in all of them, so that it can be published. */
const languages = ['sv', 'en', 'ar', 'sv-x-easy'] as const;

/** Neither spaces at the ends nor characters that XML has no room for: no cell keeps them. */
const words = fc.oneof(
  fc.constantFrom(
    'Ja',
    'a "b" \'c\'',
    '<&>',
    '=1+1',
    '007',
    'TRUE',
    '1e3',
    'två\nrader',
    '2026-11-22',
    '_x0041_',
    'valueOf',
  ),
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 12 })
    .map((text) => text.replaceAll(/[\p{Cc}\p{Cs}\p{Cn}\p{Co}\uFFFD]/gu, '').trim())
    .filter((text) => text !== ''),
);

const anyText: fc.Arbitrary<LocalizedText> = fc
  .record({ sv: words, en: words, ar: words, easy: words, unchecked: fc.subarray(['ar', 'sv-x-easy', 'en']) })
  .map(({ sv, en, ar, easy, unchecked }) => ({
    sv,
    en,
    other: { ar, 'sv-x-easy': easy },
    ...(unchecked.length > 0 && { unchecked }),
  }));

const anyChoices = (columns: readonly string[]): fc.Arbitrary<Choice[]> =>
  fc.uniqueArray(
    fc
      .record({
        name: fc.constantFrom('a', 'b', 'c', '1', '007', 'nej!', 'å/ä'),
        label: anyText,
        cells: fc.array(words, { minLength: columns.length, maxLength: columns.length }),
        isBare: fc.boolean(),
      })
      .map(({ name, label, cells, isBare }) => {
        // The first column is always there, since a filter asks for it.
        const filled = columns
          .map((each, at) => [each, cells[at] ?? ''] as const)
          .slice(0, isBare ? 1 : undefined);
        return { name, label, ...(filled.length > 0 && { columns: Object.fromEntries(filled) }) };
      }),
    { minLength: 1, maxLength: 4, selector: ({ name }) => name },
  );

const kinds: readonly QuestionKindName[] = [
  'choice',
  'scale',
  'choices',
  'rank',
  'yes-no',
  'short-text',
  'long-text',
  'number',
  'decimal',
  'integer',
  'range',
  'date',
  'time',
  'date-time',
  'acknowledge',
  'note',
  'calculated',
  'hidden',
  'signature',
  'photo',
  'file',
  'unit',
  'placement',
];
const notYetTaken: readonly QuestionKindName[] = ['signature', 'photo', 'file'];
const unasked: readonly QuestionKindName[] = ['note', 'calculated', 'hidden'];
const ofLists: readonly QuestionKindName[] = ['choice', 'scale', 'choices', 'rank'];
const ofNumbers: readonly QuestionKindName[] = ['integer', 'decimal', 'number'];

/** Logic over the one question that every document begins with, so that it makes no circle. */
const anyLogic = fc.constantFrom(
  "${först} = 'x'",
  'true()',
  "string-length(${först}) > 3 and ${först} != ''",
  "selected(${först}, 'a')\nor false()",
  '1 < 2',
  "concat('<', ${först}, '>')",
);
const anyAppearance = fc.constantFrom(
  'multiline',
  'signature',
  'likert',
  'w1 minimal',
  'field-list',
  'numbers',
);

const anyPreset = (kind: QuestionKindName): fc.Arbitrary<NonNullable<Question['default']>> => {
  const dynamic = fc.constantFrom("once('x')", '${först}', '1 + 1').map((expression) => ({ expression }));
  if (ofNumbers.includes(kind)) return fc.oneof(dynamic, fc.constantFrom<number | string>(5, '5', -1, '007'));
  if (kind === 'short-text' || kind === 'hidden')
    return fc.oneof(dynamic, words, fc.constant('today() is a word'));
  return dynamic;
};

const anyQuestion = (name: string, list: string): fc.Arbitrary<Item> =>
  fc.constantFrom(...kinds).chain((kind) => {
    const drawn = ofLists.includes(kind);
    return fc
      .record(
        {
          label: anyText,
          mandatory: fc.boolean(),
          shortLabel: anyText,
          hint: anyText,
          guidance: anyText,
          required: anyLogic,
          requiredMessage: anyText,
          relevant: fc.oneof(
            anyLogic,
            fc
              .constantFrom<string[]>(['a'], ['a b', "it's", ''], [])
              .map((anyOf) => ({ question: 'först', anyOf })),
          ),
          constraint: anyLogic,
          constraintMessage: anyText,
          calculation: anyLogic,
          calculated: anyLogic,
          trigger: fc.constantFrom<string[]>(['först'], ['först', 'p1']),
          default: anyPreset(kind),
          readOnly: fc.oneof(fc.boolean(), anyLogic),
          appearance: anyAppearance,
          parameters: fc.constantFrom<Record<string, string | number>>(
            { start: 1, end: 9, step: 0.5 },
            { start: '1', 'with space': 'a b' },
            { unit: 'kg' },
          ),
          comment: fc.boolean(),
          deviation: fc.boolean(),
          filter: fc.constantFrom('of = ${först}', "name != 'a'"),
          own: anyChoices([]),
        },
        { requiredKeys: ['label', 'mandatory', 'own', 'calculated'] },
      )
      .map(({ own, filter, mandatory, required, calculated, ...rest }): Item => {
        const isTaken = !notYetTaken.includes(kind);
        const isOwn = drawn && own.length % 2 === 0;
        return {
          name,
          kind,
          ...rest,
          ...(kind === 'calculated' && { calculation: calculated }),
          mandatory: mandatory && isTaken && !unasked.includes(kind),
          ...(isTaken && required !== undefined && { required }),
          ...(isOwn && { choices: own }),
          ...(drawn && !isOwn && { choiceList: list, ...(filter !== undefined && { choiceFilter: filter }) }),
        };
      });
  });

const anyItems = (from: string, list: string): fc.Arbitrary<Item[]> =>
  fc.tuple(anyQuestion(`${from}1`, list), anyQuestion(`${from}2`, list), anyQuestion(`${from}3`, list));

const anyGroup = (name: string, list: string): fc.Arbitrary<Item> =>
  fc
    .record(
      {
        title: anyText,
        relevant: anyLogic,
        layout: fc.constantFrom('page' as const, 'list' as const),
        appearance: anyAppearance,
        items: anyItems(`${name}-q`, list),
      },
      { requiredKeys: ['items'] },
    )
    .map((rest): Item => ({ kind: 'group', name, ...rest }));

const anyRepeat = (name: string, inside: fc.Arbitrary<Item>, list: string): fc.Arbitrary<Item> =>
  fc
    .record(
      {
        title: anyText,
        itemTitle: anyText,
        relevant: anyLogic,
        count: fc.constantFrom('3', 'string-length(${först})'),
        appearance: anyAppearance,
        items: fc.tuple(anyQuestion(`${name}.q`, list), inside),
      },
      { requiredKeys: ['title', 'items'] },
    )
    .map((rest): Item => ({ kind: 'repeat', name, ...rest }));

/** Any document that can be published. */
export const anyQuestionnaire: fc.Arbitrary<Questionnaire> = fc
  .record({
    id: fc.constantFrom('built', 'a-2'),
    version: fc.integer({ min: 1, max: 99_999 }),
    title: anyText,
    isSaid: fc.boolean(),
    list: anyChoices(['of', 'label', 'list name', 'foljsam::x', 'Län']),
    spare: anyChoices([]),
    intro: fc.option(anyText, { nil: undefined }),
    told: fc.record(
      { why: anyText, whoSees: anyText, usedFor: anyText, youDecide: anyText },
      { requiredKeys: [] },
    ),
    titles: fc.tuple(anyText, anyText, anyText),
    putTo: fc.constantFrom(
      'client' as const,
      'caseworker' as const,
      'inspector' as const,
      'provider' as const,
    ),
    voluntary: fc.boolean(),
    relevant: fc.option(anyLogic, { nil: undefined }),
    plain: anyItems('p', 'l'),
    group: anyGroup('g', 'l'),
    repeat: anyRepeat('r', anyRepeat('r-inner', anyGroup('r-group', 'l'), 'l'), 'l'),
  })
  .map(
    ({
      id,
      version,
      title,
      isSaid,
      list,
      spare,
      intro,
      told,
      titles,
      putTo,
      voluntary,
      relevant,
      plain,
      group,
      repeat,
    }) => ({
      id,
      version,
      title,
      ...(isSaid && { languages: [...languages] }),
      choiceLists: { l: list, p1: spare, yes_no: spare },
      sections: [
        {
          name: 'first',
          title: titles[0],
          ...(intro && { intro }),
          ...(Object.keys(told).length > 0 && { told }),
          putTo,
          voluntary,
          questions: [
            { name: 'först', kind: 'short-text' as const, label: titles[1], mandatory: false },
            ...plain,
          ],
        },
        {
          name: 'g1',
          title: titles[2],
          putTo: 'caseworker' as const,
          voluntary: !voluntary,
          ...(relevant !== undefined && { relevant }),
          questions: [group, repeat],
        },
        { name: 'empty', title: titles[2], putTo, voluntary, questions: [] },
      ],
    }),
  );
