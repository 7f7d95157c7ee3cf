/** A row of a sheet: its number as the program shows it, and its cells as trimmed text; '' is an empty one. */
export interface SheetRow {
  readonly row: number;
  readonly cells: readonly string[];
}

export interface Sheet {
  readonly name: string;
  /** Rows with anything in them; the first is the header. */
  readonly rows: readonly SheetRow[];
}

export interface Workbook {
  readonly sheets: readonly Sheet[];
  /** Files that lay beside those of the sheets, and are not read. */
  readonly otherFiles?: readonly string[];
}

/** Most that a sheet may have; the field's largest lists have some 20,000 rows, and the widest headers some 200. */
export const mostRows = 50_000;
export const mostColumns = 500;

/** The letters of a column, from 0: A, Z, AA. */
export const columnLetters = (index: number): string => {
  const rest = Math.floor(index / 26) - 1;
  return (rest >= 0 ? columnLetters(rest) : '') + String.fromCharCode(65 + (index % 26));
};

/** The column, from 0, that the letters name. */
export const columnIndex = (letters: string): number =>
  [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
/** Most rows of a survey: the largest questionnaires have some 1,000 questions. */
export const mostSurveyRows = 5_000;
