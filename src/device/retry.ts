import type { Result } from '#domain/result.ts';

/** Far more tabs than write at once. */
const mostTries = 50;

/**
 * Writes what was encoded for the revisions that were read; where another tab has written in between, reads and encodes
 * anew. The transaction itself says whether the revisions still hold.
 */
export const writeWhenCurrent = async <Value>(
  attempt: () => Promise<Result<Value, 'stale'>>,
): Promise<Value> => {
  for (let tries = 0; tries < mostTries; tries += 1) {
    const done = await attempt();
    if (done.ok) return done.value;
  }
  throw new Error('A record was written by others each time that it was about to be written');
};
