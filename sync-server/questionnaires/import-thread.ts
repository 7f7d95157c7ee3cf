/** Reads a file as a document in a thread of its own: what it holds cannot stop the register, nor fill its memory. */
import { parentPort, workerData } from 'node:worker_threads';
import { extname } from 'node:path';
import * as z from 'zod/mini';
import { importQuestionnaire } from './import-questionnaire.ts';
import { nameOfFile, readQuestionnaireFile } from './read-file.ts';
import { readZippedTables } from './read-tables.ts';
import { readWorkbook } from './read-workbook.ts';

const sent = z.object({ bytes: z.instanceof(Uint8Array), name: z.string() });
const here = z.object({ path: z.string() });

const given = z.union([sent, here]).parse(workerData);
const name = 'path' in given ? given.path : given.name;
const workbook =
  'path' in given
    ? await readQuestionnaireFile(given.path)
    : await (extname(name).toLowerCase() === '.zip'
        ? readZippedTables(given.bytes)
        : readWorkbook(given.bytes));
parentPort?.postMessage(
  workbook.ok
    ? importQuestionnaire(workbook.value, nameOfFile(name))
    : { ok: false, problem: { faults: workbook.problem, notes: [] } },
);
