import { describe, expect, test } from 'vitest';
import type { Figure } from '#domain/report/figure.ts';
import { gates, playSequence } from './differencing.ts';
import { pinnedIn, type KnownTable } from './differencing-reader.ts';

/** So many in the tests; `npm run soak:figures` plays 10,000, with other seeds. */
const sequences = 1_000;

test('out of closed and published periods together no hidden cell can be pinned down', () => {
  const found = Array.from({ length: sequences }, (_, seed) => ({ seed, disclosed: playSequence(seed) }));
  expect(found.filter(({ disclosed }) => disclosed.length > 0)).toEqual([]);
}, 60_000);

describe('the solver finds', () => {
  const hidden: Figure = { kind: 'hidden' };
  const exact = (count: number): Figure => ({ kind: 'exact', count, of: 30, percent: 0 });
  const sizes = (truth: number[], ...shares: Figure[]): KnownTable => ({
    name: 'sizes',
    truth: truth.map((count) => [count]),
    sizes: shares,
    outcomes: truth.map(() => []),
    columnTotals: [truth.reduce((one, other) => one + other, 0)],
  });

  test('one hidden beside counts and a total', () => {
    expect(pinnedIn(sizes([20, 8, 2], exact(20), exact(8), hidden))).toEqual([
      { table: 'sizes', row: 2, column: null },
    ]);
  });

  test('what rounding lets through when it is undone', () => {
    const rounded = (percent: number): Figure => ({ kind: 'rounded', percent, step: 1 });
    expect(pinnedIn(sizes([20, 8, 2], rounded(67), rounded(27), hidden))).toHaveLength(1);
  });

  test('nothing where there is doubt', () => {
    expect(pinnedIn(sizes([20, 8, 2], exact(20), hidden, hidden))).toEqual([]);
  });

  test.each([
    ['periods that overlap may be closed', { ...gates, mayClose: () => true }],
    ['what overlaps a closed period may be published', { ...gates, mayPublish: () => true }],
  ])('what could be subtracted if %s', (_, withoutGate) => {
    const found = Array.from({ length: 60 }, (_each, seed) => playSequence(seed, withoutGate)).flat();
    expect(found.some(({ beside }) => beside.length > 0)).toBe(true);
  });
});
