import { keepCopyState } from '#device/draft-copies.ts';
import { readDraftFile, writeDraftFile, type OpenedCopy } from '#device/vault/draft-file.ts';
import { sealCopy } from '#device/vault/draft-seal.ts';
import { readOwnerKey, slotToText } from '#device/vault/owner-key.ts';
import type { DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { seenIn } from '#domain/draft-copy/versions.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { ImportProblem } from '../api-drafts.ts';
import type { CopiesContext } from './copies-context.ts';
import { withCopyState } from './copy-state.ts';
import { isIncluded } from './fetching.ts';
import { headOf, withDraft } from './publishing.ts';

/**
 * Open drafts as an encrypted file: all of them, or one. Its name says nothing of whom they are about. Null where there
 * is none, or no key of hers yet.
 */
export const exportDrafts = async (
  context: CopiesContext,
  followUpId: string | null,
): Promise<{ fileName: string; text: string } | null> => {
  const { store, making, device, now } = context;
  const { database, codec, userId, identity } = store;
  const { deviceId } = identity;
  const owner = await readOwnerKey(database, codec);
  const drafts = [...store.drafts.values()].filter(
    (kept) => kept.sent === null && (followUpId === null || kept.draft.followUpId === followUpId),
  );
  if (owner === undefined || drafts.length === 0) return null;
  const keyId = owner.id;
  const copies = [];
  for (const kept of drafts) {
    const id = kept.draft.followUpId;
    const { versions, revision } = await withCopyState(store, id, async (known) => {
      const state = { ...withDraft(known, kept, deviceId), revision: known.revision + 1 };
      await keepCopyState(database, codec, id, state);
      return state;
    });
    const copy: DraftCopy = {
      version: 1,
      device,
      head: headOf(kept),
      versions,
      seen: seenIn(versions),
      sent: null,
    };
    const binding = { userId, followUpId: id, deviceId, keyId, revision };
    const content = await sealCopy(owner.key, binding, copy, making.randomBytes);
    copies.push({ followUpId: id, deviceId, revision, content });
  }
  const text = await writeDraftFile({ userId, keyId, slot: slotToText(owner.slot), copies });
  return { fileName: `foljsam-${now().toISOString().slice(0, 10)}.utkast`, text };
};

/** Takes the copies out of a file as if they had been fetched; each is taken into its draft when that is opened. */
const keepOpened = async (
  { store }: CopiesContext,
  { followUpId, deviceId, revision, copy }: OpenedCopy,
): Promise<boolean> => {
  const isHere = store.reference.placements.has(copy.head.placementId);
  if (!isHere || deviceId === store.identity.deviceId) return isHere;
  await withCopyState(store, followUpId, async (state) => {
    if (revision <= (state.others[deviceId]?.revision ?? 0)) return;
    const other = { revision, copy, isTakenIn: isIncluded(copy, state) };
    const others = { ...state.others, [deviceId]: other };
    await keepCopyState(store.database, store.codec, followUpId, { ...state, others });
  });
  return true;
};

/** Takes drafts from a file, with the passphrase of the device that wrote it; gives how many are here now. */
export const importDrafts = async (
  context: CopiesContext,
  text: string,
  passphrase: string,
): Promise<Result<{ drafts: number }, ImportProblem>> => {
  const opened = await readDraftFile(text, context.store.userId, passphrase);
  if (!opened.ok) return opened;
  let drafts = 0;
  for (const each of opened.value) if (await keepOpened(context, each)) drafts += 1;
  return drafts === 0 ? fail('not-here') : succeed({ drafts });
};
