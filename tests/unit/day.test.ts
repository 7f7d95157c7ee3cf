import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, dayIn, daysBetween } from '#domain/day.ts';

test.each([
  ['2026-11-22T22:59:59.999Z', '2026-11-22'],
  ['2026-11-22T23:00:00.000Z', '2026-11-23'],
  ['2026-07-01T21:59:59.999Z', '2026-07-01'],
  ['2026-07-01T22:00:00.000Z', '2026-07-02'],
  ['2026-12-31T23:00:00.000Z', '2027-01-01'],
  // The clocks go forward and back.
  ['2026-03-29T00:59:59.000Z', '2026-03-29'],
  ['2026-10-25T22:59:59.000Z', '2026-10-25'],
])('%s is %s in Stockholm, wherever the server stands', (instant, day) => {
  expect(dayIn(new Date(instant))).toBe(day);
});

test.each([
  ['2026-02-28', 1, '2026-03-01'],
  ['2028-02-28', 1, '2028-02-29'],
  ['2026-12-31', 1, '2027-01-01'],
  ['2026-03-01', -1, '2026-02-28'],
  ['2026-03-28', 2, '2026-03-30'],
  ['2026-10-24', 2, '2026-10-26'],
  ['2026-11-22', 0, '2026-11-22'],
])('%s and %i days is %s', (day, days, later) => {
  expect(addDays(day, days)).toBe(later);
  expect(daysBetween(day, later)).toBe(days);
});

test('days are counted whole, over every change of the clocks', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: -40_000, max: 40_000 }),
      fc.integer({ min: -800, max: 800 }),
      (from, days) => {
        const day = addDays('2026-11-22', from);
        expect(daysBetween(day, addDays(day, days))).toBe(days);
        expect(addDays(addDays(day, days), -days)).toBe(day);
        expect(addDays(day, days) < day).toBe(days < 0);
      },
    ),
  );
});
