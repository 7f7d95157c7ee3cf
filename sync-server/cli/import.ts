/**
 * node import.ts KIND FILE [--dry-run] [--lang en]. Exit status 1: faults, nothing imported; 2: wrongly called.
 *
 * The import runs in a thread of its own, because a thread's memory can be bounded: left alone, the heap grows far
 * beyond what the rows need before anything is cleared away, and the server lives on the same machine.
 */
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import type { ImportCall } from '../import/command.ts';
import { importKindNames } from '../import/import-kind-name.ts';
import { outcomeWords } from '../import/outcome-words.ts';

const options = { 'dry-run': { type: 'boolean' }, lang: { type: 'string' } } as const;

/** What was asked for; null where it makes no sense. */
function readCall(words: string[]): ImportCall | null {
  const parsed = parseWords(words);
  const [kindName, file, ...more] = parsed?.positionals ?? [];
  const kind = importKindNames.find((each) => each === kindName);
  const language = parsed?.values.lang ?? 'sv';
  if (kind === undefined || file === undefined || more.length > 0) return null;
  if (language !== 'sv' && language !== 'en') return null;
  // npm runs a script in the project's folder; a path is meant from where npm was called.
  const from = process.env['npm_lifecycle_event'] === 'import' ? process.env['INIT_CWD'] : undefined;
  const path = resolve(from ?? process.cwd(), file);
  return { kind, path, isDryRun: parsed?.values['dry-run'] === true, language };
}

function parseWords(words: string[]) {
  try {
    return parseArgs({ args: words, options, allowPositionals: true });
  } catch (error) {
    // An option that there is not; any other failure is a fault of ours.
    if (error instanceof TypeError) return null;
    throw error;
  }
}

/** The bytes of the file, or why it cannot be read, as the system's code. It is read twice, so it must be a file. */
async function sizeOrCode(path: string): Promise<number | string> {
  try {
    await using file = await open(path);
    const status = await file.stat();
    return status.isFile() ? status.size : 'EISDIR';
  } catch (error) {
    if (error instanceof Error && 'code' in error) return String(error.code);
    throw error;
  }
}

function run(call: ImportCall, size: number): void {
  const megabytes = Math.ceil(size / 1_000_000);
  const command = new Worker(new URL('../import/command.ts', import.meta.url), {
    workerData: call,
    // 100,000 rows are 5 to 15 MB and need some 60 MB; larger files get more, so that none fails for it.
    resourceLimits: {
      maxYoungGenerationSizeMb: 16,
      maxOldGenerationSizeMb: 128 + 20 * Math.max(0, megabytes - 10),
    },
  });
  command.on('error', (error) => {
    console.error(error);
    process.exitCode = 70;
  });
  command.on('exit', (status) => {
    process.exitCode ||= status;
  });
}

const words = process.argv.slice(2);
const call = readCall(words);
if (call === null) {
  const language = words.join(' ').includes('--lang en') || words.includes('--lang=en') ? 'en' : 'sv';
  console.error(outcomeWords[language].usage.join('\n'));
  process.exitCode = 2;
} else {
  const size = await sizeOrCode(call.path);
  if (typeof size === 'number') {
    run(call, size);
  } else {
    console.error(outcomeWords[call.language].unreadable(size));
    process.exitCode = 2;
  }
}
