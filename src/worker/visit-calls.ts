import { requeueItem } from '#device/outbox.ts';
import type { Finding } from '#domain/questionnaire/validation.ts';
import { fail } from '#domain/result.ts';
import type { TabletWorker } from './api.ts';
import { startUnplanned } from './beginning.ts';
import { correct, takeBack } from './corrections.ts';
import { questionnaireOf, type FollowUpContext } from './follow-up-context.ts';
import { markCarriedOut, markNotCarriedOut, tellsOfVisit } from './occasions.ts';
import type { OpenStore } from './open-store.ts';
import { openFollowUp } from './opening.ts';
import { referencesIn } from './references.ts';
import { settle } from './settling.ts';
import { exportItem, submit } from './submissions.ts';
import { takeVersion } from './versions.ts';
import { recordAnswer, recordPosition } from './writing.ts';

// It takes the same code.
export { progressOf } from './progress.ts';

/** What the page asks for in a follow-up, or of what was sent of it. */
export type VisitCalls = Pick<
  TabletWorker,
  | 'openFollowUp'
  | 'takeOver'
  | 'startUnplanned'
  | 'recordAnswer'
  | 'recordPosition'
  | 'references'
  | 'takeVersion'
  | 'markCarriedOut'
  | 'markNotCarriedOut'
  | 'submit'
  | 'takeBack'
  | 'correct'
  | 'settle'
  | 'sendAgain'
  | 'exportItem'
>;

/** What the worker has of the store that is open now. */
export interface VisitSurroundings {
  /** Throws where nobody has a store open. */
  readonly context: () => FollowUpContext;
  readonly tellOfChange: () => void;
  /** Sees to what other devices have written, before the follow-up opens for writing here. */
  readonly beforeOpening: (followUpId: string) => Promise<void>;
  /** Sends what waits. `isForced`: also where the next try was to be later. */
  readonly push: (isForced: boolean) => void;
}

/** Whether another device may have written in the draft, or sent it. */
const mayBeElsewhere = async (store: OpenStore, followUpId: string): Promise<boolean> => {
  const kept = store.drafts.get(followUpId);
  const head = store.reference.followUps.get(followUpId)?.entry?.head ?? null;
  const isOvertaken = kept?.sent === null && head !== null && !kept.draft.basedOn.includes(head);
  return isOvertaken || (await store.database.copies.get(followUpId)) !== undefined;
};

/**
 * The part of the worker that a follow-up needs and the lists do not. It is loaded after the lists, and wholly before
 * a follow-up opens: what is typed in it never waits for code.
 */
export const createVisitCalls = ({
  context,
  tellOfChange,
  beforeOpening,
  push,
}: VisitSurroundings): VisitCalls => {
  /** After something was put in the outbox: the lists change, and a try is made. */
  const afterSending = (): void => {
    tellOfChange();
    push(false);
  };
  /** Does something that puts an item in the outbox where it succeeds. */
  const sending = async <Done extends { readonly ok: boolean }>(doing: Promise<Done>): Promise<Done> => {
    const done = await doing;
    if (done.ok) afterSending();
    return done;
  };

  return {
    openFollowUp: async (followUpId) => {
      const { editing, store } = context();
      // While it is open here, what comes from elsewhere is told of, and taken in when she says so.
      if (!editing.has(followUpId)) {
        const asked = [editing.acquire(followUpId), mayBeElsewhere(store, followUpId)] as const;
        const [isFirst, isElsewhere] = await Promise.all(asked);
        if (isFirst && isElsewhere) await beforeOpening(followUpId);
      }
      return openFollowUp(context(), followUpId);
    },
    takeOver: async (followUpId) => {
      await context().editing.takeOver(followUpId);
      return openFollowUp(context(), followUpId);
    },
    startUnplanned: async (placementId) => {
      const followUpId = await startUnplanned(context(), placementId);
      tellOfChange();
      return followUpId;
    },
    recordAnswer: async (followUpId, question, answer, isTyping) => {
      const { store } = context();
      const kept = store.drafts.get(followUpId);
      const saved = await recordAnswer(context(), followUpId, question, answer, isTyping);
      const asked = kept ? questionnaireOf(store, kept) : null;
      // Told beside the answer, never instead of it: the answer is on disk whatever becomes of this.
      if (saved.ok && kept && tellsOfVisit(kept, asked, question, answer))
        await sending(markCarriedOut(context(), followUpId));
      return saved;
    },
    recordPosition: (followUpId, section, question) =>
      recordPosition(context(), followUpId, section, question),
    takeVersion: (followUpId, version) => takeVersion(context(), followUpId, version),
    references: (kind) => Promise.resolve(referencesIn(context().store.reference, kind)),
    markCarriedOut: (followUpId) => sending(markCarriedOut(context(), followUpId)),
    markNotCarriedOut: (followUpId, reason, comment) =>
      sending(markNotCarriedOut(context(), followUpId, reason, comment)),
    submit: async (followUpId) => {
      const contested = context().store.copies.get(followUpId)?.contested ?? [];
      if (contested.length === 0) return sending(submit(context(), followUpId));
      return fail(contested.map((question): Finding => ({ question, problem: 'contested' })));
    },
    takeBack: (itemId) => sending(takeBack(context(), itemId)),
    correct: (followUpId) => sending(correct(context(), followUpId)),
    settle: (followUpId, submissionId, choices) =>
      sending(settle(context(), followUpId, submissionId, choices)),
    sendAgain: async (itemId) => {
      const { store } = context();
      await requeueItem(store.database, itemId);
      await store.loadOutbox();
      tellOfChange();
      push(true);
    },
    exportItem: (itemId) => exportItem(context(), itemId),
  };
};
