import { describe, expect, test } from 'vitest';
import type { Answers, AnswerValue } from '#domain/follow-up/answer.ts';
import type { Surroundings } from '#domain/questionnaire/engine/form-environment.ts';
import '#domain/questionnaire/expression/all-functions.ts';
import { openForm, type Form } from '#domain/questionnaire/engine/form.ts';
import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { asks, calculates, choice, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';

const surroundings: Surroundings = {
  now: () => new Date('2026-11-22T12:00:00Z'),
  random: () => 0.5,
  randomId: () => 'an-id',
  language: 'sv',
};
const answersOf = (of: Record<string, AnswerValue>): Answers =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]));
const open = (items: Item[] | Questionnaire, given: Answers = {}, isNew = false): Form =>
  openForm(Array.isArray(items) ? formOf(items) : items, given, surroundings, { isNew });
const changesOf = (told: ReturnType<Form['set']>): Record<string, string[]> =>
  Object.fromEntries(told.map(({ place, kinds }) => [place, [...kinds].toSorted()]));

describe('what the first questionnaires could say', () => {
  test('a change tells what depends on it and no more', () => {
    const form = open([
      asks('found'),
      asks('what', { relevant: "${found} = 'yes'", mandatory: true }),
      calculates('length', 'string-length(${what})'),
      asks('other'),
    ]);
    expect(form.isRelevant('what')).toBe(false);
    expect(changesOf(form.set('found', { value: 'yes' }))).toEqual({
      found: ['value'],
      what: ['relevance', 'state'],
    });
    expect(form.problemAt('what')).toBe('missing');
    expect(changesOf(form.set('what', { value: 'Late' }))).toEqual({
      what: ['state', 'value'],
      length: ['value'],
    });
    expect(form.valueOf('length')).toBe(4);
    expect(changesOf(form.set('other', { value: 'x' }))).toEqual({ other: ['value'] });
    form.set('found', { value: 'no' });
    expect(form.valueOf('length')).toBe(0);
    expect(form.answerAt('what')).toEqual({ value: 'Late' });
  });

  test('what is hidden stays in the draft, counts as empty, leaves the submission and comes back', () => {
    const form = open(
      [
        asks('a'),
        groupOf('more', [asks('b'), groupOf('inner', [asks('c')])], { relevant: "${a} = 'yes'" }),
        calculates('seen', "concat('<', ${b}, ${c}, '>')"),
      ],
      answersOf({ a: 'no', b: 'B', c: 'C' }),
    );
    expect(form.valueOf('seen')).toBe('<>');
    expect(form.submissionAnswers()).toEqual(answersOf({ a: 'no', seen: '<>' }));
    expect(form.draftAnswers()).toEqual(answersOf({ a: 'no', b: 'B', c: 'C', seen: '<>' }));
    form.set('a', { value: 'yes' });
    expect(form.submissionAnswers()).toEqual(answersOf({ a: 'yes', b: 'B', c: 'C', seen: '<BC>' }));
    expect(form.isRelevant('inner')).toBe(true);
  });
});

describe('logic of a question', () => {
  test('a condition that is a bare reference takes its value', () => {
    const items = [asks('n', { kind: 'integer' }), asks('shown', { relevant: '${n}' })];
    expect(open(items).isRelevant('shown')).toBe(false);
    expect(open(items, answersOf({ n: 0 })).isRelevant('shown')).toBe(false);
    expect(open(items, answersOf({ n: 2 })).isRelevant('shown')).toBe(true);
  });

  test('and, or give booleans, stored as words, and a calculation of false is false', () => {
    const form = open(
      [
        asks('n', { kind: 'integer' }),
        calculates('old', '${n} > 64 or false()'),
        asks('pension', { relevant: '${old}' }),
      ],
      answersOf({ n: 30 }),
    );
    expect(form.answerAt('old')).toEqual({ value: 'false' });
    expect(form.isRelevant('pension')).toBe(false);
    form.set('n', { value: 70 });
    expect(form.answerAt('old')).toEqual({ value: 'true' });
    expect(form.isRelevant('pension')).toBe(true);
  });

  test('a calculation that is no number is stored as empty', () => {
    const form = open([asks('n', { kind: 'integer' }), calculates('twice', '${n} * 2')]);
    expect(form.answerAt('twice')?.value).toBeUndefined();
    form.set('n', { value: 4 });
    expect(form.answerAt('twice')?.value).toBe(8);
  });

  test('an empty answer never breaks its constraint; another may', () => {
    const message = { sv: 'Mellan 0 och 10' };
    const form = open([
      asks('n', { kind: 'integer', constraint: '. >= 0 and . <= 10', constraintMessage: message }),
    ]);
    expect(form.findings()).toEqual([]);
    form.set('n', { value: 11 });
    expect(form.findings()).toMatchObject([{ place: 'n', problem: 'constraint-broken', message }]);
    form.set('n', { value: 10 });
    expect(form.findings()).toEqual([]);
  });

  test('required and locked by logic', () => {
    const form = open([
      asks('a'),
      asks('b', { required: "${a} = 'yes'", requiredMessage: { sv: 'Behövs' } }),
      asks('c', { mandatory: true, readOnly: "${a} = 'yes'" }),
    ]);
    expect(form.findings().map((each) => each.place)).toEqual(['c']);
    form.set('a', { value: 'yes' });
    expect(form.findings()).toMatchObject([{ place: 'b', problem: 'missing', message: { sv: 'Behövs' } }]);
    expect([form.isRequired('b'), form.isReadOnly('c')]).toEqual([true, true]);
  });

  test('a default runs once, at load, also where its group is hidden', () => {
    const items = [
      asks('day', { kind: 'date', default: { expression: 'today()' } }),
      asks('n', { kind: 'integer', default: '5' }),
      groupOf('hidden', [asks('deep', { default: { expression: "concat('n', ${n})" } })], {
        relevant: 'false()',
      }),
    ];
    const form = open(items, {}, true);
    const draft = answersOf({ day: '2026-11-22', n: 5, deep: 'n5' });
    expect(form.draftAnswers()).toEqual(draft);
    form.set('n', {});
    expect(open(items, form.draftAnswers()).answerAt('n')).toBeUndefined();
  });

  test('a calculation with a trigger runs when that changes, and can be written over', () => {
    const form = open([
      asks('when'),
      asks('n', { kind: 'integer' }),
      asks('copy', { kind: 'integer', calculation: '${n}', trigger: ['when'] }),
    ]);
    form.set('n', { value: 3 });
    expect(form.answerAt('copy')).toBeUndefined();
    form.set('when', { value: 'now' });
    expect(form.answerAt('copy')).toEqual({ value: 3 });
    form.set('copy', { value: 9 });
    form.set('n', { value: 4 });
    expect(form.answerAt('copy')).toEqual({ value: 9 });
  });

  test('once keeps what was calculated first', () => {
    const items = [asks('n', { kind: 'integer' }), calculates('first', 'once(${n})')];
    const form = open(items);
    form.set('n', { value: 1 });
    form.set('n', { value: 2 });
    expect(form.valueOf('first')).toBe(1);
    expect(open(items, form.draftAnswers()).valueOf('first')).toBe(1);
  });

  test('a circle reads as empty and ends', () => {
    const form = open([
      calculates('a', '${b} + 1'),
      calculates('b', '${a} + 1'),
      calculates('c', "coalesce(${a}, 'none')"),
      asks('d', { relevant: "${d} = ''" }),
    ]);
    expect([form.valueOf('a'), form.valueOf('b'), form.valueOf('c')]).toEqual(['', '', 'none']);
    expect(form.isRelevant('d')).toBe(true);
    form.set('d', { value: 'x' });
    expect(form.isRelevant('d')).toBe(true);
  });

  test('words say what was answered', () => {
    const form = open(
      [asks('q', { kind: 'choice', choices: [choice('a')] }), asks('n')],
      answersOf({ q: 'a' }),
    );
    expect(form.textAt('n', { sv: 'Du valde ${q}${n}.' }, 'sv')).toBe('Du valde the a.');
  });
});

describe('choices', () => {
  const cities = [
    choice('malmo', { country: 'se', size: '3' }),
    choice('oslo', { country: 'no', size: '3' }),
    choice('stockholm', { country: 'se', size: '5' }),
  ];
  const items = (choiceFilter: string) =>
    formOf(
      [
        asks('country'),
        asks('size', { kind: 'integer' }),
        asks('city', { kind: 'choice', choiceList: 'cities', choiceFilter, mandatory: true }),
        asks('all', { kind: 'choices', choiceList: 'cities', choiceFilter }),
        calculates('chosen', "concat(${city}, '/', ${all})"),
      ],
      { choiceLists: { cities } },
    );
  const names = (form: Form) => form.choicesOf('city').map((each) => each.name);

  test.each([
    ['country = ${country}', ['malmo', 'stockholm']],
    ['${country} = country and size >= 4', ['stockholm']],
    ["country = ${country} or name = 'oslo'", ['malmo', 'oslo', 'stockholm']],
    ['size = ${size}', []],
    ['size = 3.0', ['malmo', 'oslo']],
    ["starts-with(name, 's')", ['stockholm']],
    ["label = 'the oslo'", ['oslo']],
    ["concat(label, '') = 'the oslo'", ['oslo']],
    ['country = current()/../country', ['malmo', 'stockholm']],
  ])('by %s', (filter, offered) => {
    expect(names(open(items(filter), answersOf({ country: 'se' })))).toEqual(offered);
  });

  test('one that its filter hides stays in the draft, counts as empty, leaves the submission and comes back', () => {
    const given = answersOf({ country: 'no', city: 'malmo', all: ['malmo', 'oslo'] });
    const form = open(items('country = ${country}'), given);
    expect(form.valueOf('chosen')).toBe('/oslo');
    expect(form.problemAt('city')).toBe('missing');
    expect(form.submissionAnswers()).toEqual(answersOf({ country: 'no', all: ['oslo'], chosen: '/oslo' }));
    expect(form.draftAnswers()).toMatchObject(given);
    expect(changesOf(form.set('country', { value: 'se' }))).toMatchObject({
      city: ['choices', 'state', 'value'],
      chosen: ['value'],
    });
    expect(form.submissionAnswers()).toMatchObject(answersOf({ city: 'malmo', all: ['malmo'] }));
    expect(names(form)).toEqual(['malmo', 'stockholm']);
  });
});

describe('rows', () => {
  const items = [
    asks('limit', { kind: 'integer' }),
    repeatOf('people', [
      asks('age', { kind: 'integer', default: '1' }),
      asks('school', { relevant: '${age} < 18', mandatory: true }),
      calculates('place', 'position(..)'),
      calculates('before', 'indexed-repeat(${age}, ${people}, position(..) - 1)'),
      calculates('share', '${age} div ${total}'),
    ]),
    calculates('total', 'sum(${age})'),
    calculates('number', 'count(${people})'),
    calculates('children', "join(',', ${people}[age < ${limit}]/age)"),
    calculates('second', '${people}[2]/age'),
    calculates('last', '${people}[position() = count(${people})]/age'),
    calculates('oldest', 'max(/data/only/people/age)'),
  ];
  const filled = (): Form => {
    const form = open(items);
    for (const [id, age] of [
      ['a', 30],
      ['b', 5],
      ['c', 12],
    ] as const) {
      form.addRow('people', id);
      form.set(`people/${id}/age`, { value: age });
    }
    return form;
  };
  const valuesOf = (form: Form, ...names: string[]) => names.map((name) => form.valueOf(name));

  test('are seen from outside all, from inside their own', () => {
    const form = filled();
    form.set('limit', { value: 18 });
    expect(valuesOf(form, 'total', 'number', 'children', 'second', 'last', 'oldest')).toEqual([
      47,
      3,
      '5,12',
      5,
      12,
      30,
    ]);
    expect(valuesOf(form, 'people/b/place', 'people/b/before', 'people/a/share')).toEqual([2, 30, 30 / 47]);
    expect(form.findings().map((each) => each.place)).toEqual(['people/b/school', 'people/c/school']);
  });

  test('have their defaults from the beginning', () => {
    const form = open(items);
    const told = changesOf(form.addRow('people', 'a'));
    expect(form.answerAt('people/a/age')).toEqual({ value: 1 });
    expect(told).toMatchObject({ people: ['rows'], total: ['value'], number: ['value'] });
  });

  test('have their defaults where a count brings them, and where those bring more', () => {
    const counted = [
      asks('n', { kind: 'integer' }),
      repeatOf(
        'outer',
        [
          asks('m', { kind: 'integer', default: '2' }),
          repeatOf('inner', [asks('x', { default: { expression: 'position(..)' } })], { count: '${m}' }),
        ],
        { count: '${n}' },
      ),
      calculates('all', "join(',', ${x})"),
    ];
    const form = open(counted);
    const told = changesOf(form.set('n', { value: 2 }));
    expect(told['outer/2/inner/2/x']).toContain('given');
    expect(told['n']).not.toContain('given');
    expect(form.valueOf('all')).toBe('1,2,1,2');
    form.set('outer/1/inner/2/x', {});
    const again = open(counted, form.draftAnswers());
    expect([again.valueOf('all'), again.draftAnswers()]).toEqual([form.valueOf('all'), form.draftAnswers()]);
    expect(open(counted, answersOf({ n: 1 })).valueOf('outer/1/m')).toBe('');
    expect(open(counted, answersOf({ n: 1 }), true).valueOf('all')).toBe('1,2');
  });

  test('are removed and moved with all that hangs on them', () => {
    const form = filled();
    form.moveRow('people', 'c', 0);
    expect(form.rowsOf('people')).toEqual(['c', 'a', 'b']);
    expect(valuesOf(form, 'people/c/place', 'people/a/before', 'last')).toEqual([1, 12, 5]);
    form.removeRow('people', 'a');
    expect(valuesOf(form, 'total', 'number', 'people/b/before', 'people/a/age')).toEqual([17, 2, 12, '']);
    expect(form.draftAnswers()['people']).toEqual({ rows: ['c', 'b'] });
    expect(Object.keys(form.draftAnswers()).some((place) => place.startsWith('people/a/'))).toBe(false);
  });

  test('are all passed over where the repeat is irrelevant', () => {
    const form = open(
      [
        asks('any'),
        repeatOf('people', [asks('age', { kind: 'integer' })], { relevant: "${any} = 'yes'" }),
        calculates('total', 'sum(${age})'),
        calculates('number', 'count(${people})'),
      ],
      { ...answersOf({ any: 'yes', 'people/a/age': 4 }), people: { rows: ['a'] } },
    );
    expect(valuesOf(form, 'total', 'number')).toEqual([4, 1]);
    form.set('any', { value: 'no' });
    expect(valuesOf(form, 'total', 'number')).toEqual([0, 0]);
    expect(form.submissionAnswers()).toEqual(answersOf({ any: 'no', total: 0, number: 0 }));
  });

  test('are as many as their count says; those beyond it stay in the draft and come back', () => {
    const form = open([
      asks('rooms', { kind: 'integer' }),
      repeatOf('room', [asks('area', { kind: 'integer', mandatory: true })], { count: '${rooms}' }),
      calculates('total', 'sum(${area})'),
    ]);
    expect(form.rowsOf('room')).toEqual([]);
    form.set('rooms', { value: 2 });
    expect(form.findings().map((each) => each.place)).toEqual(['room/1/area', 'room/2/area']);
    form.set('room/1/area', { value: 10 });
    form.set('room/2/area', { value: 20 });
    expect(form.valueOf('total')).toBe(30);
    form.set('rooms', { value: 1 });
    expect(form.valueOf('total')).toBe(10);
    expect(form.submissionAnswers()).toEqual({
      ...answersOf({ rooms: 1, 'room/1/area': 10, total: 10 }),
      room: { rows: ['1'] },
    });
    form.set('rooms', { value: 2 });
    expect(form.valueOf('total')).toBe(30);
    expect(form.addRow('room', 'x')).toEqual([]);
  });

  test('lie within rows', () => {
    const form = open([
      repeatOf('home', [
        asks('name'),
        repeatOf('person', [
          asks('age', { kind: 'integer' }),
          calculates('label', "concat(${name}, ':', ${age})"),
        ]),
        calculates('sum', 'sum(${age})'),
      ]),
      calculates('all', 'sum(${age})'),
      calculates('homes', "join('+', ${home}/sum)"),
    ]);
    form.addRow('home', 'h1');
    form.addRow('home', 'h2');
    form.addRow('home/h1/person', 'p');
    form.addRow('home/h2/person', 'p');
    form.addRow('home/h2/person', 'q');
    form.set('home/h1/person/p/age', { value: 1 });
    form.set('home/h2/person/p/age', { value: 20 });
    form.set('home/h2/person/q/age', { value: 300 });
    form.set('home/h2/name', { value: 'B' });
    expect(valuesOf(form, 'all', 'home/h2/sum', 'homes', 'home/h2/person/q/label')).toEqual([
      321,
      320,
      '1+320',
      'B:300',
    ]);
  });
});

describe('what comes from elsewhere is refused where the tablet would not have sent it', () => {
  const of = formOf([
    asks('a'),
    asks('b', { relevant: "${a} = 'yes'" }),
    calculates('c', "concat(${a}, '!')"),
    calculates('stamp', 'now()'),
    calculates('late', "${stamp} > date('2026-01-01')"),
    repeatOf('room', [asks('area', { kind: 'integer' })], { count: '1' }),
    asks('city', {
      kind: 'choice',
      choices: [choice('x', { of: 'no' }), choice('y', { of: 'yes' })],
      choiceFilter: 'of = ${a}',
    }),
  ]);
  const whole = answersOf({ a: 'yes', c: 'yes!', stamp: '2026-03-01T10:00:00.000+01:00', late: 'true' });

  test.each<[string, Answers, [string, string][]]>([
    ['nothing', {}, []],
    [
      'hidden by a condition',
      { a: { value: 'no' }, c: { value: 'no!' }, b: { value: 'x' } },
      [['b', 'not-relevant']],
    ],
    ['calculated otherwise', { c: { value: 'no!' } }, [['c', 'not-as-calculated']]],
    [
      'calculated otherwise from what time gave',
      { late: { value: 'false' } },
      [['late', 'not-as-calculated']],
    ],
    ['a row beyond the count', { 'room/2/area': { value: 3 } }, [['room/2/area', 'not-relevant']]],
    ['a row of another name', { 'room/x/area': { value: 3 } }, [['room/x/area', 'unknown-question']]],
    ['hidden by a filter', { city: { value: 'x' } }, [['city', 'not-relevant']]],
    ['no choice at all', { city: { value: 'z' } }, [['city', 'not-a-choice']]],
    ['an unknown question', { z: { value: 'z' } }, [['z', 'unknown-question']]],
  ])('%s', (_, more, problems) => {
    const findings = validateForSending(of, { ...whole, ...more }, surroundings);
    expect(findings.map((each) => [each.question, each.problem])).toEqual(problems);
  });
});
