import type { SaveProblem } from './api.ts';

const namesOf = (error: unknown): string[] => {
  const names: string[] = [];
  // Dexie wraps what the browser threw; the cause tells more than the wrapping.
  for (let at = error; at instanceof Error; at = 'inner' in at ? at.inner : at.cause) names.push(at.name);
  if (error instanceof DOMException) names.push(error.name);
  return names;
};

const lost = [
  'DatabaseClosedError',
  'DatabaseClosed',
  'InvalidStateError',
  'InvalidState',
  'UnknownError',
  'AbortError',
  'VersionError',
  'OpenFailedError',
  'MissingAPIError',
  'NotFoundError',
  'TransactionInactiveError',
];

/** Why a write failed, in the words that a screen has: the disk is full, the store is lost, or something unforeseen. */
export const saveProblemOf = (error: unknown): SaveProblem => {
  const names = namesOf(error);
  if (names.includes('QuotaExceededError')) return 'full';
  return names.some((each) => lost.includes(each)) ? 'storage-lost' : 'unexpected';
};
