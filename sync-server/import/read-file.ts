import { readRecords } from './csv.ts';
import type { CsvSource } from './csv-source.ts';
import { FaultList } from './fault.ts';
import { readHeader, type Header } from './header.ts';
import type { ImportKind } from './import-kind.ts';
import { KeyLedger, type RegisterLookup } from './key-ledger.ts';
import { rowReader, type ReadRow } from './row-reader.ts';

/** What a file said. */
export interface ReadFile<Row> {
  header: Header;
  /** The rows that are as they should be by themselves. They count for something only where there are no faults. */
  rows: ReadRow<Row>[];
  faults: FaultList;
}

/**
 * Reads and checks a whole file of a kind: form, cells, keys, references to the register, and that no personal
 * identity number stands anywhere. Every fault is reported. Throws where the source cannot be read.
 */
export async function readFile<Row>(
  source: CsvSource,
  kind: ImportKind<Row>,
  lookup: RegisterLookup,
): Promise<ReadFile<Row>> {
  const faults = new FaultList();
  const ledger = new KeyLedger();
  const rows: ReadRow<Row>[] = [];
  let header: Header = { positions: new Map(), headings: [], unused: [] };
  let read: ReturnType<typeof rowReader<Row>> | undefined;
  for await (const record of readRecords(source)) {
    if (!record.ok) {
      const { code, row } = record.problem;
      faults.add({ row, column: null, value: null, problem: { code } });
    } else if (read === undefined) {
      header = readHeader(record.value.row, record.value.cells, kind, faults);
      read = rowReader(kind, header, faults, ledger);
    } else {
      const row = read(record.value);
      if (row !== null) rows.push(row);
    }
  }
  if (read === undefined && faults.count === 0) {
    faults.add({ row: null, column: null, value: null, problem: { code: 'empty' } });
  }
  await ledger.reportUnknown(lookup, header, faults);
  return { header, rows, faults };
}
