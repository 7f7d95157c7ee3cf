/**
 * node import.ts KIND FILE [--dry-run] [--lang en]. Exit status 1: faults, nothing imported; 2: wrongly called.
 *
 * The import runs in a thread of its own, because a thread's memory can be bounded: left alone, the heap grows far
 * beyond what 100,000 rows need before anything is cleared away, and the server lives on the same machine.
 */
import { Worker } from 'node:worker_threads';

/** Megabytes. Enough for some 500,000 rows; a file of more is imported in parts. */
const resourceLimits = { maxYoungGenerationSizeMb: 16, maxOldGenerationSizeMb: 256 };

const command = new Worker(new URL('../import/command.ts', import.meta.url), {
  argv: process.argv.slice(2),
  resourceLimits,
});
command.on('error', (error) => {
  console.error(error);
  process.exitCode = 70;
});
command.on('exit', (status) => {
  process.exitCode ||= status;
});
