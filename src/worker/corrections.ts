import { takeBackItem, type KeptDraft } from '#device/drafts.ts';
import { sealItem } from '#device/outbox-sealing.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import { draftOfEntry } from './beginning.ts';
import { aboutOf, type FollowUpContext } from './follow-up-context.ts';
import { saving } from './saving.ts';
import { draftOfSetAside, setAsideElsewhere } from './set-aside-elsewhere.ts';
import { commit, findSent } from './submissions.ts';
import { findFollowUp } from './worklist.ts';

const withdrawalOf = (
  { store, now, randomId }: FollowUpContext,
  followUpId: string,
  submissionId: string,
): Item => ({
  kind: 'withdrawal',
  id: randomId(),
  followUpId,
  authorId: store.userId,
  writtenAt: now().toISOString(),
  submissionId,
});

/**
 * Takes a submission back: out of the outbox if it was never handed to the network, else by a withdrawal that follows
 * it. Either way the follow-up is open again with the answers as they were.
 */
export const takeBack = (
  context: FollowUpContext,
  itemId: string,
): Promise<Result<'unsent' | 'withdrawn', SaveProblem | 'not-possible'>> => {
  const { store } = context;
  return store.writing.run(async () => {
    const sent = findSent(context, itemId);
    if (sent?.item.kind !== 'submission') return fail('not-possible');
    const { followUpId, answers, basedOn, questionnaire, placementId } = sent.item;
    const kept = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    if (!kept || kept.sent?.itemId !== itemId) return fail('not-possible');
    const reopened = (builtOn: readonly string[]): KeptDraft => ({
      ...kept,
      sent: null,
      draft: {
        ...kept.draft,
        // What was not relevant stayed in the draft; what was sent is what it says now.
        answers: { ...kept.draft.answers, ...answers },
        basedOn: [...builtOn],
        questionnaire,
        placementId,
      },
    });
    const withdrawal = withdrawalOf(context, followUpId, itemId);
    const sealed = await sealItem(store.sealing, withdrawal, aboutOf(store, kept, withdrawal.writtenAt));
    const [ifUnsent, ifSent] = [reopened(basedOn), { kept: reopened([withdrawal.id]), withdrawal: sealed }];
    store.closeChanges(followUpId);
    const taken = await saving(store, () =>
      takeBackItem(store.database, store.codec, itemId, ifUnsent, ifSent),
    );
    if (!taken.ok) return taken;
    store.drafts.set(followUpId, taken.value === 'unsent' ? ifUnsent : ifSent.kept);
    await store.loadOutbox();
    return taken;
  });
};

/** Set aside, it never came to hold: it is taken back, and the correction builds on what it was built on. */
const replaceSetAside = async (
  context: FollowUpContext,
  kept: KeptDraft,
  itemId: string,
): Promise<Result<null, SaveProblem>> => {
  const { store } = context;
  const withdrawal = withdrawalOf(context, kept.draft.followUpId, itemId);
  const sealed = await sealItem(store.sealing, withdrawal, aboutOf(store, kept, withdrawal.writtenAt));
  return commit(context, { ...kept, sent: null }, [sealed]);
};

/**
 * Opens what was sent for a correction, which will be a new revision: of what the register holds where that is known,
 * of the submission itself where it is still on its way, of nothing where it was never taken in.
 */
export const correct = (context: FollowUpContext, followUpId: string): Promise<Result<null, SaveProblem>> => {
  const { store, now } = context;
  return store.writing.run(async () => {
    const followUp = findFollowUp(store.contents(), followUpId);
    const kept = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    if (!followUp) return fail('unexpected');
    if (kept?.sent === null) return succeed(null);
    const waiting = setAsideElsewhere(context, followUp);
    if (waiting !== undefined) {
      const sent = draftOfSetAside(waiting, kept, followUp, now().toISOString());
      // Nobody takes back what another has sent: that one stays for the coordinator.
      const isHers = waiting.submission.authorId === store.userId;
      return isHers
        ? replaceSetAside(context, sent, waiting.itemId)
        : commit(context, { ...sent, sent: null }, []);
    }
    const last = kept?.sent ? findSent(context, kept.sent.itemId) : undefined;
    const isRegistered = followUp.entry?.revisions.some((revision) => revision.id === last?.item.id) ?? false;
    if (last === undefined || isRegistered) {
      const next = draftOfEntry(context, kept, followUp, now().toISOString());
      return next ? commit(context, next, []) : fail('unexpected');
    }
    if (!kept || last.item.kind !== 'submission') return fail('unexpected');
    const open = (basedOn: readonly string[]): KeptDraft => ({
      ...kept,
      sent: null,
      draft: { ...kept.draft, basedOn: [...basedOn] },
    });
    if (last.record.state === 'refused') return commit(context, open(last.item.basedOn), [], [last.item.id]);
    if (last.record.receipt?.status !== 'set-aside') return commit(context, open([last.item.id]), []);
    return replaceSetAside(context, open(last.item.basedOn), last.item.id);
  });
};
