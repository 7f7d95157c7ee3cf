/** A row as a prepared statement gives it. */
export type Row = Record<string, unknown>;

const wrong = (column: string): never => {
  throw new TypeError(`The column ${column} does not hold what the schema says`);
};

/** The text in a column that is never null. */
export const text = (row: Row, column: string): string => {
  const value = row[column];
  return typeof value === 'string' ? value : wrong(column);
};

/** The text in a column, or null. */
export const textOrNull = (row: Row, column: string): string | null =>
  row[column] === null ? null : text(row, column);

/** The whole number in a column that is never null. */
export const integer = (row: Row, column: string): number => {
  const value = row[column];
  return typeof value === 'number' ? value : wrong(column);
};
