import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isPattern, matchesWhole } from '#domain/questionnaire/expression/pattern.ts';

describe('the whole text fits', () => {
  test.each<[string, string, boolean]>([
    ['abc', 'abc', true],
    ['abc', 'ab', false],
    ['abc', '^abc$', true],
    ['', '', true],
    ['', 'a', false],
    ['gray', 'gray|grey', true],
    ['grey', 'gr(a|e)y', true],
    ['070-123 45 67', String.raw`\d{3}-\d{3}( \d{2}){2}`, true],
    ['CAR_PRC_2015_048', '^[A-Z]{3}+_+[A-Z]{3}+_+[0-9]{4}+_+[0-9]{3,4}$', true],
    ['aaa', 'a{2}', false],
    ['aaa', 'a{2,}', true],
    ['aaa', 'a{0,3}', true],
    ['aaaa', 'a{0,3}', false],
    ['a', 'a??', true],
    ['a\nb', 'a.b', false],
    ['Åsa', String.raw`\p{L}+`, true],
    ['Åsa', '[A-ZÅÄÖ][a-zåäö]+', true],
    ['a]b', String.raw`a[\]]b`, true],
    ['a]b', 'a[]]b', true],
    ['a-b', 'a[-x]b', true],
    ['a.b', String.raw`a\.b`, true],
    ['axb', String.raw`a\.b`, false],
    ['ABC', '(?i)abc', true],
    ['ABc', '(?i:ab)c', true],
    ['ABC', '(?i:ab)c', false],
    ['two words', String.raw`\w+\b \bwords`, true],
    ['😀', '.', true],
    ['anna@exempel.se', String.raw`[^@\s]+@[^@\s]+\.[a-z]{2,}`, true],
    ['(', String.raw`\(`, true],
  ])('%j by %s: %s', (text, pattern, fits) => {
    expect(matchesWhole(text, pattern)).toBe(fits);
  });
});

test.each([
  '(',
  'a)',
  '[a',
  '*a',
  'a{3,1}',
  String.raw`(a)\1`,
  '(?=a)b',
  '(?<!a)b',
  'a{9999}',
  '('.repeat(200),
])('is no pattern: %s', (pattern) => {
  expect(isPattern(pattern)).toBe(false);
  expect(matchesWhole('a', pattern)).toBe(false);
});

test('a pattern that explodes elsewhere takes one pass', () => {
  expect(matchesWhole(`${'a'.repeat(20_000)}!`, '(a+)+')).toBe(false);
  expect(matchesWhole(`${'a'.repeat(5_000)}!`, '(a|a|aa)*(a*)*')).toBe(false);
});

test('fits as the platform says, of short texts and plain patterns', () => {
  const part = fc.constantFrom(
    'a',
    'b',
    '.',
    '[ab]',
    '[^a]',
    '(a|b)',
    '(ab)',
    'a*',
    'b+',
    'a?',
    '(a|b)*',
    'a{1,2}',
  );
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }),
      fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 8 }),
      (parts, letters) => {
        const [pattern, text] = [parts.join(''), letters.join('')];
        expect(matchesWhole(text, pattern)).toBe(new RegExp(`^(?:${pattern})$`, 'su').test(text));
      },
    ),
    { numRuns: 500 },
  );
});
