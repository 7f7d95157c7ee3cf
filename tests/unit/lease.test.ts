import { expect, test } from 'vitest';
import { waitBeforeGuess } from '#device/vault/guessing.ts';
import { isLeased } from '#device/lease.ts';

const day = 24 * 60 * 60_000;
const lease = { heardAt: 100 * day, days: 14 };

test('a store opens without the register for as many days as were said', () => {
  expect(isLeased(lease, 100 * day)).toBe(true);
  expect(isLeased(lease, 114 * day)).toBe(true);
  expect(isLeased(lease, 114 * day + 1)).toBe(false);
});

test('a clock that was set back does not make the lease longer, but for the day that clocks may differ', () => {
  expect(isLeased(lease, 99 * day)).toBe(true);
  expect(isLeased(lease, 99 * day - 1)).toBe(false);
});

test('a store that has never heard of the register does not open without it', () => {
  expect(isLeased(undefined, 100 * day)).toBe(false);
});

test('guessing slows down and never stops for good', () => {
  expect(waitBeforeGuess({ wrong: 3, last: 0 }, 0)).toBe(0);
  expect(waitBeforeGuess({ wrong: 4, last: 0 }, 0)).toBe(2_000);
  expect(waitBeforeGuess({ wrong: 40, last: 0 }, 0)).toBe(300_000);
});
