import { containsPersonalIdentityNumber } from '#domain/organisation/personal-identity-number.ts';
import { dayCell, splitKeys } from './cells.ts';
import type { CsvRecord } from './csv.ts';
import type { FaultList, FaultProblem } from './fault.ts';
import type { Header } from './header.ts';
import { recordTypeFinder, type ImportKind, type RecordType } from './import-kind.ts';
import type { KeyLedger } from './key-ledger.ts';

/** A row that is as it should be. */
export interface ReadRow<Row> {
  row: number;
  value: Row;
}

/**
 * Makes a reader of the records below a header: each is checked cell by cell, every fault is reported, and what
 * keys it gives and refers to goes into the ledger. The reader returns the row, or null where it has a fault.
 */
export function rowReader<Row>(kind: ImportKind<Row>, header: Header, faults: FaultList, ledger: KeyLedger) {
  const typeOf = recordTypeFinder(kind);
  const typePosition = header.positions.get('type');
  const columns = Object.entries(kind.columns).filter(([name]) => header.positions.has(name));

  return ({ row, cells }: CsvRecord): ReadRow<Row> | null => {
    const faultsBefore = faults.count;
    const hidden = reportPersonalIdentityNumbers(row, cells);
    const textOf = (column: string): string => cells[header.positions.get(column) ?? -1] ?? '';
    const report = (column: string, problem: FaultProblem): void => {
      const position = header.positions.get(column);
      if (position === undefined) {
        const heading = kind.columns[column]?.headings[0] ?? column;
        faults.add({ row, column: heading, value: null, problem });
      } else if (!hidden.has(position)) {
        faults.add({
          row,
          column: header.headings[position] ?? column,
          value: cells[position] ?? '',
          problem,
        });
      }
    };

    const type = typeOf(typePosition === undefined ? '' : textOf('type'));
    if (type === undefined) {
      const expected = kind.columns['type']?.cell.expected;
      if (typePosition !== undefined && expected) report('type', { code: 'unexpected', expected });
      return null;
    }
    const { value, unreadable } = readCells(type, textOf, report);
    reportDayOrder(type, textOf, report);
    const isSound = (column: string): boolean =>
      !unreadable.has(column) && !hidden.has(header.positions.get(column) ?? -1);
    noteKeys(row, type, textOf, isSound, report);
    return value === null || faults.count > faultsBefore ? null : { row, value };
  };

  /** Looks through every cell, used or not, and returns the positions that must not be shown. */
  function reportPersonalIdentityNumbers(row: number, cells: readonly string[]): Set<number> {
    const hidden = new Set<number>();
    for (const [position, cell] of cells.entries()) {
      const column = header.headings[position] ?? `#${position + 1}`;
      if (containsPersonalIdentityNumber(cell)) {
        hidden.add(position);
        faults.add({ row, column, value: null, problem: { code: 'personal-identity-number' } });
      } else if (cell !== '' && position >= header.headings.length) {
        faults.add({ row, column, value: cell, problem: { code: 'cell-without-heading' } });
      }
    }
    return hidden;
  }

  /** Reads the cells of the row's type by its schema; a filled cell of another type's column is a fault. */
  function readCells(
    type: RecordType<Row>,
    textOf: (column: string) => string,
    report: Report,
  ): { value: Row | null; unreadable: ReadonlySet<string> } {
    const texts: Record<string, string | null> = { type: type.type };
    for (const column of type.columns) texts[column] = textOf(column) || null;
    const parsed = type.schema.safeParse(texts);
    const unreadable = new Set(parsed.error?.issues.map(({ path }) => String(path[0])));
    for (const column of unreadable) {
      const expected = kind.columns[column]?.cell.expected;
      if (expected !== undefined && !isReportedByHeader(column))
        report(column, { code: 'unexpected', expected });
    }
    for (const [column] of columns) {
      if (column !== 'type' && !type.columns.has(column) && textOf(column) !== '') {
        report(column, { code: 'not-for-type', entity: type.type });
      }
    }
    return { value: parsed.data ?? null, unreadable };
  }

  /** A column that every row requires and that is not there is one fault of the header, not one of each row. */
  function isReportedByHeader(column: string): boolean {
    return !header.positions.has(column) && kind.recordTypes.every(({ required }) => required.has(column));
  }

  function noteKeys(
    row: number,
    type: RecordType<Row>,
    textOf: (column: string) => string,
    isSound: (column: string) => boolean,
    report: Report,
  ): void {
    const key = textOf('key');
    if (key !== '') {
      const firstRow = ledger.give(type.type, key, row);
      if (firstRow !== undefined) report('key', { code: 'duplicate-key', firstRow });
    }
    for (const [column, { refersTo, cell }] of columns) {
      const text = textOf(column);
      if (refersTo === undefined || text === '' || !type.columns.has(column) || !isSound(column)) continue;
      const keys = cell.expected === 'keys' ? splitKeys(text) : [text];
      for (const each of keys) ledger.refer(refersTo, each, column, row);
    }
  }
}

type Report = (column: string, problem: FaultProblem) => void;

function reportDayOrder(type: RecordType<unknown>, textOf: (column: string) => string, report: Report): void {
  for (const [earlier, later] of type.dayOrder) {
    if (textOf(earlier) === '' || textOf(later) === '') continue;
    const from = dayCell.schema.safeParse(textOf(earlier));
    const to = dayCell.schema.safeParse(textOf(later));
    if (from.success && to.success && to.data < from.data) {
      report(later, { code: 'days-reversed', earlier: from.data });
    }
  }
}
