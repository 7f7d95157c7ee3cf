/** What cli/import.ts runs in a thread of its own: imports a file and says what came of it. */
import { randomUUID } from 'node:crypto';
import { workerData } from 'node:worker_threads';
import * as z from 'zod/mini';
import { fileSource } from './csv-source.ts';
import { importFile } from './import-file.ts';
import { importKindNames } from './import-kind-name.ts';
import { openRegister } from './open-register.ts';
import { describeImported, describeRefused, outcomeWords } from './outcome-words.ts';

const importCall = z.object({
  kind: z.enum(importKindNames),
  path: z.string(),
  isDryRun: z.boolean(),
  language: z.enum(['sv', 'en']),
});
export type ImportCall = z.infer<typeof importCall>;

async function run({ kind, path, isDryRun, language }: ImportCall): Promise<number> {
  const { database, audit, isDemo, close } = await openRegister(process.env, { isDryRun });
  try {
    if (isDemo) console.error(outcomeWords[language].demo);
    const source = fileSource(path);
    const now = new Date().toISOString();
    const outcome = await importFile(kind, { database, audit, source, isDryRun, newId: randomUUID, now });
    if (outcome.ok) console.log(describeImported(outcome.value, isDryRun, language).join('\n'));
    else console.error(describeRefused(outcome.problem, language).join('\n'));
    return outcome.ok ? 0 : 1;
  } finally {
    await close();
  }
}

process.exitCode = await run(importCall.parse(workerData));
