import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { dayIn } from '#domain/day.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { OpenedFollowUp } from './api.ts';
import { draftOfEntry, newDraft } from './beginning.ts';
import { questionnaireOf, type FollowUpContext } from './follow-up-context.ts';
import { newerVersion } from './versions.ts';
import { draftOfSetAside, setAsideElsewhere } from './set-aside-elsewhere.ts';
import { findFollowUp, stageIn } from './worklist.ts';

/** Whether a return has come that no draft sees to yet. */
const isNewlyReturned = (followUp: FollowUpView, kept: KeptDraft | undefined): boolean =>
  followUp.entry?.review?.state === 'returned' &&
  (kept === undefined || kept.sent !== null) &&
  kept?.returned?.revision !== followUp.entry.head;

const describe = (
  context: FollowUpContext,
  followUp: FollowUpView,
  kept: KeptDraft,
  isEditor: boolean,
): OpenedFollowUp => {
  const { store } = context;
  const placement = store.reference.placements.get(followUp.placementId) ?? null;
  const review = followUp.entry?.review;
  const isReturned = kept.returned !== null && review?.revision === kept.returned.revision;
  return {
    followUp,
    placement,
    unit: placement ? (store.reference.units.get(placement.unitId) ?? null) : null,
    questionnaire: questionnaireOf(store, kept),
    newer: newerVersion(store, kept, dayIn(context.now())),
    draft: kept.draft,
    mode: kept.sent !== null ? 'sent' : isEditor ? 'open' : 'elsewhere',
    stage: stageIn(store.contents(), followUp),
    savedAt: kept.draft.changedAt === kept.draft.startedAt ? null : kept.draft.changedAt,
    sentItemId: kept.sent?.itemId ?? null,
    entry: followUp.entry,
    conflicts: followUp.conflicts,
    returned:
      isReturned && kept.returned
        ? { comments: review?.comments ?? [], answers: kept.returned.answers }
        : null,
  };
};

/**
 * Opens a follow-up for editing, or for reading where another tab edits it; null where it is not on the tablet. In line
 * with the writes: what is read anew must not be older than what has just been written.
 */
export const openFollowUp = async (
  context: FollowUpContext,
  followUpId: string,
): Promise<OpenedFollowUp | null> => {
  const isEditor = await context.editing.acquire(followUpId);
  return context.store.writing.run(() => readOpened(context, followUpId, isEditor));
};

const readOpened = async (
  context: FollowUpContext,
  followUpId: string,
  isEditor: boolean,
): Promise<OpenedFollowUp | null> => {
  const { store, now } = context;
  // Another tab may have taken the open changes into a snapshot since: what is written over would not be read again.
  store.closeChanges(followUpId);
  let kept = await store.loadDraft(followUpId);
  let isStored = kept !== undefined;
  const followUp = findFollowUp(store.contents(), followUpId);
  if (followUp === undefined) return null;
  const at = now().toISOString();
  const waiting = setAsideElsewhere(context, followUp);
  if (waiting !== undefined && (kept === undefined || kept.sent !== null)) {
    kept = draftOfSetAside(waiting, kept, followUp, at);
  } else if (isNewlyReturned(followUp, kept)) {
    kept = draftOfEntry(context, kept, followUp, at) ?? kept;
    if (kept && isEditor) {
      await saveDraft(store.database, store.codec, kept);
      isStored = true;
    }
  } else if (kept === undefined && followUp.entry?.head != null) {
    // Another's, or sent from another tablet: stands as the register has it.
    const held = draftOfEntry(context, undefined, followUp, at);
    kept = held && { ...held, sent: { itemId: followUp.entry.head, at } };
  }
  if (kept === undefined)
    store.unbegun.set(followUpId, (kept = newDraft(context, followUp, dayIn(now()), at)));
  store.drafts.set(followUpId, kept);
  const opened = describe(context, followUp, kept, isEditor);
  // Until something is written there is nothing to keep: an opened follow-up is not a begun one.
  if (kept.through === 0 && kept.sent === null && !isStored) store.drafts.delete(followUpId);
  return opened;
};
