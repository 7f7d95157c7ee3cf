import { fail, succeed, type Result } from '#domain/result.ts';

/** The shortest passphrase: so many characters. Four generated words always have more. */
export const shortestPassphrase = 15;
/** Words of a generated passphrase: 4 × 11 bits, each guess at the price of Argon2id. */
const generatedWords = 4;
const bitsOfWord = 11;

/** What makes a passphrase no good: too short, or guessed among the first. */
export type PassphraseFault = 'too-short' | 'too-simple';
export type Strength = 'weak' | 'fair' | 'strong';

/** What can be said of a passphrase. `bits`: of the guesses that somebody needs who knows how people choose. */
export interface PassphraseView {
  readonly bits: number;
  readonly strength: Strength;
  readonly fault: PassphraseFault | null;
}

/** Words that stand first in the lists of those who guess, beside the names of this app. */
const wellKnown =
  /lösenord|password|passord|hemlig|qwerty|asdf|zxcv|sommar|vinter|höst|vår|stockholm|sverige|hammarby|djurgård|välkommen|admin|följsam|foljsam|januari|februari|mars|april|juni|juli|augusti|september|oktober|november|december/giu;

/** Bits of one more character: text is poorer than chance, and what repeats or counts on is hardly anything. */
const bitsOf = (character: string, before: string | undefined): number => {
  const step = before === undefined ? null : (character.codePointAt(0) ?? 0) - (before.codePointAt(0) ?? 0);
  if (step !== null && Math.abs(step) <= 1) return 0.4;
  // Letters of running text carry some two bits each (Shannon 1951); digits and signs are mostly years and ends.
  return /\p{L}/u.test(character) ? 2.2 : 3;
};

const bitsOfText = (text: string): number => {
  const letters = [...text];
  return letters.reduce((bits, letter, index) => bits + bitsOf(letter, letters[index - 1]), 0);
};

/** The part that the whole text is a repetition of. */
const period = (text: string): string => {
  const found = /^(.+?)\1+$/su.exec(text);
  return found?.[1] ?? text;
};

/**
 * How good a passphrase is: an estimate that would rather be too low. Words of the list that Följsam generates from count
 * as drawn from it; capital letters count for nothing.
 */
export const judgePassphrase = (passphrase: string, knownWords: ReadonlySet<string>): PassphraseView => {
  const text = passphrase.normalize('NFKC').toLowerCase();
  const once = period(text.trim());
  const parts = new Set(once.split(/[\s.,_-]+/u).filter((part) => part !== ''));
  const bits = [...parts].reduce((sum, part) => {
    if (knownWords.has(part)) return sum + bitsOfWord;
    // A well-known word is one of some hundreds: the rest of the part counts as text.
    const known = part.match(wellKnown)?.length ?? 0;
    return sum + Math.min(known * 7 + bitsOfText(part.replaceAll(wellKnown, '')), bitsOfText(period(part)));
  }, 0);
  const isShort = [...passphrase].length < shortestPassphrase;
  const fault = isShort ? 'too-short' : bits < 28 ? 'too-simple' : null;
  const strength = fault !== null || bits < 34 ? 'weak' : bits < 44 ? 'fair' : 'strong';
  return { bits, strength, fault };
};

/** Whether it may be used; else why not. */
export const checkPassphrase = (
  passphrase: string,
  knownWords: ReadonlySet<string>,
): Result<string, PassphraseFault> => {
  const { fault } = judgePassphrase(passphrase, knownWords);
  return fault === null ? succeed(passphrase) : fail(fault);
};

/**
 * Four words drawn from a list of 2,048, each as likely as any: eleven bits of the random number choose one, so none is
 * ever thrown away and drawn anew.
 */
export const generatePassphrase = (
  words: readonly string[],
  randomBytes: (length: number) => Uint8Array,
): string => {
  if (words.length !== 2 ** bitsOfWord) throw new Error('The list has not 2,048 words');
  const random = randomBytes(generatedWords * 2);
  return Array.from({ length: generatedWords }, (_, index) => {
    const number = ((random[index * 2] ?? 0) << 8) | (random[index * 2 + 1] ?? 0);
    return words[number % words.length] ?? '';
  }).join(' ');
};
