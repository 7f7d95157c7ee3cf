import { describe, expect, test } from 'vitest';
import { differencesBetween } from '#domain/questionnaire/differences.ts';
import { isSameAsked } from '#domain/questionnaire/same-question.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import { asks, choice, formOf, groupOf, repeatOf } from './questionnaire-builder.ts';

const told = (before: Parameters<typeof formOf>[0], after: Parameters<typeof formOf>[0]) =>
  differencesBetween(formOf(before), formOf(after)).map(({ kind, name, fields }) => [
    kind,
    name,
    ...fields.map((each) => `${each.field}: ${each.before ?? '–'} → ${each.after ?? '–'}`),
  ]);

describe('what differs between two versions', () => {
  test('nothing, where nothing does', () => {
    expect(told([asks('a'), groupOf('g', [asks('b')])], [asks('a'), groupOf('g', [asks('b')])])).toEqual([]);
  });

  test('what was added, what was removed, and what was changed field by field', () => {
    const before = [asks('a', { mandatory: true }), asks('b')];
    const after = [
      asks('a', { label: { sv: 'Hur?', en: 'How?' }, relevant: '${c} > 1' }),
      asks('c', { kind: 'integer' }),
    ];
    expect(told(before, after)).toEqual([
      [
        'changed',
        'a',
        'label (sv): a → Hur?',
        'mandatory: true → –',
        'label (en): – → How?',
        'relevant: – → ${c} > 1',
      ],
      ['added', 'c'],
      ['removed', 'b'],
    ]);
  });

  test('a choice that says something else, and one that is new', () => {
    const of = (...names: string[]) => [
      asks('a', { kind: 'choice', choices: names.map((each) => choice(each)) }),
    ];
    expect(told(of('yes', 'no'), of('yes', 'no', 'perhaps'))).toEqual([
      ['changed', 'a', 'choices: yes, no → yes, no, perhaps', 'choice perhaps (sv): – → the perhaps'],
    ]);
  });

  test('only what was moved is told as moved, not what it passed', () => {
    const all = ['a', 'b', 'c', 'd'].map((each) => asks(each));
    const [a, b, c, d] = [asks('a'), asks('b'), asks('c'), asks('d')];
    expect(told(all, [d, a, b, c])).toEqual([['moved', 'd']]);
    expect(told(all, [a, c, b, d]).map(([kind]) => kind)).toEqual(['moved']);
    expect(told([a, groupOf('g', [b])], [a, b, groupOf('g', [])])).toEqual([['moved', 'b']]);
    expect(told([a, repeatOf('r', [b])], [a, groupOf('r', [b], { title: { sv: 'r' } })])).toEqual([
      ['changed', 'r', 'kind: repeat → group'],
    ]);
  });
});

describe('answers of two versions are added up', () => {
  const scale = (of: Partial<Question> = {}): Question =>
    asks('a', { kind: 'choice', choices: [choice('yes'), choice('no')], ...of });
  const isJoined = (one: Question, other: Question) =>
    isSameAsked(one, formOf([one]), other, formOf([other]));

  test('where kind, wording and choices are the same', () => {
    expect(isJoined(scale(), scale({ mandatory: true, hint: { sv: 'Tips' } }))).toBe(true);
    // A translation that one of them lacks says nothing else, nor does that it has been checked.
    expect(isJoined(scale(), scale({ label: { sv: 'a', other: { so: 'a?' }, unchecked: ['so'] } }))).toBe(
      true,
    );
    const lists = { yn: [choice('yes'), choice('no')] };
    const listed = asks('a', { kind: 'choice', choiceList: 'yn' });
    expect(isSameAsked(scale(), formOf([scale()]), listed, formOf([listed], { choiceLists: lists }))).toBe(
      true,
    );
  });

  test('and not where one of them is another', () => {
    expect(isJoined(scale(), scale({ kind: 'scale' }))).toBe(false);
    expect(isJoined(scale(), scale({ label: { sv: 'b' } }))).toBe(false);
    expect(isJoined(scale({ label: { sv: 'a', en: 'x' } }), scale({ label: { sv: 'a', en: 'y' } }))).toBe(
      false,
    );
    expect(isJoined(scale(), scale({ choices: [choice('no'), choice('yes')] }))).toBe(false);
    expect(isJoined(scale(), scale({ choices: [choice('yes')] }))).toBe(false);
    expect(isJoined(scale(), { ...scale(), name: 'other' })).toBe(false);
  });
});
