import { smallestGroup, type RoundingStep } from './figure.ts';

/** A cell as the reader sees it. The percent of a size is of the total, that of an outcome is of its row. */
export type Shown =
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number; readonly step: RoundingStep }
  | { readonly kind: 'hidden' };

export interface ShownRow {
  readonly size: Shown;
  readonly outcomes: readonly Shown[];
}

/**
 * Groups (rows) that make up a total, and the outcomes (columns) within each, as they are shown. The reader knows the
 * total and, where there are outcomes, each outcome's total: these are shown elsewhere, or published.
 */
export interface ShownTable {
  readonly total: number;
  readonly columnTotals: readonly number[];
  readonly rows: readonly ShownRow[];
}

export const isHidden = (shown: Shown): boolean => shown.kind === 'hidden';
export const isRowHidden = (row: ShownRow): boolean => isHidden(row.size) && row.outcomes.every(isHidden);

/** The whole numbers whose share of a size rounds to what is shown (halves upwards); none: low above high. */
export const boundsOf = (shown: Shown, of: number): readonly [low: number, high: number] => {
  if (shown.kind === 'hidden') return [0, of];
  if (shown.kind === 'count') return [shown.count, shown.count];
  const low = Math.ceil((of * (2 * shown.percent - shown.step)) / 200);
  const high = Math.ceil((of * (2 * shown.percent + shown.step)) / 200) - 1;
  return [Math.max(0, low), Math.min(of, high)];
};

/**
 * The sizes that a row can have by what it shows itself, rising. Whoever reads knows that what is shown is not small.
 * `greatestHidden`: what the reader takes a hidden row to be at most.
 */
export const sizesOf = (row: ShownRow, total: number, greatestHidden: number): number[] => {
  const isAllHidden = isRowHidden(row);
  const [low, high] = boundsOf(row.size, total);
  const least = isAllHidden ? low : Math.max(low, Math.min(smallestGroup, total));
  const greatest = isAllHidden ? Math.min(high, greatestHidden) : high;
  const sizes: number[] = [];
  for (let size = least; size <= greatest; size += 1) {
    const bounds = row.outcomes.map((shown) => boundsOf(shown, size));
    const lowest = bounds.reduce((sum, [from]) => sum + from, 0);
    const highest = bounds.reduce((sum, [, to]) => sum + to, 0);
    const isPossible = bounds.length === 0 || (lowest <= size && highest >= size);
    if (isPossible && bounds.every(([from, to]) => from <= to)) sizes.push(size);
  }
  return sizes;
};
