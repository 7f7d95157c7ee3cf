import { zipSync } from 'fflate';
import readExcelFile from 'read-excel-file/node';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { ImportFault } from './import-fault.ts';
import { emptyOtherSheets, scanSheets, sheetPath } from './scan-sheets.ts';
import type { Workbook } from './workbook.ts';
import { readArchive } from './zip-archive.ts';

/** Largest file, in bytes, and what it may be unpacked: a list of 20,000 choices in six languages is some 15 MB. */
export const largestFile = 10_000_000;
const limits = { mostFiles: 1_000, mostBytes: 20_000_000 };

const oldWorkbook = [0xd0, 0xcf, 0x11, 0xe0];
const neededPath =
  /^(\[Content_Types\]\.xml|_rels\/.+|xl\/(workbook|styles|sharedStrings)\.xml|xl\/_rels\/.+)$/;

const refused = (code: ImportFault['code'], parts: ImportFault['parts'] = {}) =>
  fail<ImportFault[]>([{ code, parts }]);

const cellText = (value: unknown): string => {
  if (value === null || value === undefined) return '';
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (!(value instanceof Date)) return String(value).replaceAll('\r\n', '\n').trim();
  const written = value.toISOString();
  return written.endsWith('T00:00:00.000Z') ? written.slice(0, 10) : written.slice(0, 19);
};

/**
 * Reads an Office Open XML workbook as text. What cannot be meant as text is refused with its cell: formulas, merged
 * cells, macros. It is measured before it is unpacked, and unpacked before it is parsed.
 */
export const readWorkbook = async (bytes: Uint8Array): Promise<Result<Workbook, ImportFault[]>> => {
  if (bytes.length > largestFile) return refused('file-too-large', { most: largestFile / 1_000_000 });
  if (oldWorkbook.every((each, at) => bytes[at] === each)) return refused('old-workbook');
  const archive = readArchive(bytes, limits, (name) => neededPath.test(name) || sheetPath.test(name));
  if (!archive.ok) {
    const code = archive.problem === 'not-a-zip' ? 'not-a-workbook' : archive.problem;
    const most = code === 'too-many-files' ? limits.mostFiles : limits.mostBytes / 1_000_000;
    return refused(code, code.startsWith('too-') ? { most } : {});
  }
  const files = emptyOtherSheets(archive.value);
  if (!files.has('xl/workbook.xml')) return refused('not-a-workbook');
  if ([...files.keys()].some((name) => name.endsWith('vbaProject.bin'))) return refused('macros');
  // A workbook declares no types of its own; what does wants to have something else read in its place.
  if ([...files.values()].some((file) => Buffer.from(file).includes('<!DOCTYPE'))) return refused('damaged');
  const faults = scanSheets(files);
  if (faults.length > 0) return fail(faults);
  // Packed anew, without compression: what the reader unpacks is what was measured.
  const checked = zipSync(
    Object.fromEntries([...files].filter(([name, { length }]) => length > 0 && !name.endsWith('/'))),
    { level: 0 },
  );
  try {
    const sheets = await readExcelFile(Buffer.from(checked), {
      trim: false,
      parseNumber: (text: string) => text,
    });
    return succeed({
      sheets: sheets.map(({ sheet, data }) => ({
        name: sheet,
        rows: data
          .map((cells, at) => ({ row: at + 1, cells: cells.map(cellText) }))
          .filter(({ cells }) => cells.some((cell) => cell !== '')),
      })),
    });
  } catch (error) {
    // The reader throws at what is no workbook inside; what it says is of no use to whoever made the file.
    if (error instanceof Error) return refused('damaged');
    throw error;
  }
};
