import { acceptDraft, readKeptDraft } from '#device/drafts.ts';
import type { RefusedDraftView } from './api.ts';
import type { OpenStore } from './open-store.ts';

/** Why a follow-up's draft is not shown; null where nothing stands in the way. */
export const refusedDraft = async (
  { database, codec }: OpenStore,
  followUpId: string,
): Promise<RefusedDraftView | null> => {
  const read = await readKeptDraft(database, codec, followUpId);
  return read.ok ? null : { reason: read.problem.reason, isReadable: read.problem.readable !== null };
};

/** Takes what can be read of it for the draft, because its author says so; false where nothing can. */
export const acceptRefusedDraft = (
  { database, codec, writing }: OpenStore,
  followUpId: string,
): Promise<boolean> => writing.run(() => acceptDraft(database, codec, followUpId));
