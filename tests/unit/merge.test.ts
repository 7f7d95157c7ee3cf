import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isSameAnswer, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { mergeAnswers } from '#domain/register/merge.ts';
import { anyAnswers } from './any-answers.ts';

const question = 'overall';
const answered = (value: string | null): Answers => (value === null ? {} : { [question]: { value } });

describe('one question, three versions', () => {
  test.each([
    // what both had seen, the head, the incoming; what holds, whether a person must choose
    [null, null, null, null, false],
    ['acceptable', 'acceptable', 'acceptable', 'acceptable', false],
    ['acceptable', 'deficient', 'acceptable', 'deficient', false],
    ['acceptable', 'acceptable', 'deficient', 'deficient', false],
    ['acceptable', 'deficient', 'deficient', 'deficient', false],
    ['acceptable', null, 'acceptable', null, false],
    ['acceptable', 'acceptable', null, null, false],
    ['acceptable', null, null, null, false],
    [null, 'deficient', null, 'deficient', false],
    [null, null, 'deficient', 'deficient', false],
    [null, 'deficient', 'deficient', 'deficient', false],
    [null, 'deficient', 'very-good', 'deficient', true],
    ['acceptable', 'deficient', 'very-good', 'deficient', true],
    ['acceptable', null, 'very-good', null, true],
    ['acceptable', 'very-good', null, 'very-good', true],
  ])('%s, changed to %s and to %s: %s (contested: %s)', (was, ours, theirs, holds, isContested) => {
    const merge = mergeAnswers(answered(was), answered(ours), answered(theirs));
    expect(merge).toEqual({ answers: answered(holds), contested: isContested ? [question] : [] });
  });

  test.each<[string, Answer, Answer]>([
    ['the comment', { value: 'acceptable', comment: 'Late' }, { value: 'acceptable', comment: 'Late twice' }],
    ['the reason for none', { reason: 'declined' }, { reason: 'not-asked' }],
    ['the deviation', { value: 'acceptable', deviation: 'No plan' }, { value: 'acceptable' }],
  ])('%s is part of the answer', (_, ours, theirs) => {
    expect(mergeAnswers({}, { [question]: ours }, { [question]: theirs }).contested).toEqual([question]);
  });

  test.each<[string, Answer]>([
    ['empty', {}],
    ['an empty comment', { comment: '' }],
    ['a comment of spaces', { comment: '  ', deviation: ' ' }],
  ])('a blank answer (%s) is no answer', (_, blank) => {
    expect(mergeAnswers({}, { [question]: blank }, {})).toEqual({ answers: {}, contested: [] });
    const removed = mergeAnswers(answered('acceptable'), { [question]: blank }, answered('acceptable'));
    expect(removed).toEqual({ answers: {}, contested: [] });
  });
});

test('changes to different questions go together, contested ones are named in order', () => {
  const base: Answers = { a: { value: '1' }, b: { value: '1' }, c: { value: '1' }, d: { value: '1' } };
  const head: Answers = { ...base, d: { value: '2' }, b: { value: '2' }, a: { value: '2' } };
  const incoming: Answers = { ...base, d: { value: '3' }, b: { value: '3' }, c: { value: '3' } };
  expect(mergeAnswers(base, head, incoming)).toEqual({
    answers: { a: { value: '2' }, b: { value: '2' }, c: { value: '3' }, d: { value: '2' } },
    contested: ['b', 'd'],
  });
});

describe('rows of a repeat', () => {
  const rows = (...ids: string[]): Answers => ({ people: { rows: ids } });

  test.each<[string[], string[], string[], string[]]>([
    [['a'], ['a', 'b'], ['a'], ['a', 'b']],
    [['a'], ['b', 'a'], ['a'], ['b', 'a']],
    [['a'], ['a', 'c'], ['a', 'b'], ['a', 'b', 'c']],
    [[], ['c', 'd'], ['b'], ['b', 'c', 'd']],
    [['a', 'b'], ['b'], ['a', 'b', 'c'], ['b', 'c']],
    [['a', 'b'], [], ['a', 'b', 'c'], ['c']],
    [
      ['a', 'b'],
      ['b', 'a'],
      ['a', 'b', 'c'],
      ['b', 'a', 'c'],
    ],
    [[], ['a', 'x'], ['b', 'x'], ['x', 'a', 'b']],
  ])('%j, made %j and %j: %j, whoever came first', (was, ours, theirs, all) => {
    const [base, one, other] = [rows(...was), rows(...ours), rows(...theirs)];
    const merged = { answers: rows(...all), contested: [] };
    expect(mergeAnswers(base, one, other)).toEqual(merged);
    expect(mergeAnswers(base, other, one)).toEqual(merged);
  });

  test('one that is removed while the other side writes in it is for a person', () => {
    const base: Answers = { ...rows('a', 'b'), 'people/b/age': { value: 4 } };
    const removed = rows('a');
    const written: Answers = { ...base, 'people/b/age': { value: 5 } };
    expect(mergeAnswers(base, removed, written).contested).toEqual(['people', 'people/b/age']);
    expect(mergeAnswers(base, written, removed).contested).toEqual(['people', 'people/b/age']);
    expect(mergeAnswers(base, removed, base)).toEqual({ answers: removed, contested: [] });
  });

  test('several choices are no rows', () => {
    const chosen = (...value: string[]): Answers => ({ q: { value } });
    expect(mergeAnswers({}, chosen('a'), chosen('b')).contested).toEqual(['q']);
    expect(mergeAnswers({}, chosen('a', 'b'), chosen('a', 'b')).contested).toEqual([]);
  });
});

describe('whatever the answers', () => {
  const names = (...of: Answers[]) => [...new Set(of.flatMap((each) => Object.keys(each)))].sort();
  const isSame = (one: Answers, other: Answers) =>
    names(one, other).every((name) => isSameAnswer(one[name], other[name]));

  test('a side that changed nothing gives way to the other', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, (base, other) => {
        for (const merge of [mergeAnswers(base, base, other), mergeAnswers(base, other, base)]) {
          expect(merge.contested).toEqual([]);
          expect(isSame(merge.answers, other)).toBe(true);
        }
      }),
    );
  });

  test('exactly what both changed to different answers is contested', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, anyAnswers, (base, head, incoming) => {
        const contested = names(base, head, incoming).filter(
          (name) =>
            !isSameAnswer(head[name], incoming[name]) &&
            !isSameAnswer(head[name], base[name]) &&
            !isSameAnswer(incoming[name], base[name]),
        );
        expect(mergeAnswers(base, head, incoming).contested).toEqual(contested);
      }),
    );
  });

  test('it makes no difference which side is the head, but at contested questions', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, anyAnswers, (base, head, incoming) => {
        const [one, other] = [mergeAnswers(base, head, incoming), mergeAnswers(base, incoming, head)];
        expect(other.contested).toEqual(one.contested);
        for (const name of names(base, head, incoming)) {
          const isContested = one.contested.includes(name);
          expect(isContested || isSameAnswer(one.answers[name], other.answers[name])).toBe(true);
          const kept = isContested ? [head[name], incoming[name]] : [one.answers[name], other.answers[name]];
          expect(isSameAnswer(one.answers[name], kept[0])).toBe(true);
          expect(isSameAnswer(other.answers[name], kept[1])).toBe(true);
        }
      }),
    );
  });

  test('nothing is made up: each answer is one of the three', () => {
    fc.assert(
      fc.property(anyAnswers, anyAnswers, anyAnswers, (base, head, incoming) => {
        const { answers } = mergeAnswers(base, head, incoming);
        for (const [name, answer] of Object.entries(answers)) {
          const known = [base[name], head[name], incoming[name]];
          expect(known.some((each) => isSameAnswer(each, answer))).toBe(true);
        }
      }),
    );
  });
});
