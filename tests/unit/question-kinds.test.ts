import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AnswerValue } from '#domain/follow-up/answer.ts';
import type { Value } from '#domain/questionnaire/expression/expression.ts';
import {
  kindOf,
  kinds,
  longestText,
  questionKinds,
  type QuestionKindName,
} from '#domain/questionnaire/question-kinds.ts';

const choices = [
  { name: 'yes', label: { sv: 'Ja', en: 'Yes' } },
  { name: 'perhaps', label: { sv: 'Kanske' } },
];
const problemOf = (kind: QuestionKindName, value: AnswerValue) =>
  kindOf(kind).problemOf(value, { choices, parameters: { start: 1, end: '5', step: 0.5 } });
const uuid = ['00000000', '0000', '4000', '8000', '000000000000'].join('-');

test('the list of kinds is that of the table', () => {
  expect([...questionKinds].toSorted()).toEqual(Object.keys(kinds).toSorted());
});

describe('what a control gives', () => {
  test.each<[QuestionKindName, string, AnswerValue | undefined]>([
    ['choice', 'yes', 'yes'],
    ['choice', '', undefined],
    ['scale', '', undefined],
    ['short-text', ' Anna ', ' Anna '],
    ['short-text', '  ', undefined],
    ['long-text', '\n', undefined],
    ['long-text', 'a\nb', 'a\nb'],
    ['date', '2026-11-22', '2026-11-22'],
    ['date', '', undefined],
    ['number', '12', 12],
    ['number', ' 1,5 ', 1.5],
    ['number', '1.5', 1.5],
    ['number', '-0,5', -0.5],
    ['number', ' ', undefined],
    // An invalid draft is kept as it was typed, and marked.
    ['number', '1,5 or 2', '1,5 or 2'],
    ['number', 'Infinity', 'Infinity'],
    ['date', '30 February', '30 February'],
    ['choices', ' a  b a', ['a', 'b']],
    ['choices', ' ', undefined],
    ['rank', 'b a', ['b', 'a']],
    ['yes-no', 'yes', 'yes'],
    ['integer', '7', 7],
    ['integer', '1,5', 1.5],
    ['decimal', '-0,25', -0.25],
    ['range', 'five', 'five'],
    ['acknowledge', 'OK', 'OK'],
    ['acknowledge', '', undefined],
    ['time', '09:30', '09:30'],
    ['date-time', '', undefined],
  ])('%s: %j is %j', (kind, raw, value) => {
    expect(kinds[kind].decode(raw)).toEqual(value);
  });

  test('is never refused: empty, or kept', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionKinds), fc.string(), (kind, raw) => {
        const value = kinds[kind].decode(raw);
        const isEmpty = raw.trim() === '';
        const isMade = typeof value === 'number' || typeof value === 'object';
        expect(value === undefined ? isEmpty : value === raw || isMade).toBe(true);
      }),
    );
  });
});

describe('a value is wrong', () => {
  test.each<[QuestionKindName, AnswerValue, string | undefined]>([
    ['choice', 'yes', undefined],
    ['choice', 'no', 'not-a-choice'],
    ['scale', 'no', 'not-a-choice'],
    ['short-text', 'x'.repeat(500), undefined],
    ['short-text', 'x'.repeat(501), 'too-long'],
    ['long-text', 'x'.repeat(longestText), undefined],
    ['long-text', 'x'.repeat(longestText + 1), 'too-long'],
    ['long-text', 5, 'wrong-type'],
    ['date', '2026-12-31', undefined],
    ['date', '2026-13-01', 'not-a-date'],
    ['date', '2026-02-29', 'not-a-date'],
    ['date', '2026-1-1', 'not-a-date'],
    ['date', '2026-11-22T10:00', 'not-a-date'],
    ['date', 20261122, 'not-a-date'],
    ['number', 0, undefined],
    ['number', '5', 'not-a-number'],
    ['number', Number.NaN, 'not-a-number'],
    ['number', Number.POSITIVE_INFINITY, 'not-a-number'],
    ['choice', ['yes'], 'not-a-choice'],
    ['choices', ['yes', 'perhaps'], undefined],
    ['choices', ['yes', 'no'], 'not-a-choice'],
    ['choices', ['yes', 'yes'], 'not-a-choice'],
    ['choices', 'yes', 'wrong-type'],
    ['rank', ['perhaps', 'yes'], undefined],
    ['rank', ['yes'], 'not-a-choice'],
    ['yes-no', 'no', undefined],
    ['yes-no', 'perhaps', 'not-a-choice'],
    ['integer', 7, undefined],
    ['integer', 1.5, 'not-a-whole-number'],
    ['integer', '7', 'not-a-number'],
    ['decimal', 1.5, undefined],
    ['range', 2.5, undefined],
    ['range', 2.25, 'out-of-range'],
    ['range', 0.5, 'out-of-range'],
    ['range', 5.5, 'out-of-range'],
    ['time', '09:30', undefined],
    ['time', '24:00', 'not-a-time'],
    ['time', '9.30', 'not-a-time'],
    ['date-time', '2026-11-22T09:30', undefined],
    ['date-time', '2026-11-22T09:30:00.000+01:00', undefined],
    ['date-time', '2026-11-31T09:30', 'not-a-date'],
    ['date-time', '2026-11-22', 'not-a-date'],
    ['acknowledge', 'OK', undefined],
    ['acknowledge', 'yes', 'wrong-type'],
    ['calculated', 5, undefined],
    ['calculated', ['a'], 'wrong-type'],
    ['hidden', 'x', undefined],
    ['note', ['a'], 'wrong-type'],
    ['photo', 'a'.repeat(64), undefined],
    ['signature', 'A'.repeat(64), 'not-a-file'],
    ['file', 'photo.jpg', 'not-a-file'],
    ['unit', uuid, undefined],
    ['placement', 'p1', 'not-a-reference'],
  ])('%s: %j (%s)', (kind, value, problem) => {
    expect(problemOf(kind, value)).toBe(problem);
  });

  test('never a day that the calendar has', () => {
    const anyDay = fc.date({
      min: new Date('1900-01-01T00:00:00Z'),
      max: new Date('2199-12-31T00:00:00Z'),
      noInvalidDate: true,
    });
    fc.assert(
      fc.property(anyDay, (day) => {
        expect(problemOf('date', day.toISOString().slice(0, 10))).toBeUndefined();
      }),
    );
  });
});

test('only what is drawn from choices is counted', () => {
  expect(questionKinds.filter((kind) => kinds[kind].isCounted)).toEqual(['choice', 'scale']);
  expect(problemOf('choice', 'yes')).toBeUndefined();
  expect(kinds.choice.problemOf('yes', {})).toBe('not-a-choice');
});

test.each<[QuestionKindName, AnswerValue, string]>([
  ['choice', 'yes', 'Yes'],
  ['choice', 'perhaps', 'Kanske'],
  ['choice', 'unknown', 'unknown'],
  ['choices', ['yes', 'perhaps'], 'Yes, Kanske'],
  ['integer', 7, '7'],
  ['short-text', 'Anna', 'Anna'],
])('%s: %j is read as %s', (kind, value, words) => {
  expect(kindOf(kind).format(value, { choices }, 'en')).toBe(words);
});

test.each<[QuestionKindName, AnswerValue, AnswerValue, number]>([
  ['scale', 'yes', 'perhaps', -1],
  ['integer', 10, 9, 1],
  ['date', '2026-01-02', '2026-01-10', -1],
  ['short-text', 'a', 'a', 0],
])('%s: %j and %j compare as %i', (kind, one, other, sign) => {
  expect(Math.sign(kindOf(kind).compare(one, other, { choices }))).toBe(sign);
});

test('an export has a cell for each answer, but none for what is only read', () => {
  expect(kindOf('choices').exportColumn?.(['a', 'b'])).toBe('a b');
  expect(kindOf('decimal').exportColumn?.(1.5)).toBe(1.5);
  expect(kindOf('note').exportColumn).toBeNull();
});

test.each<[QuestionKindName, Value, AnswerValue | undefined]>([
  ['short-text', 5, '5'],
  ['short-text', '', undefined],
  ['integer', '5', 5],
  ['integer', 'five', 'five'],
  ['integer', Number.NaN, undefined],
  ['choices', 'a b', ['a', 'b']],
  ['calculated', true, 'true'],
  ['calculated', 5, 5],
  ['calculated', Number.NaN, undefined],
  ['calculated', Number.POSITIVE_INFINITY, 'Infinity'],
  ['photo', 'x', undefined],
])('%s: an expression that gives %j answers %j', (kind, value, answer) => {
  expect(kindOf(kind).fromExpression(value)).toEqual(answer);
});
