import { expect } from 'vitest';
import { simulate, type Failure } from './simulate.ts';

/**
 * The seed of the runs in `npm test`: one for all, so that what it finds it finds for everybody. `npm run soak` looks
 * further, with new ones; CONVERGENCE_SEED gives another here.
 */
export const seedOfRun = (): number => Number(process.env['CONVERGENCE_SEED'] ?? 711_151_984);

/** A failure in words: what was broken, by which commands, and how to see it again. */
const wordsOf = ({ seed, run, error, log, commands }: Failure): string =>
  [
    `CONVERGENCE_SEED=${seed}, run ${run}: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
    ...log,
    JSON.stringify(commands),
  ].join('\n');

/** Plays so many runs and expects every promise to be kept. */
export const expectConvergence = async (seed: number, runs: number): Promise<void> => {
  console.log(`CONVERGENCE_SEED=${seed}, ${runs} runs of 50 commands`);
  const played = await simulate({ seed, runs, isShrunk: true });
  expect(played.failure && wordsOf(played.failure)).toBeNull();
  expect(played.runs).toBe(runs);
};

/** Plays until a promise is broken, at most so many runs; gives what was broken first. */
export const findBrokenPromise = async (seed: number, most: number): Promise<string> => {
  const { failure } = await simulate({ seed, runs: most });
  return failure?.error instanceof Error ? failure.error.message : 'nothing was broken';
};
