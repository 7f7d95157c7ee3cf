/** A table of whole numbers by its sums, with a least and a greatest number for each cell. */
export interface TableBounds {
  readonly rowTotals: readonly number[];
  readonly columnTotals: readonly number[];
  readonly low: readonly (readonly number[])[];
  readonly high: readonly (readonly number[])[];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);
const at = (table: readonly (readonly number[])[], row: number, column: number): number =>
  table[row]?.[column] ?? 0;

/** What cannot be so at a glance: cheaper than looking for a table, and it rules most candidates out. */
const isPlainlyImpossible = ({ rowTotals, columnTotals, low, high }: TableBounds): boolean =>
  sum(rowTotals) !== sum(columnTotals) ||
  low.some((row, index) => row.some((least, column) => least > at(high, index, column))) ||
  rowTotals.some((total, row) => sum(low[row] ?? []) > total || sum(high[row] ?? []) < total) ||
  columnTotals.some((total, column) => {
    const [least, greatest] = [low, high].map((table) => sum(table.map((row) => row[column] ?? 0)));
    return (least ?? 0) > total || (greatest ?? 0) < total;
  });

/**
 * A table of whole numbers within the bounds that has the sums, or undefined where there is none. A transportation
 * problem, solved by augmenting paths from rows that have too little to columns that have room (Ford and Fulkerson).
 */
export const feasibleTable = (bounds: TableBounds): number[][] | undefined => {
  if (isPlainlyImpossible(bounds)) return undefined;
  const { rowTotals, columnTotals, low, high } = bounds;
  const table = low.map((row) => [...row]);
  const lacking = rowTotals.map((total, row) => total - sum(low[row] ?? []));
  const room = columnTotals.map((total, column) => total - sum(low.map((row) => row[column] ?? 0)));

  /** Pushes up to `amount` from a row into some column with room, moving others aside; how much went. */
  const push = (row: number, amount: number, seen: Set<number>): number => {
    for (let column = 0; column < columnTotals.length; column += 1) {
      const spare = Math.min(amount, at(high, row, column) - at(table, row, column));
      if (spare <= 0 || seen.has(column)) continue;
      seen.add(column);
      const moved = Math.min(spare, room[column] ?? 0) || makeRoom(row, column, spare, seen);
      if (moved === 0) continue;
      if ((room[column] ?? 0) >= moved) room[column] = (room[column] ?? 0) - moved;
      set(row, column, moved);
      return moved;
    }
    return 0;
  };
  const set = (row: number, column: number, by: number): void => {
    const cells = table[row];
    if (cells !== undefined) cells[column] = (cells[column] ?? 0) + by;
  };
  /** Takes from another row's cell in a full column what that row can put elsewhere; the place is then free. */
  const makeRoom = (forRow: number, column: number, amount: number, seen: Set<number>): number => {
    for (let row = 0; row < rowTotals.length; row += 1) {
      const given = Math.min(amount, at(table, row, column) - at(low, row, column));
      if (row === forRow || given <= 0) continue;
      const moved = push(row, given, seen);
      if (moved === 0) continue;
      set(row, column, -moved);
      room[column] = (room[column] ?? 0) + moved;
      return moved;
    }
    return 0;
  };

  for (let row = 0; row < rowTotals.length; row += 1) {
    while ((lacking[row] ?? 0) > 0) {
      const moved = push(row, lacking[row] ?? 0, new Set());
      if (moved === 0) return undefined;
      lacking[row] = (lacking[row] ?? 0) - moved;
    }
  }
  return table;
};
