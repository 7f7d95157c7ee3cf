import type { KeptDraft } from '#device/drafts.ts';
import type { FollowUpView, SetAsideView } from '#domain/follow-up/follow-up.ts';
import type { FollowUpContext } from './follow-up-context.ts';

/** Answers that were set aside, as they were sent. */
export type SetAsideSubmission = SetAsideView & {
  readonly submission: NonNullable<SetAsideView['submission']>;
};

const hasAnswers = (each: SetAsideView): each is SetAsideSubmission => each.submission !== undefined;

/**
 * The last submission that was set aside and that this tablet knows from the register alone: sent from another tablet,
 * and not taken back from here since.
 */
export const setAsideElsewhere = (
  { store }: Pick<FollowUpContext, 'store'>,
  followUp: FollowUpView,
): SetAsideSubmission | undefined =>
  followUp.setAside
    .filter(hasAnswers)
    .findLast(
      ({ itemId }) =>
        !store.sent.some(
          ({ item }) => item.id === itemId || (item.kind === 'withdrawal' && item.submissionId === itemId),
        ),
    );

/** The draft that such a submission was sent from, standing as sent. */
export const draftOfSetAside = (
  { itemId, submission }: SetAsideSubmission,
  kept: KeptDraft | undefined,
  followUp: FollowUpView,
  at: string,
): KeptDraft => ({
  draft: {
    followUpId: followUp.id,
    placementId: followUp.placementId,
    questionnaire: { ...submission.questionnaire },
    answers: submission.answers,
    basedOn: [...submission.basedOn],
    position: { section: '', question: null },
    told: kept?.draft.told ?? followUp.carriedOut,
    startedAt: at,
    changedAt: at,
  },
  through: kept?.through ?? 0,
  sent: { itemId, at: submission.writtenAt },
  returned: null,
});
