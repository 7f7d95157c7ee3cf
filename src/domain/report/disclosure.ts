import { feasibleTable } from './feasible-table.ts';
import { smallestGroup, type RoundingStep } from './figure.ts';

/** A cell as the reader sees it. The percent of a size is of the total, that of an outcome is of its row. */
export type Shown =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number; readonly step: RoundingStep }
  | { readonly kind: 'hidden' };

/**
 * Groups (rows) that make up a total, and the outcomes (columns) within each, as they are shown. The reader knows the
 * total and, where there are outcomes, each outcome's total: these are shown elsewhere, or published.
 */
export interface ShownTable {
  readonly total: number;
  readonly columnTotals: readonly number[];
  readonly rows: readonly { readonly size: Shown; readonly outcomes: readonly Shown[] }[];
}

/** A hidden cell that can be worked out, and what the reader gets: every value it can have lies between these. */
export interface Disclosed {
  readonly row: number;
  /** Index of the outcome; null for the row's size. */
  readonly outcome: number | null;
  readonly low: number;
  readonly high: number;
}

interface Cell {
  readonly row: number;
  readonly outcome: number | null;
  readonly values: Set<number>;
}

/** How many candidates for the sizes are looked through; of more, an even selection. */
const candidateLimit = 1_000_000;

/** How far apart two possible values of a hidden size have to be where one of them is small. */
const protectedWidth = smallestGroup;

/** The whole numbers whose share of a size rounds to what is shown (halves upwards); empty: low above high. */
const boundsOf = (shown: Shown, of: number): [low: number, high: number] => {
  if (shown.kind === 'hidden') return [0, of];
  if (shown.kind === 'count') return [shown.count, shown.count];
  const low = Math.ceil((of * (2 * shown.percent - shown.step)) / 200);
  const high = Math.ceil((of * (2 * shown.percent + shown.step)) / 200) - 1;
  return [Math.max(0, low), Math.min(of, high)];
};

type Row = ShownTable['rows'][number];

const isHidden = (shown: Shown): boolean => shown.kind === 'hidden';
const isRowHidden = (row: Row): boolean => isHidden(row.size) && row.outcomes.every(isHidden);

/** The sizes that a row can have by what it shows itself. Whoever reads knows that what is shown is not small. */
const sizesOf = (row: Row, total: number, greatestHidden: number): number[] => {
  const [low, high] = boundsOf(row.size, total);
  const least = isRowHidden(row) ? low : Math.max(low, Math.min(smallestGroup, total));
  const greatest = isRowHidden(row) ? Math.min(high, greatestHidden) : high;
  const sizes: number[] = [];
  for (let size = least; size <= greatest; size += 1) {
    const bounds = row.outcomes.map((shown) => boundsOf(shown, size));
    const [lowest, highest] = [0, 1].map((end) => bounds.reduce((sum, each) => sum + (each[end] ?? 0), 0));
    const isPossible = bounds.every(([from, to]) => from <= to) && (lowest ?? 0) <= size;
    if (isPossible && (bounds.length === 0 || (highest ?? 0) >= size)) sizes.push(size);
  }
  return sizes;
};

/**
 * Whether the values that a hidden cell can have protect it. An outcome, and a size that cannot be small: at least two
 * values. A size that can be small: two values below the smallest group, so that it is not known to the head, and a
 * distance as wide as that group, so that it is not known to be small. `isKnownSmall`: the latter is given up.
 */
const isProtected = ({ outcome, values }: Cell, isKnownSmall: boolean): boolean => {
  if (values.size < 2) return false;
  if (outcome !== null || isKnownSmall) return true;
  const small = [...values].filter((value) => value < smallestGroup);
  if (small.length === 0) return true;
  return small.length >= 2 && Math.max(...values) - Math.min(...values) >= protectedWidth;
};

/** Whether the totals alone leave no doubt of a cell, or too little: hiding more could not help. */
const isSettledByTotals = (table: ShownTable, { outcome }: Cell): boolean =>
  table.rows.length < 2 ||
  (outcome === null ? table.total < smallestGroup : (table.columnTotals[outcome] ?? 0) === 0);

/** Fills in the values that the cells can have; stops when each of them is protected. */
const collect = (table: ShownTable, cells: readonly Cell[], isKnownSmall: boolean): void => {
  const greatestHidden = isKnownSmall ? smallestGroup - 1 : table.total;
  // Hidden rows first: a few values of theirs are enough, with any that the others can have.
  const order = table.rows
    .map((row, index) => ({ row, index, sizes: sizesOf(row, table.total, greatestHidden) }))
    .sort((one, other) => Number(isRowHidden(other.row)) - Number(isRowHidden(one.row)));
  const last = order.at(-1);
  if (last === undefined) return;
  const candidates = order.slice(0, -1).reduce((product, each) => product * each.sizes.length, 1);
  const stride = Math.ceil((candidates / candidateLimit) ** (1 / Math.max(1, order.length - 1)));
  const lastSizes = new Set(last.sizes);
  const sizes = table.rows.map(() => 0);
  let open = cells.filter((cell) => !isProtected(cell, isKnownSmall));

  const look = (): void => {
    const cellBounds = table.rows.map((row, index) =>
      row.outcomes.map((shown) => boundsOf(shown, sizes[index] ?? 0)),
    );
    const bounds = {
      rowTotals: sizes,
      columnTotals: table.columnTotals,
      low: cellBounds.map((row) => row.map(([low]) => low)),
      high: cellBounds.map((row) => row.map(([, high]) => high)),
    };
    const found = table.columnTotals.length === 0 ? [] : feasibleTable(bounds);
    if (found === undefined) return;
    for (const { row, outcome, values } of open) {
      values.add((outcome === null ? sizes[row] : found[row]?.[outcome]) ?? 0);
      if (outcome === null || values.size > 1) continue;
      const value = found[row]?.[outcome] ?? 0;
      const replaced = (of: readonly (readonly number[])[], by: number) =>
        of.map((line, index) => (index === row ? line.with(outcome, by) : line));
      const other =
        feasibleTable({ ...bounds, low: replaced(bounds.low, value + 1) }) ??
        (value > 0 ? feasibleTable({ ...bounds, high: replaced(bounds.high, value - 1) }) : undefined);
      const otherValue = other?.[row]?.[outcome];
      if (otherValue !== undefined) values.add(otherValue);
    }
    open = open.filter((cell) => !isProtected(cell, isKnownSmall));
  };

  const choose = (position: number, left: number): void => {
    const each = order[position];
    if (each === undefined || open.length === 0) return;
    if (position === order.length - 1) {
      if (!lastSizes.has(left)) return;
      sizes[each.index] = left;
      look();
      return;
    }
    for (let index = 0; index < each.sizes.length && open.length > 0; index += stride) {
      const size = each.sizes[index] ?? 0;
      if (size > left) break;
      sizes[each.index] = size;
      choose(position + 1, left - size);
    }
  };
  choose(0, table.total);
};

/** Without outcomes a size's values are an interval, found without a search: bounds of all, and a sum. */
const collectSizes = (table: ShownTable, cells: readonly Cell[]): void => {
  const all = table.rows.map((row) => {
    const sizes = sizesOf(row, table.total, table.total);
    return [sizes[0] ?? 0, sizes.at(-1) ?? 0] as const;
  });
  const [low, high] = [0, 1].map((end) => all.reduce((sum, each) => sum + (each[end] ?? 0), 0));
  for (const { row, values } of cells) {
    const [least, greatest] = all[row] ?? [0, 0];
    const from = Math.max(least, table.total - ((high ?? 0) - greatest));
    const to = Math.min(greatest, table.total - ((low ?? 0) - least));
    // The ends and what protects a small size: no more is asked of the values.
    for (const value of [from, from + 1, to]) if (value >= from && value <= to) values.add(value);
  }
};

const disclosedAmong = (table: ShownTable, isKnownSmall: boolean): Disclosed[] => {
  const cells = table.rows
    .flatMap((row, index) =>
      [row.size, ...row.outcomes].map((shown, at) => ({
        shown,
        cell: { row: index, outcome: at === 0 ? null : at - 1, values: new Set<number>() },
      })),
    )
    .filter(({ shown, cell }) => isHidden(shown) && !isSettledByTotals(table, cell))
    .map(({ cell }) => cell);
  if (table.columnTotals.length === 0 && !isKnownSmall) collectSizes(table, cells);
  else collect(table, cells, isKnownSmall);
  // Nothing fits: the reader's assumption is wrong, and gives nothing.
  if (cells.every(({ values }) => values.size === 0)) return [];
  return cells
    .filter((cell) => !isProtected(cell, isKnownSmall))
    .map(({ row, outcome, values }) => ({
      row,
      outcome,
      low: Math.min(...values),
      high: Math.max(...values),
    }));
};

/**
 * The hidden cells whose value the reader can work out, or come too near to: every table of whole numbers that agrees
 * with what is shown, the totals, and the rule that nothing shown is small, is thought through (where they are too
 * many, an even selection of them: then a cell may be held to be worked out though it is not, never the reverse).
 * Protected is a hidden cell that can have two values; and a size that can be small, only where it can also be
 * `smallestGroup` larger, for otherwise hiding it would tell that it is small. A row that is hidden alone is known to be
 * small by whoever knows the rule: its cells must have two values for that reader also.
 */
export const couldBeWorkedOut = (table: ShownTable): Disclosed[] => {
  const disclosed = disclosedAmong(table, false);
  const isOneHidden = table.rows.filter(isRowHidden).length === 1;
  return disclosed.length > 0 || !isOneHidden ? disclosed : disclosedAmong(table, true);
};
