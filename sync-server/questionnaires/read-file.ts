import { open, readdir, stat } from 'node:fs/promises';
import { basename, extname, join } from 'node:path';
import { fail, type Result } from '#domain/result.ts';
import type { ImportFault } from './import-fault.ts';
import { largestFile, readWorkbook } from './read-workbook.ts';
import { readTables, readZippedTables } from './read-tables.ts';
import type { Workbook } from './workbook.ts';

const tooLarge = (): Result<Workbook, ImportFault[]> =>
  fail([{ code: 'file-too-large', parts: { most: largestFile / 1_000_000 } }]);

const readBytes = async (path: string): Promise<Uint8Array | undefined> => {
  await using file = await open(path);
  // Measured on the open file, before a byte of it is read.
  return (await file.stat()).size > largestFile ? undefined : await file.readFile();
};

/** Reads a workbook from an `.xlsx`, a zip of CSVs, or a folder of CSVs. Throws what the system says of the path. */
export const readQuestionnaireFile = async (path: string): Promise<Result<Workbook, ImportFault[]>> => {
  if ((await stat(path)).isDirectory()) {
    const files = new Map<string, Uint8Array>();
    for (const name of await readdir(path)) {
      // What is no CSV is noted by its name, and not opened.
      const isTable = extname(name).toLowerCase() === '.csv';
      const bytes = isTable ? await readBytes(join(path, name)) : new Uint8Array();
      if (bytes === undefined) return tooLarge();
      files.set(name, bytes);
    }
    return readTables(files);
  }
  const bytes = await readBytes(path);
  if (bytes === undefined) return tooLarge();
  return extname(path).toLowerCase() === '.zip' ? readZippedTables(bytes) : readWorkbook(bytes);
};

/** What the form is called where it says nothing itself. */
export const nameOfFile = (path: string): string => basename(path, extname(path));
