import { couldBeWorkedOut } from './disclosure.ts';
import { roundedPercent, roundingSteps, smallestGroup, type RoundingStep } from './figure.ts';
import type { Shown, ShownRow } from './shown-table.ts';

/** A group as it is: how many follow-ups, of how many distinct clients, with which outcomes. */
export interface Group {
  readonly size: number;
  readonly clients: number;
  /** Counts in the order of the columns; they add up to the size. Empty where sizes alone are shown. */
  readonly outcomes: readonly number[];
}

const hiddenCell: Shown = { kind: 'hidden' };
const percentOf = (count: number, of: number, step: RoundingStep): Shown => ({
  kind: 'percent',
  percent: roundedPercent(count, of, step),
  step,
});
const isSmall = (group: Group): boolean => group.clients < smallestGroup;

/** The groups to hide, from the least that has to be to all of them: the small ones, and ever more of the next smallest. */
const hidingsOf = (groups: readonly Group[], atLeast: number): Set<Group>[] => {
  const small = groups.filter(isSmall);
  const others = groups.filter((group) => !isSmall(group)).sort((one, other) => one.size - other.size);
  const extra = others.map((_, index) => new Set([...small, ...others.slice(0, index)]));
  return [...extra.filter((each) => each.size >= atLeast), new Set(groups)];
};

/** Ways to show the outcomes, the most telling first. */
const outcomesWays = (groups: readonly Group[], headline: number): Shown[][][] =>
  hidingsOf(groups, 1).flatMap((hiding) =>
    [undefined, headline].flatMap((only) =>
      roundingSteps.map((step) =>
        groups.map((group) =>
          group.outcomes.map((count, column) =>
            hiding.has(group) || (only !== undefined && only !== column)
              ? hiddenCell
              : percentOf(count, group.size, step),
          ),
        ),
      ),
    ),
  );

/** Ways to show the sizes, the most telling first. They make up a known total: at least two have to be hidden. */
const sizesWays = (groups: readonly Group[], total: number): Shown[][] =>
  hidingsOf(groups, 2).flatMap((hiding) =>
    roundingSteps.map((step) =>
      groups.map((group) => (hiding.has(group) ? hiddenCell : percentOf(group.size, total, step))),
    ),
  );

/**
 * What may be shown of groups that make up a known total, and of the outcomes within them, whose totals are known too.
 * Where no group has fewer than `smallestGroup` distinct clients (none at all is fewer), everything. Else no count
 * stands beside the hidden group, only rounded shares, and of the ways to hide the first is taken out of which nothing
 * can be worked out: whole percents before fives, all outcomes before the `headline` (index of a column) alone, few
 * groups hidden before many; the outcomes are chosen first, then the sizes beside them.
 */
export const protectGroups = (groups: readonly Group[], headline = 0): ShownRow[] => {
  if (!groups.some(isSmall)) {
    return groups.map((group) => ({
      size: { kind: 'count', count: group.size },
      outcomes: group.outcomes.map((count) => ({ kind: 'count', count })),
    }));
  }
  const total = groups.reduce((sum, group) => sum + group.size, 0);
  const columns = groups[0]?.outcomes ?? [];
  const columnTotals = columns.map((_, column) =>
    groups.reduce((sum, group) => sum + (group.outcomes[column] ?? 0), 0),
  );
  const together = (sizes: readonly Shown[], outcomes: readonly Shown[][]): ShownRow[] =>
    groups.map((_, index) => ({ size: sizes[index] ?? hiddenCell, outcomes: outcomes[index] ?? [] }));
  const isSafe = (rows: ShownRow[]): boolean => couldBeWorkedOut({ total, columnTotals, rows }).length === 0;

  const noSizes = groups.map(() => hiddenCell);
  const noOutcomes = groups.map((group) => group.outcomes.map(() => hiddenCell));
  const outcomes =
    columns.length === 0
      ? noOutcomes
      : (outcomesWays(groups, headline).find((way) => isSafe(together(noSizes, way))) ?? noOutcomes);
  const sizes = sizesWays(groups, total).find((way) => isSafe(together(way, outcomes))) ?? noSizes;
  return together(sizes, outcomes);
};
