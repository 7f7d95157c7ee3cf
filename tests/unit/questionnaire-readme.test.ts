import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { Answers, AnswerValue } from '#domain/follow-up/answer.ts';
import { openForm, type Form } from '#domain/questionnaire/engine/form.ts';
import '#domain/questionnaire/expression/all-functions.ts';
import { evaluate } from '#domain/questionnaire/expression/evaluate.ts';
import { parseExpression } from '#domain/questionnaire/expression/parse.ts';
import type { Item } from '#domain/questionnaire/questionnaire.ts';
import { environmentOf } from './expression-environment.ts';
import { asks, calculates, choice, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';

const readme = readFileSync(join(import.meta.dirname, '../../src/domain/questionnaire/README.md'), 'utf8');

/** The rows of the table under a heading row. */
const tableUnder = (heading: string): string[][] => {
  const lines = readme.slice(readme.indexOf(heading)).split('\n').slice(2);
  const end = lines.findIndex((line) => !line.startsWith('|'));
  return lines.slice(0, end).map((line) =>
    line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim()),
  );
};

describe('expressions', () => {
  const examples = tableUnder('| rule | expression | value |').map(
    ([, expression = '', value = '']) => [expression.slice(1, -1), value.replaceAll('`', '').trim()] as const,
  );
  const environment = environmentOf({
    empty: '',
    five: 5,
    fiveText: '5.0',
    ages: [10, '', '7', 'old', 12.5],
    '.': 'own',
  });

  test('the README has its examples', () => {
    expect(examples).toHaveLength(20);
  });

  test.each(examples)('%s is %s, as the README says', (source, value) => {
    const parsed = parseExpression(source);
    expect(parsed.ok && String(evaluate(parsed.value, environment))).toBe(value);
  });
});

const answersOf = (of: Record<string, AnswerValue>): Answers =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]));
const open = (items: Item[], given: Record<string, AnswerValue> = {}, isNew = false): Form =>
  openForm(
    formOf(items),
    answersOf(given),
    {
      now: () => new Date('2026-11-22T12:00:00Z'),
      random: () => 0.5,
      randomId: () => 'an-id',
      language: 'sv',
    },
    { isNew },
  );
/** A form with a row of `people` for each age; where there is none, it is not answered. */
const withPeople = (items: Item[], ages: readonly (number | undefined)[]): Form => {
  const form = open(items);
  for (const [index, age] of ages.entries()) {
    form.addRow('people', `r${index}`);
    if (age !== undefined) form.set(`people/r${index}/age`, { value: age });
  }
  return form;
};
const age = asks('age', { kind: 'integer' });
const both = (form: Form, place: string) => [
  form.draftAnswers()[place]?.value,
  form.submissionAnswers()[place]?.value,
];

/** Each example by the words under "form" in the README. */
const played: Readonly<Record<string, () => void>> = {
  '`n` with the constraint `. > 0`': () => {
    const form = open([asks('n', { kind: 'integer', constraint: '. > 0' })]);
    expect(form.findings()).toEqual([]);
    form.set('n', { value: -1 });
    expect(form.problemAt('n')).toBe('constraint-broken');
  },
  '`shown` with the condition `${n}`': () => {
    const form = open([asks('n', { kind: 'integer' }), asks('shown', { relevant: '${n}' })]);
    expect(form.isRelevant('shown')).toBe(false);
    form.set('n', { value: 0 });
    expect(form.isRelevant('shown')).toBe(false);
    form.set('n', { value: 2 });
    expect(form.isRelevant('shown')).toBe(true);
  },
  '`shown` with the condition `${word}`': () => {
    const shown = asks('shown', { relevant: '${word}' });
    expect(open([calculates('word', 'false()'), shown]).isRelevant('shown')).toBe(false);
    expect(open([asks('word'), shown], { word: '0' }).isRelevant('shown')).toBe(true);
  },
  '`sum(${age})`, `age` hidden in rows marked so': () => {
    const people = [asks('marked'), { ...age, relevant: "${marked} != 'yes'" }];
    const form = withPeople(
      [
        repeatOf('people', people),
        ...['sum', 'min', 'max'].map((name) => calculates(name, `${name}(\${age})`)),
      ],
      [30, 5, undefined],
    );
    form.set('people/r1/marked', { value: 'yes' });
    expect(['sum', 'min', 'max'].map((name) => form.valueOf(name))).toEqual([30, 30, 30]);
  },
  '`count(${people})`': () => {
    const form = withPeople(
      [
        asks('none'),
        repeatOf('people', [age], { relevant: "${none} = ''" }),
        calculates('number', 'count(${people})'),
      ],
      [undefined, 4],
    );
    expect(form.valueOf('number')).toBe(2);
    form.set('none', { value: 'yes' });
    expect(form.valueOf('number')).toBe(0);
  },
  '`sum(${age})` outside and inside `people`': () => {
    const inside = calculates('inside', 'sum(${age})');
    const form = withPeople(
      [repeatOf('people', [age, inside]), calculates('outside', 'sum(${age})')],
      [30, 12],
    );
    const places = ['outside', 'people/r0/inside', 'people/r1/inside'];
    expect(places.map((place) => form.valueOf(place))).toEqual([42, 30, 12]);
  },
  "`join(',', ${people}[age < 18]/age)`": () => {
    const young = calculates('young', "join(',', ${people}[age < 18]/age)");
    expect(withPeople([repeatOf('people', [age]), young], [30, 5, 12]).valueOf('young')).toBe('5,12');
  },
  '`day` with the default `today()` in a hidden group': () => {
    const day = asks('day', { kind: 'date', default: { expression: 'today()' } });
    const items = [groupOf('hidden', [day], { relevant: 'false()' })];
    expect(open(items, {}, true).draftAnswers()).toEqual(answersOf({ day: '2026-11-22' }));
    expect(open(items).draftAnswers()).toEqual({});
  },
  '`room` as many as `${rooms}`, `area` with the default `position(..) * 10`': () => {
    const area = asks('area', { kind: 'integer', default: { expression: 'position(..) * 10' } });
    const form = open([asks('rooms', { kind: 'integer' }), repeatOf('room', [area], { count: '${rooms}' })]);
    const areas = () => ['room/1/area', 'room/2/area'].map((place) => form.valueOf(place));
    form.set('rooms', { value: 2 });
    expect(areas()).toEqual([10, 20]);
    form.set('room/2/area', {});
    form.set('rooms', { value: 1 });
    form.set('rooms', { value: 2 });
    expect(areas()).toEqual([10, '']);
  },
  '`clash` with the condition `${a} = ${b}`, a note': () => {
    const clash = asks('clash', { kind: 'note', mandatory: true, relevant: '${a} = ${b}' });
    const form = open([asks('a'), asks('b'), clash], { a: 'x', b: 'x' });
    expect(form.findings()).toMatchObject([{ place: 'clash', problem: 'contradiction' }]);
    form.set('b', { value: 'y' });
    expect(form.findings()).toEqual([]);
  },
  "`b` with the condition `${a} = 'yes'`, and `concat('<', ${b}, '>')`": () => {
    const form = open(
      [asks('a'), asks('b', { relevant: "${a} = 'yes'" }), calculates('seen', "concat('<', ${b}, '>')")],
      { a: 'yes', b: 'B' },
    );
    form.set('a', { value: 'no' });
    expect([form.valueOf('seen'), ...both(form, 'b')]).toEqual(['<>', 'B', undefined]);
    form.set('a', { value: 'yes' });
    expect([form.valueOf('seen'), ...both(form, 'b')]).toEqual(['<B>', 'B', 'B']);
  },
  '`city` with the filter `country = ${country}`': () => {
    const choices = [choice('malmo', { country: 'se' }), choice('oslo', { country: 'no' })];
    const form = open(
      [
        asks('country'),
        asks('city', { kind: 'choice', choices, choiceFilter: 'country = ${country}', mandatory: true }),
      ],
      { country: 'se', city: 'malmo' },
    );
    form.set('country', { value: 'no' });
    expect([form.problemAt('city'), ...both(form, 'city')]).toEqual(['missing', 'malmo', undefined]);
    form.set('country', { value: 'se' });
    expect(both(form, 'city')).toEqual(['malmo', 'malmo']);
  },
  '`room` as many as `${rooms}`, and `sum(${area})`': () => {
    const form = open([
      asks('rooms', { kind: 'integer' }),
      repeatOf('room', [asks('area', { kind: 'integer' })], { count: '${rooms}' }),
      calculates('total', 'sum(${area})'),
    ]);
    form.set('rooms', { value: 2 });
    form.set('room/1/area', { value: 10 });
    form.set('room/2/area', { value: 20 });
    form.set('rooms', { value: 1 });
    expect([form.valueOf('total'), ...both(form, 'room/2/area')]).toEqual([10, 20, undefined]);
    form.set('rooms', { value: 2 });
    expect([form.valueOf('total'), ...both(form, 'room/2/area')]).toEqual([30, 20, 20]);
  },
};

describe('whole forms', () => {
  test('the README has an example of each rule, and each is played', () => {
    const examples = tableUnder('| rule | form | what happens |').map(([, form]) => form);
    expect(Object.keys(played)).toEqual(examples);
  });

  test.each(Object.entries(played))('%s', (_, play) => {
    expect.hasAssertions();
    play();
  });
});
