import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  kinds,
  longestText,
  questionKinds,
  type QuestionKindName,
} from '#domain/questionnaire/question-kinds.ts';

const choices = [{ name: 'yes', label: { sv: 'Ja' } }];
const problemOf = (kind: QuestionKindName, value: string | number) =>
  ((of: (value: string | number, context: { choices: typeof choices }) => string | undefined) =>
    of(value, { choices }))(kinds[kind].problemOf);

test('the list of kinds is that of the table', () => {
  expect([...questionKinds].toSorted()).toEqual(Object.keys(kinds).toSorted());
});

describe('what a control gives', () => {
  test.each<[QuestionKindName, string, string | number | undefined]>([
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
  ])('%s: %j is %j', (kind, raw, value) => {
    expect(kinds[kind].decode(raw)).toBe(value);
  });

  test('is never refused: empty, or kept', () => {
    fc.assert(
      fc.property(fc.constantFrom(...questionKinds), fc.string(), (kind, raw) => {
        const value = kinds[kind].decode(raw);
        const isEmpty = raw.trim() === '';
        expect(value === undefined ? isEmpty : value === raw || kind === 'number').toBe(true);
      }),
    );
  });
});

describe('a value is wrong', () => {
  test.each<[QuestionKindName, string | number, string | undefined]>([
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
