import { keepCopyState, type CopyState } from '#device/draft-copies.ts';
import { readKeptDraft, type KeptDraft } from '#device/drafts.ts';
import { openCopy, sealCopy } from '#device/vault/draft-seal.ts';
import { isSameRound, type DraftCopy, type DraftHead } from '#domain/draft-copy/draft-copy.ts';
import { foldAnswers } from '#domain/draft-copy/merge-drafts.ts';
import { seenIn } from '#domain/draft-copy/versions.ts';
import type { CopiesContext, CopyKey } from './copies-context.ts';
import { withCopyState } from './copy-state.ts';

/** What became of copying one draft. `other-key`: the key here is not the one that holds. */
export type Published = 'done' | 'unreached' | 'other-key' | 'full';

export const headOf = ({ draft, returned }: KeptDraft): DraftHead => ({
  placementId: draft.placementId,
  questionnaire: { ...draft.questionnaire },
  basedOn: [...draft.basedOn],
  position: { ...draft.position },
  told: draft.told && { ...draft.told },
  returned: returned && { ...returned },
  startedAt: draft.startedAt,
  changedAt: draft.changedAt,
});

/** What is known of the copies, with what has been written here since; of another round nothing is known yet. */
export const withDraft = (state: CopyState, { draft }: KeptDraft, deviceId: string): CopyState => {
  const isSame = isSameRound(state.basedOn, draft.basedOn);
  const before = isSame ? state : { ...state, versions: {}, from: null, sentElsewhere: null };
  return {
    ...before,
    basedOn: [...draft.basedOn],
    versions: foldAnswers(before.versions, draft.answers, deviceId),
  };
};

const sentMark = (itemId: string): string => `sent ${itemId}`;

/** The copy that is due, with its mark; undefined where the server has it. */
const dueCopy = (
  { store, device }: CopiesContext,
  owner: CopyKey,
  kept: KeptDraft,
  state: CopyState,
): { readonly state: CopyState; readonly mark: string; readonly copy: DraftCopy } | undefined => {
  const common = { version: 1 as const, device, head: headOf(kept) };
  if (kept.sent !== null) {
    const { itemId } = kept.sent;
    const mark = sentMark(itemId);
    const isReceived = store.sent.some(
      ({ record }) => record.id === itemId && record.state === 'received' && record.receipt !== null,
    );
    if (!isReceived || state.published === null || state.published.mark === mark) return undefined;
    // What was sent is in the register: of the copy only remains that it was, and how far it went.
    const copy = { ...common, head: { ...common.head, returned: null }, versions: {} };
    return { state, mark, copy: { ...copy, seen: seenIn(state.versions), sent: { ...kept.sent } } };
  }
  const next = withDraft(state, kept, store.identity.deviceId);
  const seen = seenIn(next.versions);
  const mark = JSON.stringify([owner.id, kept.draft.basedOn, kept.draft.told, seen]);
  if (state.published?.mark === mark) return undefined;
  return { state: next, mark, copy: { ...common, versions: next.versions, seen, sent: null } };
};

/** Lets the copies of other devices go that are in what was sent; gives them. */
const dropTakenIn = async (
  { transport }: CopiesContext,
  followUpId: string,
  { others }: CopyState,
): Promise<CopyState['others']> => {
  const taken = Object.entries(others).filter(([, each]) => each.isTakenIn);
  for (const [deviceId, { revision }] of taken) await transport.drop(followUpId, deviceId, revision);
  return Object.fromEntries(taken);
};

/**
 * This device's records are older than the copy that it once left: that one is taken for another device's, so that
 * nothing of it is lost, and numbers go on from there.
 */
const fetchOwn = async (
  { store, transport }: CopiesContext,
  owner: CopyKey,
  followUpId: string,
): Promise<void> => {
  const { database, codec, userId, identity } = store;
  const { deviceId } = identity;
  const found = await transport.read(followUpId, deviceId);
  if (found === undefined) return;
  const { revision, keyId, content } = found;
  const opened = await openCopy(owner.key, { userId, followUpId, deviceId, keyId, revision }, content);
  const own = opened.ok && { [deviceId]: { revision, copy: opened.value, isTakenIn: false } };
  await withCopyState(store, followUpId, (state) =>
    keepCopyState(database, codec, followUpId, {
      ...state,
      others: { ...state.others, ...own },
      revision: Math.max(state.revision, revision),
    }),
  );
};

/**
 * Leaves a sealed copy of the draft with the server, where it has been written in since the last one. The draft is read
 * from the disk: another tab may be the one that writes in it.
 */
export const publishDraft = async (
  context: CopiesContext,
  owner: CopyKey,
  followUpId: string,
): Promise<Published> => {
  const { store, transport, making, now } = context;
  const { database, codec, userId, identity } = store;
  const due = await withCopyState(store, followUpId, async (known) => {
    const read = await readKeptDraft(database, codec, followUpId);
    if (!read.ok || read.value === null) return undefined;
    const found = dueCopy(context, owner, read.value, known);
    if (found === undefined) return undefined;
    // Numbers are never used twice, also where nothing is heard of what became of the copy.
    const state = { ...found.state, revision: known.revision + 1 };
    await keepCopyState(database, codec, followUpId, state);
    return { ...found, state };
  });
  if (due === undefined) return 'done';
  const { revision } = due.state;
  const { deviceId } = identity;
  const binding = { userId, followUpId, deviceId, keyId: owner.id, revision };
  const content = await sealCopy(owner.key, binding, due.copy, making.randomBytes);
  const left = await transport.keep(followUpId, deviceId, { keyId: owner.id, revision, content });
  if (left === 'stale-revision') await fetchOwn(context, owner, followUpId);
  if (left !== 'kept')
    return left === 'state-conflict' ? 'other-key' : left === 'too-large' ? 'full' : 'unreached';
  const published = { revision, keyId: owner.id, at: now().toISOString(), mark: due.mark };
  const dropped = due.copy.sent === null ? {} : await dropTakenIn(context, followUpId, due.state);
  await withCopyState(store, followUpId, (state) => {
    const others = Object.entries(state.others).filter(
      ([device, each]) => each.revision !== dropped[device]?.revision,
    );
    return keepCopyState(database, codec, followUpId, {
      ...state,
      others: Object.fromEntries(others),
      published,
    });
  });
  return 'done';
};
