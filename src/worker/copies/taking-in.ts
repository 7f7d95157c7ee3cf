import { keepCopyState, readCopyState, type CopyState } from '#device/draft-copies.ts';
import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { isSameRound, type DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { chooseAnswer, mergeDrafts, shownAnswers } from '#domain/draft-copy/merge-drafts.ts';
import type { Versions } from '#domain/draft-copy/versions.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import { findFollowUp } from '../worklist.ts';
import type { CopiesContext } from './copies-context.ts';
import { withCopyState } from './copy-state.ts';
import { withDraft } from './publishing.ts';

/** Whether what another device is writing is of now: a first draft where nothing is registered, or a correction of what is. */
const isOfNow = (copy: DraftCopy, { entry }: FollowUpView): boolean =>
  copy.sent === null && isSameRound(copy.head.basedOn, entry?.head == null ? [] : [entry.head]);

/** The copies that are not in the draft here and belong there, the latest first. */
export const copiesToTakeIn = (
  state: CopyState,
  kept: KeptDraft | undefined,
  followUp: FollowUpView,
): DraftCopy[] =>
  Object.values(state.others)
    .filter((each) => !each.isTakenIn)
    .map((each) => each.copy)
    .filter((copy) =>
      kept === undefined || kept.sent !== null
        ? isOfNow(copy, followUp)
        : copy.sent === null && isSameRound(copy.head.basedOn, kept.draft.basedOn),
    )
    .sort((one, other) => other.head.changedAt.localeCompare(one.head.changedAt));

const takenIn = (state: CopyState, copies: readonly DraftCopy[]): CopyState['others'] =>
  Object.fromEntries(
    Object.entries(state.others).map(([deviceId, each]) => [
      deviceId,
      copies.includes(each.copy) ? { ...each, isTakenIn: true } : each,
    ]),
  );

/** The draft with other answers, as a new beginning: a page that shows it reads it anew. */
const rewritten = (kept: KeptDraft, versions: Versions, now: Date): KeptDraft => ({
  ...kept,
  sent: null,
  draft: {
    ...kept.draft,
    answers: shownAnswers(versions),
    startedAt: new Date(now.getTime() - 1).toISOString(),
    changedAt: now.toISOString(),
  },
});

/** Writes the draft first: what is known of copies, and not in the draft, would look as if it had been taken out of it. */
const keepBoth = async (
  { store }: CopiesContext,
  followUpId: string,
  kept: KeptDraft,
  state: CopyState,
): Promise<void> => {
  store.closeChanges(followUpId);
  await saveDraft(store.database, store.codec, kept);
  store.drafts.set(followUpId, kept);
  await keepCopyState(store.database, store.codec, followUpId, state);
};

/** Takes copies into a draft, or makes the draft of them. `before`: what is known of them, and nobody changes. */
const takeIn = async (
  context: CopiesContext,
  followUp: FollowUpView,
  kept: KeptDraft | undefined,
  before: CopyState,
): Promise<boolean> => {
  const { store, now } = context;
  const { deviceId } = store.identity;
  const followUpId = followUp.id;
  const copies = copiesToTakeIn(before, kept, followUp);
  const [latest] = copies;
  if (latest === undefined) return false;
  const { returned, ...head } = latest.head;
  const isOpen = kept !== undefined && kept.sent === null;
  const draft: KeptDraft = isOpen
    ? kept
    : {
        draft: { ...head, followUpId, answers: {} },
        through: kept?.through ?? 0,
        sent: null,
        returned,
      };
  const start = isOpen
    ? withDraft(before, draft, deviceId)
    : { ...before, basedOn: [...head.basedOn], versions: {}, sentElsewhere: null };
  const fitting = copies.filter((copy) => isSameRound(copy.head.basedOn, start.basedOn));
  const versions = fitting.reduce(
    (merged, copy) => mergeDrafts(merged, copy.versions, deviceId),
    start.versions,
  );
  const told = draft.draft.told ?? fitting.find((copy) => copy.head.told !== null)?.head.told ?? null;
  const written = rewritten({ ...draft, draft: { ...draft.draft, told } }, versions, now());
  await keepBoth(context, followUpId, written, {
    ...start,
    versions,
    others: takenIn(start, fitting),
    from: { device: latest.device, at: latest.head.changedAt },
  });
  return true;
};

/**
 * Takes what other devices have written into the draft here, or makes the draft of it; says whether there was anything.
 * Only while this tab is the one that edits the follow-up, and in line with the other writes.
 */
export const takeInCopies = async (context: CopiesContext, followUpId: string): Promise<boolean> => {
  const { store } = context;
  const { database, codec } = store;
  const followUp = findFollowUp(store.contents(), followUpId);
  if (followUp === undefined) return false;
  const kept = await store.loadDraft(followUpId);
  // Mostly there is nothing, and then nobody is waited for.
  const known = await readCopyState(database, codec, followUpId);
  if (copiesToTakeIn(known, kept, followUp).length === 0) return false;
  return withCopyState(store, followUpId, (before) => takeIn(context, followUp, kept, before));
};

/** Chooses between the answers at a place; says whether there was a choice. */
export const chooseBetween = async (
  context: CopiesContext,
  followUpId: string,
  place: string,
  choice: number,
): Promise<boolean> => {
  const { store, now } = context;
  const { deviceId } = store.identity;
  const kept = await store.loadDraft(followUpId);
  if (kept === undefined || kept.sent !== null) return false;
  return withCopyState(store, followUpId, async (known) => {
    const state = withDraft(known, kept, deviceId);
    const all = state.versions[place] ?? [];
    const chosen = all[choice];
    if (all.length < 2 || chosen === undefined) return false;
    const versions = chooseAnswer(state.versions, place, chosen.answer, deviceId);
    await keepBoth(context, followUpId, rewritten(kept, versions, now()), { ...state, versions });
    return true;
  });
};
