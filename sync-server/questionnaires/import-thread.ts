/** Reads a file as a document in a thread of its own: what it holds cannot stop the register, nor fill its memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { extname } from 'node:path';
import * as z from 'zod/mini';
import { importQuestionnaire } from './import-questionnaire.ts';
import { nameOfFile } from './read-file.ts';
import { readZippedTables } from './read-tables.ts';
import { readWorkbook } from './read-workbook.ts';

const { bytes, name } = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() }).parse(workerData);
const workbook = await (extname(name).toLowerCase() === '.zip'
  ? readZippedTables(bytes)
  : readWorkbook(bytes));
parentPort?.postMessage(
  workbook.ok
    ? importQuestionnaire(workbook.value, nameOfFile(name))
    : { ok: false, problem: { faults: workbook.problem, notes: [] } },
);
