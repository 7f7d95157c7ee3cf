import { Worker } from 'node:worker_threads';
import { fail, type Result } from '#domain/result.ts';
import { SerialQueue } from '#domain/serial-queue.ts';
import type { ImportedQuestionnaire, RefusedQuestionnaire } from './import-questionnaire.ts';

type Imported = Result<ImportedQuestionnaire, RefusedQuestionnaire>;

/** What one file may take: milliseconds, and megabytes of the thread's own memory. */
const limits = { time: 5_000, memory: 300 } as const;

// One file at a time, whoever asks: together they could take what each of them may not.
const queue = new SerialQueue();

const tooMuch = (): Imported =>
  fail({ faults: [{ code: 'takes-too-much', parts: { most: limits.time / 1000 } }], notes: [] });

/** What the thread is given: a file's bytes, or the path at which it reads them itself. */
type Given = { readonly bytes: Uint8Array; readonly name: string } | { readonly path: string };

const read = async (given: Given): Promise<Imported> => {
  const thread = new Worker(new URL('import-thread.ts', import.meta.url), {
    workerData: given,
    resourceLimits: { maxOldGenerationSizeMb: limits.memory },
  });
  const { promise, resolve, reject } = Promise.withResolvers<Imported>();
  const timer = setTimeout(() => resolve(tooMuch()), limits.time);
  thread.on('message', resolve);
  thread.on('error', (error) => {
    if (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY')
      resolve(tooMuch());
    else reject(error);
  });
  thread.on('exit', () => reject(new Error('The thread ended without an answer')));
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
};

/** Reads the bytes of an `.xlsx` or a zip of CSVs (by its name) as a document, bounded in time and memory. */
export const importApart = (bytes: Uint8Array, name: string): Promise<Imported> =>
  queue.run(() => read({ bytes, name }));

/** The same of a file, or a folder of CSVs, on this machine. Throws what the system says of the path. */
export const importFileApart = (path: string): Promise<Imported> => queue.run(() => read({ path }));
