import { readCopyState, type CopyState } from '#device/draft-copies.ts';
import type { OpenStore } from '../open-store.ts';

/**
 * Does something with what is known of one draft's copies while nobody else does, in this tab or another: copies are
 * made and fetched beside the writing, and what was read here must still stand when it is written. The network is never
 * waited for in it: opening the draft waits for it.
 */
export const withCopyState = <Value>(
  { database, codec }: Pick<OpenStore, 'database' | 'codec'>,
  followUpId: string,
  work: (state: CopyState) => Promise<Value>,
): Promise<Value> =>
  navigator.locks.request<Promise<Value>>(`foljsam-copies-of-${database.name}-${followUpId}`, async () =>
    work(await readCopyState(database, codec, followUpId)),
  );
