import { describe, expect, test } from 'vitest';
import { serviceAreas, unitKinds } from '#domain/organisation/organisation.ts';
import { yearsAfter } from '#server/retention/due.ts';
import { defaultRules, parseRules, ruleFor } from '#server/retention/rules.ts';

const file = (...rules: object[]) => JSON.stringify({ rules });
const never = {
  id: 'child',
  source: 'SoL',
  serviceAreas: ['children-and-youth'],
  unitKinds: ['hvb'],
  years: null,
};
const plain = { id: 'all', source: 'SoL', serviceAreas: null, unitKinds: null, years: 5 };

describe('the rules', () => {
  test('keep every document on a child placed in an HVB, and speak of every kind of placement', () => {
    for (const serviceArea of serviceAreas) {
      for (const unitKind of unitKinds) {
        const rule = ruleFor(defaultRules, { serviceArea, unitKind });
        expect(rule).toBeDefined();
      }
    }
    expect(ruleFor(defaultRules, { serviceArea: 'children-and-youth', unitKind: 'hvb' })?.years).toBeNull();
    expect(ruleFor(defaultRules, { serviceArea: 'social-psychiatry', unitKind: 'hvb' })?.years).toBe(5);
  });

  test("can be the authority's own, and the longest of those that fit holds", () => {
    const read = parseRules(file(never, plain, { ...plain, id: 'plan', unitKinds: ['hvb'], years: 10 }));
    if (!read.ok) throw new Error(read.problem);
    expect(ruleFor(read.value, { serviceArea: 'adult-and-addiction', unitKind: 'hvb' })?.id).toBe('plan');
    expect(ruleFor(read.value, { serviceArea: 'adult-and-addiction', unitKind: 'other' })?.id).toBe('all');
  });

  test.each([
    ['no file of rules', 'not json'],
    ['none', file()],
    ['one that lets children in an HVB be purged', file({ ...never, years: 70 }, plain)],
    ['one that does not speak of them but in passing', file(plain)],
    ['two of one name', file(never, plain, plain)],
    ['a year that is none', file(never, { ...plain, years: 0 })],
    ['an unknown kind', file(never, { ...plain, unitKinds: ['castle'] })],
    ['an unknown word', file(never, { ...plain, yeras: 5 })],
  ])('are refused: %s', (_, text) => {
    expect(parseRules(text).ok).toBe(false);
  });

  test('count whole years, and never a day too few', () => {
    expect(yearsAfter('2020-03-01', 5)).toBe('2025-03-01');
    expect(yearsAfter('2020-02-29', 5)).toBe('2025-03-01');
    expect(yearsAfter('2020-02-29', 4)).toBe('2024-02-29');
  });
});
