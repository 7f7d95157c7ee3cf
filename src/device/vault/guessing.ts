/** How often in a row the passphrase was wrong, and when last (milliseconds since 1970). Numbers, so it lies in the clear. */
export interface Guesses {
  readonly wrong: number;
  readonly last: number;
}

export const noGuesses: Guesses = { wrong: 0, last: 0 };

/** So many slips of the finger cost nothing. */
const free = 3;
const longest = 5 * 60_000;

/**
 * Milliseconds until the next guess is taken: from the fourth wrong one on two seconds, then twice as long each time, at
 * most five minutes. Nothing is ever deleted for guessing. A clock that was set back makes nobody wait longer than that.
 */
export const waitBeforeGuess = ({ wrong, last }: Guesses, now: number): number => {
  if (wrong <= free) return 0;
  const wait = Math.min(longest, 2_000 * 2 ** Math.min(wrong - free - 1, 20));
  return Math.max(0, Math.min(wait, last + wait - now));
};

/** After one more that was wrong. */
export const afterWrongGuess = ({ wrong }: Guesses, now: number): Guesses => ({
  wrong: wrong + 1,
  last: now,
});
