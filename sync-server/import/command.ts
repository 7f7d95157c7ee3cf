/** What cli/import.ts runs in a thread of its own: reads the words of the call, imports, and says what came of it. */
import { randomUUID } from 'node:crypto';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import * as z from 'zod/mini';
import { fileSource } from './csv-source.ts';
import type { ImportLanguage } from './expected-words.ts';
import { importFile, importKindNames, type ImportKindName } from './import-file.ts';
import { openRegister } from './open-register.ts';
import { describeImported, describeRefused, outcomeWords } from './outcome-words.ts';

interface Call {
  kind: ImportKindName;
  path: string;
  isDryRun: boolean;
  language: ImportLanguage;
}

const called = z.object({
  positionals: z.tuple([z.enum(importKindNames), z.string()]),
  values: z.object({
    'dry-run': z._default(z.boolean(), false),
    lang: z._default(z.enum(['sv', 'en']), 'sv'),
  }),
});

const options = { 'dry-run': { type: 'boolean' }, lang: { type: 'string' } } as const;

/** What was asked for; null where it makes no sense. */
function readCall(words: string[]): Call | null {
  const { data } = called.safeParse(parseWords(words));
  if (data === undefined) return null;
  const [kind, file] = data.positionals;
  // npm runs a script in the project's folder; a path is meant from where npm was called.
  const from = process.env['npm_lifecycle_event'] === 'import' ? process.env['INIT_CWD'] : undefined;
  const path = resolve(from ?? process.cwd(), file);
  return { kind, path, isDryRun: data.values['dry-run'], language: data.values.lang };
}

function parseWords(words: string[]): unknown {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    // An option that there is not; any other failure is a fault of ours.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** Why the file cannot be read, as the system's code; null where it can. It is read twice, so it must be a file. */
async function whyUnreadable(path: string): Promise<string | null> {
  try {
    await using file = await open(path);
    return (await file.stat()).isFile() ? null : 'EISDIR';
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

async function run({ kind, path, isDryRun, language }: Call): Promise<number> {
  const words = outcomeWords[language];
  const code = await whyUnreadable(path);
  if (code !== null) {
    console.error(words.unreadable(code));
    return 2;
  }
  const { database, isDemo, close } = await openRegister(process.env, { isDryRun });
  try {
    if (isDemo) console.error(words.demo);
    const source = fileSource(path);
    const now = new Date().toISOString();
    const outcome = await importFile(kind, { database, source, isDryRun, newId: randomUUID, now });
    if (outcome.ok) console.log(describeImported(outcome.value, isDryRun, language).join('\n'));
    else console.error(describeRefused(outcome.problem, language).join('\n'));
    return outcome.ok ? 0 : 1;
  } finally {
    await close();
  }
}

const call = readCall(process.argv.slice(2));
if (call === null) {
  const language = process.argv.includes('en') || process.argv.includes('--lang=en') ? 'en' : 'sv';
  console.error(outcomeWords[language].usage.join('\n'));
  process.exitCode = 2;
} else {
  process.exitCode = await run(call);
}
