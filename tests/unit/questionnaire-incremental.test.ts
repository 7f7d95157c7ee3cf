import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Answers, AnswerValue } from '#domain/follow-up/answer.ts';
import type { Surroundings } from '#domain/questionnaire/engine/form-environment.ts';
import '#domain/questionnaire/expression/all-functions.ts';
import { openForm, type Form } from '#domain/questionnaire/engine/form.ts';
import type { Item, Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { asks, choice, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';

const surroundings: Surroundings = {
  now: () => new Date('2026-11-22T12:00:00Z'),
  random: () => 0.5,
  randomId: () => 'an-id',
  language: 'sv',
};
const names = ['q0', 'q1', 'q2', 'r0', 'r1', 'r2', 's0', 's1', 'g0', 'z0', 'z1'] as const;
const repeats = ['rep', 'inner', 'counted'] as const;
const anyName = fc.constantFrom(...names);
const anyRepeat = fc.constantFrom(...repeats);

/** Logic over names of the form, forwards, backwards and in circles. */
const anyLogic = fc.oneof(
  anyName.map((name) => `\${${name}} = '1'`),
  anyName.map((name) => `\${${name}} > 1`),
  anyName.map((name) => `\${${name}}`),
  anyName.map((name) => `sum(\${${name}})`),
  fc.tuple(anyName, anyName).map(([one, other]) => `coalesce(\${${one}}, \${${other}})`),
  fc.tuple(anyName, anyName).map(([one, other]) => `concat(\${${one}}, '-', join(',', \${${other}}))`),
  // What cannot be read is as if it were not there.
  fc.constant('nowhere('),
  anyRepeat.map((repeat) => `count(\${${repeat}}) > 1`),
  anyRepeat.map((repeat) => `count(\${${repeat}})`),
  fc.constantFrom(
    'position(..)',
    'position(..) mod 2',
    "once('first')",
    'count-selected(${z1})',
    'selected(${z0}, 2)',
  ),
  anyName.map((name) => `sum(\${rep}[r0 > 1]/${name})`),
  anyName.map((name) => `indexed-repeat(\${r0}, \${rep}, number(\${${name}}))`),
  anyName.map((name) => `count(\${rep}[position() = \${${name}}])`),
);
const maybe = (logic: fc.Arbitrary<string>) => fc.option(logic, { nil: undefined, freq: 2 });

const anyQuestion = (name: string): fc.Arbitrary<Question> =>
  fc
    .record({
      relevant: maybe(anyLogic),
      required: maybe(anyLogic),
      constraint: maybe(anyLogic),
      calculation: maybe(anyLogic),
      readOnly: maybe(anyLogic),
      kind: fc.constantFrom('short-text' as const, 'integer' as const, 'calculated' as const),
      preset: maybe(anyLogic),
      mandatory: fc.boolean(),
    })
    .map(({ kind, preset, ...logic }) =>
      asks(name, {
        ...logic,
        kind: logic.calculation === undefined && kind === 'calculated' ? 'integer' : kind,
        ...(preset && { default: { expression: preset } }),
      }),
    );

const anyChoiceQuestion = (name: string, kind: 'choice' | 'choices'): fc.Arbitrary<Question> =>
  fc.record({ relevant: maybe(anyLogic), filtered: maybe(anyName) }).map(({ filtered, relevant }) =>
    asks(name, {
      kind,
      relevant,
      choiceList: 'list',
      ...(filtered && { choiceFilter: `of = \${${filtered}} or of = 'all'` }),
    }),
  );

const anyForm: fc.Arbitrary<Questionnaire> = fc
  .record({
    asked: fc.tuple(...names.slice(0, 9).map(anyQuestion)),
    chosen: fc.tuple(anyChoiceQuestion('z0', 'choice'), anyChoiceQuestion('z1', 'choices')),
    gates: fc.tuple(maybe(anyLogic), maybe(anyLogic), maybe(anyLogic)),
    count: anyLogic,
  })
  .map(({ asked, chosen, gates: [ofRepeat, ofGroup, ofInner], count }) => {
    const the = (name: string): Item => asked.find((each) => each.name === name) ?? asks(name);
    const within = groupOf('within', [the('r2')]);
    const inner = repeatOf('inner', [the('s0')], { relevant: ofInner });
    const items = [
      the('q0'),
      repeatOf('rep', [the('r0'), the('r1'), within, inner], { relevant: ofRepeat }),
      the('q1'),
      groupOf('group', [the('g0'), ...chosen], { relevant: ofGroup }),
      repeatOf('counted', [the('s1')], { count }),
      the('q2'),
    ];
    const lists = { list: [choice('1', { of: '1' }), choice('2', { of: '2' }), choice('3', { of: 'all' })] };
    return formOf(items, { choiceLists: lists });
  });

const rows = ['a', 'b', 'c'] as const;
const anyRow = fc.constantFrom(...rows);
const anyPlace = fc.oneof(
  fc.constantFrom('q0', 'q1', 'q2', 'g0', 'z0', 'z1'),
  fc.tuple(anyRow, fc.constantFrom('r0', 'r1', 'r2')).map(([row, name]) => `rep/${row}/${name}`),
  fc.tuple(anyRow, anyRow).map(([row, inner]) => `rep/${row}/inner/${inner}/s0`),
  fc.constantFrom('1', '2', '3').map((row) => `counted/${row}/s1`),
);
const anyValue: fc.Arbitrary<AnswerValue | undefined> = fc.constantFrom('1', '2', 1, 2, 3, '', undefined, [
  '1',
  '2',
]);
const anyStep = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ what: fc.constant('set' as const), place: anyPlace, value: anyValue }),
  },
  fc.record({
    what: fc.constant('add' as const),
    place: fc.oneof(
      fc.constant('rep'),
      anyRow.map((row) => `rep/${row}/inner`),
    ),
    row: anyRow,
    index: fc.nat(2),
  }),
  fc.record({ what: fc.constant('remove' as const), place: fc.constant('rep'), row: anyRow }),
  fc.record({ what: fc.constant('move' as const), place: fc.constant('rep'), row: anyRow, index: fc.nat(2) }),
);
type Step = typeof anyStep extends fc.Arbitrary<infer Made> ? Made : never;

const take = (form: Form, step: Step): readonly { readonly place: string }[] => {
  switch (step.what) {
    case 'set':
      return form.set(step.place, step.value === undefined ? {} : { value: step.value });
    case 'add':
      return form.addRow(step.place, step.row, Math.min(step.index, form.rowsOf(step.place).length));
    case 'remove':
      return form.removeRow(step.place, step.row);
    case 'move':
      return form.moveRow(step.place, step.row, step.index);
  }
};

const placesOf = (of: Answers): string[] => [
  ...new Set([...Object.keys(of), ...names, ...repeats, 'within', 'group', 'only']),
];
/** Everything that can be asked of a form. */
const allOf = (form: Form) => {
  const draft = form.draftAnswers();
  return {
    draft,
    submission: form.submissionAnswers(),
    findings: form.findings(),
    places: placesOf(draft).map((place) => [
      place,
      form.isRelevant(place),
      form.valueOf(place),
      form.isRequired(place),
      form.isReadOnly(place),
      form.choicesOf(place).map((each) => each.name),
      form.rowsOf(place),
    ]),
  };
};

test('incremental = from scratch, after any changes to any form', () => {
  fc.assert(
    fc.property(anyForm, fc.array(anyStep, { maxLength: 12 }), (of, steps) => {
      const form = openForm(of, {}, surroundings, { isNew: true });
      for (const step of steps) take(form, step);
      const now = allOf(form);
      expect(allOf(openForm(of, now.draft, surroundings))).toEqual(now);
    }),
    { numRuns: 600 },
  );
});

test('what changed is told', () => {
  fc.assert(
    fc.property(anyForm, fc.array(anyStep, { maxLength: 6 }), anyStep, (of, steps, last) => {
      const form = openForm(of, {}, surroundings, { isNew: true });
      for (const step of steps) take(form, step);
      const before = new Map(allOf(form).places.map(([place, ...rest]) => [String(place), rest]));
      const told = new Set(take(form, last).map(({ place }) => place));
      const untold = allOf(form)
        .places.map(([place, ...rest]) => ({ place: String(place), rest }))
        .filter(({ place }) => before.has(place) && !told.has(place) && !isInToldRow(place, told));
      expect(untold.map(({ rest }) => rest)).toEqual(untold.map(({ place }) => before.get(place)));
    }),
    { numRuns: 300 },
  );
});

/** Where rows come, go or are hidden, the repeat is told, or what hides it, and not each answer in them. */
const isInToldRow = (place: string, told: ReadonlySet<string>): boolean =>
  place.includes('/') || ['within', 'group', 'only', ...repeats].includes(place) || told.has('only');

test('what leaves a form is what the register takes', () => {
  fc.assert(
    fc.property(anyForm, fc.array(anyStep, { maxLength: 10 }), (of, steps) => {
      const form = openForm(of, {}, surroundings, { isNew: true });
      for (const step of steps) take(form, step);
      const sent = form.submissionAnswers();
      const refused = validateForSending(of, sent, surroundings).map((each) => [each.question, each.problem]);
      expect(refused).toEqual(form.findings().map((each) => [each.place, each.problem]));
    }),
    { numRuns: 300 },
  );
});
