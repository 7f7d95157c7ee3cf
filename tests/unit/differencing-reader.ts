import type { Figure } from '#domain/report/figure.ts';
import type { IndividualReport } from '#domain/report/individual-report.ts';

/**
 * A table as a reader of a closed period knows it, and as it is. Rows are groups, columns outcomes; where sizes alone are
 * shown there is one column. What is not said of a cell is hidden.
 */
export interface KnownTable {
  readonly name: string;
  readonly truth: readonly (readonly number[])[];
  readonly sizes: readonly Figure[];
  readonly outcomes: readonly (readonly Figure[])[];
  /** Null where the columns' totals are not shown either. */
  readonly columnTotals: readonly number[] | null;
}

/** A hidden cell for which no second value was found; `column` null for the size of the row. */
export interface Pinned {
  readonly table: string;
  readonly row: number;
  readonly column: number | null;
}

const fewest = 5;
const sum = (numbers: readonly number[]): number => numbers.reduce((one, other) => one + other, 0);

/** Rounding undone: whether the count would be shown so. Reckoned here, and not by the product. */
const agrees = (shown: Figure | undefined, count: number, of: number): boolean => {
  if (shown === undefined || shown.kind === 'hidden') return true;
  if (shown.kind === 'exact') return shown.count === count;
  if (of === 0) return false;
  // Halves upwards; in whole numbers, for a share of a step is rarely a fraction of two.
  const steps = Math.floor((200 * count + shown.step * of) / (2 * shown.step * of));
  return steps * shown.step === shown.percent;
};

const isRowHidden = (table: KnownTable, row: number): boolean =>
  table.sizes[row]?.kind === 'hidden' && (table.outcomes[row] ?? []).every((each) => each.kind === 'hidden');

/** Whether the state could be what lies behind all that is shown. */
const isPossible = (table: KnownTable, state: readonly (readonly number[])[], total: number): boolean => {
  const sizes = state.map(sum);
  if (sum(sizes) !== total || state.some((row) => row.some((count) => count < 0))) return false;
  const hiddenRows = state.filter((_, row) => isRowHidden(table, row)).length;
  for (const [row, counts] of state.entries()) {
    const size = sizes[row] ?? 0;
    if (!agrees(table.sizes[row], size, total)) return false;
    if (!counts.every((count, column) => agrees(table.outcomes[row]?.[column], count, size))) return false;
    const isHidden = isRowHidden(table, row);
    // What is shown is known not to be small; the only one that is hidden is known to be.
    if (!isHidden && size < fewest) return false;
    if (isHidden && hiddenRows === 1 && size >= fewest) return false;
  }
  const { columnTotals } = table;
  return (
    columnTotals === null ||
    columnTotals.every((known, column) => known === sum(state.map((row) => row[column] ?? 0)))
  );
};

/**
 * The tables next to one: some moved from a row to another within a column, or exchanged between two rows; and within a
 * row, where the columns' totals are not known.
 */
function* neighboursOf(
  state: readonly (readonly number[])[],
  areColumnsKnown: boolean,
): Generator<number[][]> {
  const columns = state[0]?.length ?? 0;
  const moved = (changes: readonly (readonly [row: number, column: number, by: number])[]): number[][] => {
    const next = state.map((row) => [...row]);
    for (const [row, column, by] of changes) {
      const cells = next[row];
      if (cells !== undefined) cells[column] = (cells[column] ?? 0) + by;
    }
    return next;
  };
  for (let row = 0; row < (areColumnsKnown ? 0 : state.length); row += 1) {
    for (let from = 0; from < columns; from += 1) {
      for (let to = 0; to < columns; to += 1) {
        if (from === to || (state[row]?.[from] ?? 0) === 0) continue;
        yield moved([
          [row, from, -1],
          [row, to, 1],
        ]);
      }
    }
  }
  for (let from = 0; from < state.length; from += 1) {
    for (let to = 0; to < state.length; to += 1) {
      if (from === to) continue;
      for (let column = 0; column < columns; column += 1) {
        for (let by = 1; by <= (state[from]?.[column] ?? 0); by += 1) {
          yield moved([
            [from, column, -by],
            [to, column, by],
          ]);
          for (let other = 0; other < columns; other += 1) {
            if (other === column || by > (state[to]?.[other] ?? 0)) continue;
            yield moved([
              [from, column, -by],
              [to, column, by],
              [to, other, -by],
              [from, other, by],
            ]);
          }
        }
      }
    }
  }
}

/** How many tables are looked at in going from one to the next, before all are gone through. */
const tablesTried = 3_000;
/** How many beginnings of tables are looked at then; more than there are in any year that is played. */
const beginningsTried = 20_000_000;

/** The rows that a group can have by what it shows of itself, no greater than the room in each column. */
function* rowsWithin(
  table: KnownTable,
  row: number,
  room: readonly number[],
  total: number,
): Generator<number[]> {
  const shown = table.outcomes[row] ?? [];
  for (let size = 0; size <= sum(room); size += 1) {
    if (!agrees(table.sizes[row], size, total)) continue;
    const fill = function* (column: number, left: number, chosen: readonly number[]): Generator<number[]> {
      if (column === room.length) {
        if (left === 0) yield [...chosen];
        return;
      }
      for (let count = 0; count <= Math.min(left, room[column] ?? 0); count += 1)
        if (agrees(shown[column], count, size)) yield* fill(column + 1, left - count, [...chosen, count]);
    };
    yield* fill(0, size, []);
  }
}

/** Every table that agrees and has these totals of the columns, those of the rows that show most first. */
function* allTables(table: KnownTable, columnTotals: readonly number[]): Generator<number[][]> {
  const total = sum(columnTotals);
  const order = [...table.truth.keys()].sort(
    (one, other) => Number(isRowHidden(table, one)) - Number(isRowHidden(table, other)),
  );
  let begun = 0;
  const choose = function* (at: number, room: readonly number[], state: number[][]): Generator<number[][]> {
    const row = order[at];
    if (row === undefined || begun > beginningsTried) return;
    if (at === order.length - 1) {
      const whole = state.with(row, [...room]);
      if (isPossible(table, whole, total)) yield whole;
      return;
    }
    for (const counts of rowsWithin(table, row, room, total)) {
      begun += 1;
      const left = room.map((each, column) => each - (counts[column] ?? 0));
      yield* choose(at + 1, left, state.with(row, counts));
    }
  };
  yield* choose(
    0,
    columnTotals,
    table.truth.map((row) => [...row]),
  );
}

/**
 * The hidden cells that a reader can pin down: those that have the same value in every table that agrees with what is
 * shown. Starts from the truth, which agrees, and goes from table to table, for another value found is a proof that the
 * cell is not pinned; where that leaves some open, all tables are gone through.
 */
export const pinnedIn = (table: KnownTable): Pinned[] => {
  const total = sum(table.truth.map(sum));
  if (!isPossible(table, table.truth, total)) throw new Error(`${table.name} does not show what is so`);
  const open = new Map<string, Pinned & { readonly value: number }>();
  const valueOf = (state: readonly (readonly number[])[], row: number, column: number | null): number =>
    column === null ? sum(state[row] ?? []) : (state[row]?.[column] ?? 0);
  const add = (row: number, column: number | null): void => {
    // Of these the totals alone leave no doubt, however much is hidden.
    if (table.truth.length < 2 || total < fewest) return;
    if (column !== null && table.columnTotals?.[column] === 0) return;
    const pinned = { table: table.name, row, column };
    open.set(`${row} ${column}`, { ...pinned, value: valueOf(table.truth, row, column) });
  };
  for (const row of table.truth.keys()) {
    if (table.sizes[row]?.kind === 'hidden') add(row, null);
    for (const [column, shown] of (table.outcomes[row] ?? []).entries())
      if (shown.kind === 'hidden') add(row, column);
  }
  const note = (state: readonly (readonly number[])[]): void => {
    for (const [name, cell] of open)
      if (valueOf(state, cell.row, cell.column) !== cell.value) open.delete(name);
  };
  const seen = new Set([JSON.stringify(table.truth)]);
  const queue: (readonly (readonly number[])[])[] = [table.truth];
  for (let state = queue.shift(); state !== undefined; state = queue.shift()) {
    for (const next of neighboursOf(state, table.columnTotals !== null)) {
      const key = JSON.stringify(next);
      if (open.size === 0 || seen.size > tablesTried) break;
      if (seen.has(key)) continue;
      seen.add(key);
      if (!isPossible(table, next, total)) continue;
      queue.push(next);
      note(next);
    }
  }
  if (open.size > 0) {
    // Totals that are not shown are taken for known here: who knows more pins down no less.
    const columns = table.truth[0]?.map((_, column) => sum(table.truth.map((row) => row[column] ?? 0))) ?? [];
    for (const state of allTables(table, columns)) {
      note(state);
      if (open.size === 0) break;
    }
  }
  return [...open.values()].map(({ table: name, row, column }) => ({ table: name, row, column }));
};

/** What was counted of a period, by the rows and columns of its report. */
export interface Counts {
  readonly boards: readonly number[];
  readonly serviceAreas: readonly number[];
  readonly ownerships: readonly number[];
  /** By gender and overall assessment. */
  readonly overall: readonly (readonly number[])[];
}

const sizesTable = (
  name: string,
  shares: readonly { share: Figure }[],
  truth: readonly number[],
): KnownTable => ({
  name,
  truth: truth.map((count) => [count]),
  sizes: shares.map((each) => each.share),
  outcomes: truth.map(() => []),
  columnTotals: [truth.reduce((one, other) => one + other, 0)],
});

/** The tables of a report, which have nothing in common but the total. */
export const tablesOf = (report: IndividualReport, counts: Counts): KnownTable[] => {
  const overall = report.questions.find((each) => each.name === 'overall');
  const isShown = overall?.choices.every((each) => each.share.kind === 'exact') === true;
  const columns = counts.overall[0]?.map((_, column) => sum(counts.overall.map((row) => row[column] ?? 0)));
  return [
    sizesTable('boards', report.boards, counts.boards),
    sizesTable('service areas', report.serviceAreas, counts.serviceAreas),
    sizesTable('ownerships', report.ownerships, counts.ownerships),
    {
      name: 'overall by gender',
      truth: counts.overall,
      sizes: report.genders.map((each) => each.share),
      outcomes: report.overallByGender.map((row) => row.distribution.map((each) => each.share)),
      columnTotals: isShown ? (columns ?? []) : null,
    },
  ];
};
