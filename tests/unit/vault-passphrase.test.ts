import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  checkPassphrase,
  generatePassphrase,
  judgePassphrase,
  shortestPassphrase,
} from '#device/vault/passphrase.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { swedishWords } from '#device/vault/swedish-words.ts';

const known = new Set(swedishWords);
const judge = (text: string) => judgePassphrase(text, known);

/** Two words that one slip of the finger turns into each other. */
const isOneLetterApart = (one: string, other: string): boolean => {
  const [short, long] = one.length <= other.length ? [one, other] : [other, one];
  if (long.length - short.length > 1) return false;
  let at = 0;
  while (at < short.length && short[at] === long[at]) at += 1;
  const rest = long.slice(at + 1);
  return rest === short.slice(long.length === short.length ? at + 1 : at);
};

describe('the words', () => {
  test('are 2,048 of four to eight letters, each once', () => {
    expect([swedishWords.length, known.size]).toEqual([2_048, 2_048]);
    expect(swedishWords.filter((word) => !/^[a-zåäö]{4,8}$/u.test(word))).toEqual([]);
  });

  test('are never one letter apart', () => {
    const close = swedishWords.flatMap((one, index) =>
      swedishWords.slice(index + 1).filter((other) => isOneLetterApart(one, other)),
    );
    expect(close).toEqual([]);
  });
});

describe('a generated passphrase', () => {
  test('is four words, and good enough', () => {
    for (let time = 0; time < 200; time += 1) {
      const made = generatePassphrase(swedishWords, secureRandomBytes);
      expect(made.split(' ').every((word) => known.has(word))).toBe(true);
      expect(made.length).toBeGreaterThanOrEqual(shortestPassphrase);
      // The same word twice, once in some hundred times, is three words.
      expect(judge(made).fault).toBeNull();
    }
  });

  test('draws each word as often: of all numbers that can be drawn', () => {
    const counts = new Map<string, number>();
    for (let number = 0; number < 65_536; number += 4) {
      const bytes = new Uint8Array(8).map((_, index) => {
        const each = number + (index >> 1);
        return index % 2 === 0 ? each >> 8 : each & 255;
      });
      for (const word of generatePassphrase(swedishWords, () => bytes).split(' '))
        counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    expect([counts.size, new Set(counts.values())]).toEqual([2_048, new Set([32])]);
  });
});

describe('strength', () => {
  test.each([
    ['kort', 'too-short'],
    ['aaaaaaaaaaaaaaaaaaaa', 'too-simple'],
    ['abcdefghijklmnopqrst', 'too-simple'],
    ['12345678901234567890', 'too-simple'],
    ['lösenordlösenord', 'too-simple'],
    ['Sommar2026Sommar2026', 'too-simple'],
    ['Stockholm-2026!', 'too-simple'],
    ['svala svala svala svala', 'too-simple'],
    ['följsam följsam följsam', 'too-simple'],
  ])('%s is %s', (text, fault) => {
    expect(judge(text)).toMatchObject({ fault, strength: 'weak' });
    expect(checkPassphrase(text, known)).toEqual({ ok: false, problem: fault });
  });

  test.each([
    'min moster cyklar helst barfota i regn',
    'Tre gula ankor åt upp 14 bullar',
    'kV7#pq!mZ2wRt9x&',
  ])('%s is good enough', (text) => {
    expect(checkPassphrase(text, known)).toEqual({ ok: true, value: text });
  });

  test('whatever is written is judged, and capitals add nothing', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => judge(text).bits >= 0));
    fc.assert(
      fc.property(fc.stringMatching(/^[a-zåäö0-9 ]*$/u), (text) => {
        expect(judge(text.toUpperCase()).bits).toBeCloseTo(judge(text).bits);
      }),
    );
  });
});
