import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { couldBeWorkedOut } from '#domain/report/disclosure.ts';
import { feasibleTable } from '#domain/report/feasible-table.ts';
import { roundedPercent, smallestGroup, type RoundingStep } from '#domain/report/figure.ts';
import type { Shown, ShownTable } from '#domain/report/shown-table.ts';
import { protectGroups, type Group } from '#domain/report/suppression.ts';
import { possibleValues } from './suppression-reader.ts';

const percent = (value: number, step: RoundingStep): Shown => ({ kind: 'percent', percent: value, step });
const count = (value: number): Shown => ({ kind: 'count', count: value });
const hidden: Shown = { kind: 'hidden' };
const sizes = (total: number, ...of: Shown[]): ShownTable => ({
  total,
  columnTotals: [],
  rows: of.map((size) => ({ size, outcomes: [] })),
});

describe('what a reader can work out', () => {
  test.each<[string, ShownTable, boolean]>([
    ['one hidden beside counts and a total', sizes(49, count(19), count(29), hidden), true],
    [
      'one hidden beside whole percents of a small total',
      sizes(49, percent(39, 1), percent(59, 1), hidden),
      true,
    ],
    ['one hidden beside fives of a small total', sizes(49, percent(40, 5), percent(60, 5), hidden), true],
    ['two hidden that make up two', sizes(49, count(19), count(28), hidden, hidden), true],
    ['two hidden that make up twenty', sizes(49, hidden, count(29), hidden), false],
    ['all hidden', sizes(49, hidden, hidden, hidden), false],
    [
      'one hidden beside whole percents of a great total',
      sizes(2_000, percent(40, 1), percent(60, 1), hidden),
      false,
    ],
  ])('%s', (_, table, isDisclosed) => {
    expect(couldBeWorkedOut(table).length > 0).toBe(isDisclosed);
  });

  const byGender = (woman: Shown, man: Shown): ShownTable => ({
    total: 49,
    columnTotals: [23, 26],
    rows: [
      { size: hidden, outcomes: [woman, hidden] },
      { size: hidden, outcomes: [man, hidden] },
      { size: hidden, outcomes: [hidden, hidden] },
    ],
  });

  test('from whole percents by gender how large the hidden gender is, within two sizes; from fives not', () => {
    expect(couldBeWorkedOut(byGender(percent(63, 1), percent(38, 1)))).not.toEqual([]);
    expect(couldBeWorkedOut(byGender(percent(65, 5), percent(40, 5)))).toEqual([]);
  });

  test('an outcome of a hidden group, where the others have had all of it', () => {
    const table: ShownTable = {
      total: 40,
      columnTotals: [30, 10],
      rows: [
        { size: hidden, outcomes: [count(20), hidden] },
        { size: hidden, outcomes: [count(10), hidden] },
        { size: hidden, outcomes: [hidden, hidden] },
      ],
    };
    expect(couldBeWorkedOut(table)).toContainEqual({ row: 2, outcome: 0, low: 0, high: 0 });
  });
});

const outcomesOf = (columns: number, most: number) =>
  fc.array(fc.nat(most), { minLength: columns, maxLength: columns });

/** Groups small enough for every table that they might be to be gone through one by one. */
const smallGroups = (rows: number, columns: number): fc.Arbitrary<Group[]> =>
  fc.array(
    fc.tuple(outcomesOf(columns, 5), fc.integer({ min: 1, max: 3 })).map(([outcomes, visits]) => {
      const size = outcomes.reduce((sum, each) => sum + each, 0);
      return { size, outcomes, clients: Math.ceil(size / visits) };
    }),
    { minLength: rows, maxLength: rows },
  );

const tableOf = (groups: readonly Group[], rows = protectGroups(groups)): ShownTable => ({
  total: groups.reduce((sum, each) => sum + each.size, 0),
  columnTotals: (groups[0]?.outcomes ?? []).map((_, column) =>
    groups.reduce((sum, each) => sum + (each.outcomes[column] ?? 0), 0),
  ),
  rows,
});

const expectNothingTold = (groups: readonly Group[]): void => {
  const table = tableOf(groups);
  for (const { outcome, values, isSettled } of possibleValues(table)) {
    if (isSettled) continue;
    expect(values.size).toBeGreaterThanOrEqual(2);
    const small = [...values].filter((value) => value < smallestGroup);
    if (outcome !== null || small.length === 0) continue;
    expect(small.length).toBeGreaterThanOrEqual(3);
    expect(Math.max(...values) - Math.min(...values)).toBeGreaterThanOrEqual(smallestGroup);
  }
};

const expectNothingSmallShown = (groups: readonly Group[]): void => {
  const shown = protectGroups(groups);
  const isAnySmall = groups.some((group) => group.clients < smallestGroup);
  for (const [index, group] of groups.entries()) {
    const cells = [shown[index]?.size, ...(shown[index]?.outcomes ?? [])];
    const kinds = new Set(cells.map((cell) => cell?.kind));
    if (group.clients < smallestGroup) expect(kinds).toEqual(new Set(['hidden']));
    if (isAnySmall) expect(kinds).not.toContain('count');
  }
};

const expectTrue = (groups: readonly Group[]): void => {
  const total = groups.reduce((sum, each) => sum + each.size, 0);
  for (const [index, { size, outcomes }] of protectGroups(groups).entries()) {
    const group = groups[index];
    const pairs = [
      [size, group?.size, total] as const,
      ...outcomes.map((shown, column) => [shown, group?.outcomes[column], group?.size] as const),
    ];
    for (const [shown, value = 0, of = 0] of pairs) {
      if (shown.kind === 'count') expect(shown.count).toBe(value);
      if (shown.kind === 'percent') expect(shown.percent).toBe(roundedPercent(value, of, shown.step));
    }
  }
};

describe('what is shown of groups', () => {
  test('lets nothing hidden be worked out: every table that it might be, gone through one by one', () => {
    fc.assert(fc.property(smallGroups(3, 2), expectNothingTold), { numRuns: 60 });
    fc.assert(fc.property(smallGroups(2, 2), expectNothingTold), { numRuns: 60 });
  });

  test('would be worked out if the small groups alone were hidden', () => {
    const groups = [19, 29, 1].map((size) => ({ size, clients: size, outcomes: [] }));
    const naive = groups.map(({ size, clients }) => ({
      size: clients < smallestGroup ? hidden : count(size),
      outcomes: [],
    }));
    const [told] = possibleValues(tableOf(groups, naive));
    expect(told?.values).toEqual(new Set([1]));
  });

  test('lets no size be worked out', () => {
    const groups = fc
      .array(fc.nat(30), { minLength: 2, maxLength: 4 })
      .map((all) => all.map((size) => ({ size, clients: size, outcomes: [] })));
    fc.assert(fc.property(groups, expectNothingTold), { numRuns: 60 });
  });

  const anyGroups = fc.array(
    fc.tuple(outcomesOf(4, 40), fc.integer({ min: 1, max: 4 })).map(([outcomes, visits]) => {
      const size = outcomes.reduce((sum, each) => sum + each, 0);
      return { size, outcomes, clients: Math.ceil(size / visits) };
    }),
    { minLength: 2, maxLength: 3 },
  );

  test('is never of a small group, never a count beside one, and never untrue', () => {
    const withSmallOne = fc
      .tuple(anyGroups, smallGroups(1, 4))
      .map(([one, other]) => [...one, ...other].slice(-3));
    fc.assert(
      fc.property(fc.oneof(anyGroups, withSmallOne), (groups) => {
        expectNothingSmallShown(groups);
        expectTrue(groups);
        expect(couldBeWorkedOut(tableOf(groups))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });

  test('is still found for a whole city of a hundred thousand', () => {
    const groups: Group[] = [
      { size: 54_000, clients: 40_000, outcomes: [30_000, 20_000, 3_000, 1_000] },
      { size: 73_000, clients: 50_000, outcomes: [25_000, 40_000, 5_000, 3_000] },
      { size: 3, clients: 3, outcomes: [2, 1, 0, 0] },
    ];
    const [woman] = protectGroups(groups);
    expect(woman?.outcomes).toEqual([percent(56, 1), percent(37, 1), percent(6, 1), percent(2, 1)]);
  });
});

test('a table within bounds and with given sums is found where there is one', () => {
  const cell = fc.tuple(fc.nat(4), fc.nat(3), fc.nat(3));
  const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(rows, (table) => {
      const low = table.map((row) => row.map(([value, below]) => Math.max(0, value - below)));
      const high = table.map((row) => row.map(([value, , above]) => value + above));
      const rowTotals = table.map((row) => row.reduce((sum, [value]) => sum + value, 0));
      const columnTotals = [0, 1, 2].map((at) => table.reduce((sum, row) => sum + (row[at]?.[0] ?? 0), 0));
      const found = feasibleTable({ rowTotals, columnTotals, low, high });
      expect(found?.map((row) => row.reduce((sum, value) => sum + value, 0))).toEqual(rowTotals);
      expect([0, 1, 2].map((at) => found?.reduce((sum, row) => sum + (row[at] ?? 0), 0))).toEqual(
        columnTotals,
      );
      const isWithin = found?.every((row, index) =>
        row.every((value, at) => value >= (low[index]?.[at] ?? 0) && value <= (high[index]?.[at] ?? 0)),
      );
      expect(isWithin).toBe(true);
    }),
  );
});
