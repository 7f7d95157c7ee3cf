import { containsPersonalIdentityNumber } from '#domain/organisation/personal-identity-number.ts';
import type { FaultList } from './fault.ts';
import { columnsByHeading, type ImportKind } from './import-kind.ts';
import { comparable } from './vocabulary.ts';

/** Where each column stands in the file, and what its heading reads there. */
export interface Header {
  positions: ReadonlyMap<string, number>;
  /** By position; a heading that must not be shown, or is none, is given as the column's number. */
  headings: readonly string[];
  /** Headings that the kind does not know: their cells are looked through for personal identity numbers alone. */
  unused: readonly string[];
}

/** Reads the first row. Faults: a personal identity number, a column given twice, a required one missing. */
export function readHeader(
  row: number,
  cells: readonly string[],
  kind: ImportKind<unknown>,
  faults: FaultList,
): Header {
  const columns = columnsByHeading(kind);
  const positions = new Map<string, number>();
  const headings: string[] = [];
  const unused: string[] = [];
  for (const [position, cell] of cells.entries()) {
    const mustHide = containsPersonalIdentityNumber(cell);
    const heading = mustHide || cell === '' ? `#${position + 1}` : cell;
    headings.push(heading);
    const column = columns.get(comparable(cell));
    if (mustHide) {
      faults.add({ row, column: heading, value: null, problem: { code: 'personal-identity-number' } });
    } else if (column === undefined) {
      if (cell !== '') unused.push(heading);
    } else if (positions.has(column)) {
      faults.add({ row, column: heading, value: cell, problem: { code: 'column-twice' } });
    } else {
      positions.set(column, position);
    }
  }
  for (const column of alwaysRequired(kind)) {
    if (positions.has(column)) continue;
    const known = kind.columns[column];
    if (known === undefined) continue;
    const problem = { code: 'column-missing', expected: known.cell.expected } as const;
    faults.add({ row, column: known.headings[0], value: null, problem });
  }
  return { positions, headings, unused };
}

/** The columns that every record type of the kind requires, and the type column where there is one. */
function alwaysRequired(kind: ImportKind<unknown>): string[] {
  return Object.keys(kind.columns).filter(
    (column) =>
      (column === 'type' && kind.typeWords !== undefined) ||
      kind.recordTypes.every(({ required }) => required.has(column)),
  );
}
