import { feasibleTable } from './feasible-table.ts';
import { smallestGroup } from './figure.ts';
import { possibleTables, type PossibleTable } from './possible-tables.ts';
import { isHidden, isRowHidden, sizesOf, type ShownTable } from './shown-table.ts';

/** A hidden cell that can be worked out, and what the reader gets: every value found for it lies between these. */
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

/** How many small sizes a hidden group that can be small must be able to have: of two, one is a good guess. */
const smallSizesLeft = 3;

const isProtected = ({ outcome, values }: Cell, isKnownSmall: boolean): boolean => {
  if (values.size < 2 || outcome !== null) return values.size >= 2;
  const small = [...values].filter((value) => value < smallestGroup);
  if (small.length === 0) return true;
  const isWide = isKnownSmall || Math.max(...values) - Math.min(...values) >= smallestGroup;
  return small.length >= smallSizesLeft && isWide;
};

/** Whether the totals alone leave too little doubt of a cell: hiding more could not help. */
const isSettledByTotals = (table: ShownTable, { outcome }: Cell): boolean =>
  table.rows.length < 2 ||
  (outcome === null ? table.total < smallestGroup : (table.columnTotals[outcome] ?? 0) === 0);

/** Another value that the cell can have with the same sizes, or undefined. */
const otherValue = (table: PossibleTable, row: number, outcome: number): number | undefined => {
  const value = table.outcomes[row]?.[outcome] ?? 0;
  const replaced = (bounds: readonly (readonly number[])[], by: number) =>
    bounds.map((line, index) => (index === row ? line.with(outcome, by) : line));
  const { bounds } = table;
  const other =
    feasibleTable({ ...bounds, low: replaced(bounds.low, value + 1) }) ??
    (value > 0 ? feasibleTable({ ...bounds, high: replaced(bounds.high, value - 1) }) : undefined);
  return other?.[row]?.[outcome];
};

/** Gathers values that the cells can have, until each is protected. */
const collect = (shown: ShownTable, cells: readonly Cell[], isKnownSmall: boolean): void => {
  let open = cells;
  for (const table of possibleTables(shown, isKnownSmall ? smallestGroup - 1 : shown.total)) {
    for (const { row, outcome, values } of open) {
      values.add((outcome === null ? table.sizes[row] : table.outcomes[row]?.[outcome]) ?? 0);
      const other = outcome === null || values.size > 1 ? undefined : otherValue(table, row, outcome);
      if (other !== undefined) values.add(other);
    }
    open = open.filter((cell) => !isProtected(cell, isKnownSmall));
    if (open.length === 0) return;
  }
};

/** Without outcomes the values of a size are an interval, found without a search: bounds of all, and a sum. */
const collectSizes = (shown: ShownTable, cells: readonly Cell[]): void => {
  const all = shown.rows.map((row) => {
    const sizes = sizesOf(row, shown.total, shown.total);
    return { low: sizes[0] ?? 0, high: sizes.at(-1) ?? 0 };
  });
  const [low, high] = [
    all.reduce((sum, each) => sum + each.low, 0),
    all.reduce((sum, each) => sum + each.high, 0),
  ];
  for (const { row, values } of cells) {
    const own = all[row] ?? { low: 0, high: 0 };
    const from = Math.max(own.low, shown.total - (high - own.high));
    const to = Math.min(own.high, shown.total - (low - own.low));
    for (let value = from; value <= to && value < from + smallestGroup; value += 1) values.add(value);
    if (to >= from) values.add(to);
  }
};

const disclosedTo = (shown: ShownTable, isKnownSmall: boolean): Disclosed[] => {
  const cells = shown.rows
    .flatMap((row, index) =>
      [row.size, ...row.outcomes].map((cell, at) => ({
        cell,
        row: index,
        outcome: at === 0 ? null : at - 1,
        values: new Set<number>(),
      })),
    )
    .filter((each) => isHidden(each.cell) && !isSettledByTotals(shown, each));
  if (shown.columnTotals.length === 0 && !isKnownSmall) collectSizes(shown, cells);
  else collect(shown, cells, isKnownSmall);
  // No table fits: what the reader took for granted is wrong, and gives nothing.
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
 * The hidden cells whose value a reader can work out, or come too near to, by going through the tables of whole numbers
 * that agree with what is shown, with the totals, and with the rule that nothing shown is small. (Where these are too
 * many, through a selection: a cell may then be held to be worked out though it is not, never the reverse.)
 * The rule: a hidden cell can have two values at least. A size that can be small can moreover have three sizes below
 * `smallestGroup` (of two, one is a good guess), and one that is `smallestGroup` larger than its least (else that it is
 * hidden would tell that it is small). A row hidden alone is known to be small by whoever knows the rule: for that
 * reader the same must hold without the last. What the totals alone settle is left out, since no hiding helps.
 */
export const couldBeWorkedOut = (shown: ShownTable): Disclosed[] => {
  const disclosed = disclosedTo(shown, false);
  const isOneHidden = shown.rows.filter(isRowHidden).length === 1;
  return disclosed.length > 0 || !isOneHidden ? disclosed : disclosedTo(shown, true);
};
