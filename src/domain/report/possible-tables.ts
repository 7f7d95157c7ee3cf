import { feasibleTable, type TableBounds } from './feasible-table.ts';
import { smallestGroup } from './figure.ts';
import { boundsOf, isRowHidden, sizesOf, type ShownTable } from './shown-table.ts';

/** One table that agrees with what is shown: the sizes of the rows, and the bounds of the cells given those sizes. */
export interface PossibleTable {
  readonly sizes: readonly number[];
  readonly outcomes: readonly (readonly number[])[];
  readonly bounds: TableBounds;
}

/** How many sizes of a row are tried; of more, the small ones and an even selection. */
const sizesTried = 600;
/** How many tables are looked at for one size of the first row. */
const tablesTried = 60;

/** All the small sizes, and of the others an even selection. */
const selectionOf = (sizes: readonly number[]): number[] => {
  const stride = Math.ceil(sizes.length / sizesTried);
  return sizes.filter((_, index) => index < 2 * smallestGroup || index % stride === 0);
};

/**
 * Tables of whole numbers that agree with what is shown and with the totals: all of them by their sizes while the total
 * is small (below `tablesTried`), an even selection of a larger one; of each choice of sizes, one table of outcomes.
 * Hidden rows vary slowest, from nought up. `greatestHidden`: what the reader takes a hidden row to be at most.
 */
export function* possibleTables(shown: ShownTable, greatestHidden: number): Generator<PossibleTable> {
  const { rows, total, columnTotals } = shown;
  const order = rows
    .map((row, index) => ({ row, index, sizes: sizesOf(row, total, greatestHidden) }))
    .sort((one, other) => Number(isRowHidden(other.row)) - Number(isRowHidden(one.row)));
  const last = order.at(-1);
  if (last === undefined) return;
  const chosen = order.slice(0, -1).map((each) => ({ ...each, sizes: selectionOf(each.sizes) }));
  const lastSizes = new Set(last.sizes);
  const sizes = rows.map(() => 0);

  /** Whether the columns' totals lie between the sums of their bounds: cheap, and it rules most choices out. */
  const isConceivable = (): boolean =>
    columnTotals.every((columnTotal, column) => {
      let [low, high] = [0, 0];
      for (const [index, row] of rows.entries()) {
        const cell = row.outcomes[column];
        const [from, to] = cell === undefined ? [0, 0] : boundsOf(cell, sizes[index] ?? 0);
        low += from;
        high += to;
      }
      return low <= columnTotal && columnTotal <= high;
    });

  const tableOf = (): PossibleTable | undefined => {
    if (!isConceivable()) return undefined;
    const cells = rows.map((row, index) => row.outcomes.map((cell) => boundsOf(cell, sizes[index] ?? 0)));
    const bounds = {
      rowTotals: [...sizes],
      columnTotals,
      low: cells.map((row) => row.map(([low]) => low)),
      high: cells.map((row) => row.map(([, high]) => high)),
    };
    const outcomes = columnTotals.length === 0 ? rows.map(() => []) : feasibleTable(bounds);
    return outcomes && { sizes: bounds.rowTotals, outcomes, bounds };
  };

  function* choose(position: number, left: number): Generator<PossibleTable> {
    const each = chosen[position];
    if (each === undefined) {
      if (last === undefined || !lastSizes.has(left)) return;
      sizes[last.index] = left;
      const table = tableOf();
      if (table !== undefined) yield table;
      return;
    }
    for (const size of each.sizes) {
      if (size > left) break;
      sizes[each.index] = size;
      let found = 0;
      for (const table of choose(position + 1, left - size)) {
        yield table;
        found += 1;
        if (position === 0 && found >= tablesTried) break;
      }
    }
  }
  yield* choose(0, total);
}
