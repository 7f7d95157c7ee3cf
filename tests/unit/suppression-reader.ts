import { roundedPercent, smallestGroup } from '#domain/report/figure.ts';
import type { Shown, ShownTable } from '#domain/report/shown-table.ts';

/** Ways to write a number as a sum of so many others. */
function* sumsOf(total: number, parts: number): Generator<number[]> {
  if (parts <= 1) {
    if (parts === 1) yield [total];
    else if (total === 0) yield [];
    return;
  }
  for (let first = 0; first <= total; first += 1)
    for (const rest of sumsOf(total - first, parts - 1)) yield [first, ...rest];
}

const agrees = (shown: Shown, value: number, of: number): boolean => {
  if (shown.kind === 'hidden') return true;
  if (shown.kind === 'count') return shown.count === value;
  return of > 0 && roundedPercent(value, of, shown.step) === shown.percent;
};

const isHidden = (shown: Shown): boolean => shown.kind === 'hidden';

/** The rows that a group can have by what it shows of itself. */
function* rowsOf(row: ShownTable['rows'][number], total: number): Generator<number[]> {
  const isAllHidden = isHidden(row.size) && row.outcomes.every(isHidden);
  for (let size = isAllHidden ? 0 : smallestGroup; size <= total; size += 1) {
    if (!agrees(row.size, size, total)) continue;
    if (row.outcomes.length === 0) yield [size];
    else
      for (const outcomes of sumsOf(size, row.outcomes.length))
        if (outcomes.every((value, at) => agrees(row.outcomes[at] ?? { kind: 'hidden' }, value, size)))
          yield [size, ...outcomes];
  }
}

/**
 * A reader with patience: goes through every table that agrees with what is shown, knowing nothing of how the product
 * reckons, and notes each value that a hidden cell can have. `isSettled`: the totals alone leave no doubt of it.
 */
export const possibleValues = (table: ShownTable) => {
  const cells = table.rows.flatMap((row, index) =>
    [row.size, ...row.outcomes].map((shown, at) => ({
      shown,
      row: index,
      at,
      outcome: at === 0 ? null : at - 1,
      values: new Set<number>(),
      isSettled:
        table.rows.length < 2 ||
        (at === 0 ? table.total < smallestGroup : (table.columnTotals[at - 1] ?? 0) === 0),
    })),
  );
  const candidates = table.rows.map((row) => [...rowsOf(row, table.total)]);
  const lastIndex = candidates.length - 1;
  const lastByContent = new Map(candidates[lastIndex]?.map((row) => [row.join(), row]));
  const choose = (index: number, left: readonly number[], chosen: readonly number[][]): void => {
    if (index === lastIndex) {
      const last = lastByContent.get(left.join());
      if (last === undefined) return;
      const whole = [...chosen, last];
      for (const cell of cells) cell.values.add(whole[cell.row]?.[cell.at] ?? 0);
      return;
    }
    for (const row of candidates[index] ?? []) {
      const rest = left.map((value, at) => value - (row[at] ?? 0));
      if (rest.every((value) => value >= 0)) choose(index + 1, rest, [...chosen, row]);
    }
  };
  choose(0, [table.total, ...table.columnTotals], []);
  return cells.filter((cell) => isHidden(cell.shown));
};
