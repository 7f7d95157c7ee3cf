import { fail, succeed, type Result } from '#domain/result.ts';
import { bytesSource } from '../import/csv-source.ts';
import { readRecords } from '../import/csv.ts';
import type { ImportFault } from './import-fault.ts';
import { mostColumns, mostRows, type Sheet, type SheetRow, type Workbook } from './workbook.ts';
import { readArchive } from './zip-archive.ts';

const limits = { mostFiles: 100, mostBytes: 20_000_000 };

/** Reads one CSV as a sheet of that name. */
const readTable = async (name: string, bytes: Uint8Array): Promise<Result<SheetRow[], ImportFault>> => {
  const rows: SheetRow[] = [];
  for await (const record of readRecords(bytesSource(bytes))) {
    const row = record.ok ? record.value.row : record.problem.row;
    const source = { sheet: name, row: row ?? 0, column: '' };
    if (!record.ok) return fail({ code: record.problem.code, parts: {}, source });
    const { cells } = record.value;
    if (rows.length > mostRows) return fail({ code: 'too-many-rows', parts: { most: mostRows }, source });
    if (cells.length > mostColumns)
      return fail({ code: 'too-many-columns', parts: { most: mostColumns }, source });
    rows.push({ row: record.value.row, cells });
  }
  return succeed(rows);
};

/** Reads CSV files (`survey.csv`, `choices.csv`, `settings.csv`) as a workbook; of other files the names are kept, for the notes. */
export const readTables = async (
  files: ReadonlyMap<string, Uint8Array>,
): Promise<Result<Workbook, ImportFault[]>> => {
  const faults: ImportFault[] = [];
  const sheets: Sheet[] = [];
  const otherFiles: string[] = [];
  for (const [path, bytes] of files) {
    const name = path.split('/').at(-1) ?? path;
    if (path.endsWith('/')) continue;
    // What a Mac packs beside each file begins with a dot, and has its ending.
    if (!/^[^.].*\.csv$/i.test(name)) {
      otherFiles.push(path);
      continue;
    }
    const sheet = name.slice(0, -'.csv'.length);
    const read = await readTable(sheet, bytes);
    if (read.ok) sheets.push({ name: sheet, rows: read.value });
    else faults.push(read.problem);
  }
  return faults.length > 0 ? fail(faults) : succeed({ sheets, otherFiles });
};

/** Reads a zip of CSV files as a workbook. */
export const readZippedTables = async (bytes: Uint8Array): Promise<Result<Workbook, ImportFault[]>> => {
  const archive = readArchive(bytes, limits, (name) => /\.csv$/i.test(name));
  if (archive.ok) return readTables(archive.value);
  const code = archive.problem === 'not-a-zip' ? 'not-a-workbook' : archive.problem;
  const most = code === 'too-many-files' ? limits.mostFiles : limits.mostBytes / 1_000_000;
  return fail([{ code, parts: code.startsWith('too-') ? { most } : {} }]);
};
