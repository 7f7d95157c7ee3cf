import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { dayIn } from '#domain/day.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import { individualFollowUpRef, occasionQuestions } from '#domain/questionnaire/occasion.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import { findFollowUp } from './worklist.ts';

/** What a draft starts from: what is planned, today unless it was to be earlier. */
const startingAnswers = ({ method, plannedOn }: FollowUpView, today: string): Answers => ({
  [occasionQuestions.method]: { value: method },
  [occasionQuestions.date]: { value: plannedOn !== null && plannedOn < today ? plannedOn : today },
});

/** A first draft: what is planned stands in it as a start. */
export const newDraft = (followUp: FollowUpView, today: string, at: string): KeptDraft => ({
  draft: {
    followUpId: followUp.id,
    placementId: followUp.placementId,
    questionnaire: followUp.questionnaire,
    answers: startingAnswers(followUp, today),
    basedOn: [],
    position: { section: '', question: null },
    told: null,
    startedAt: at,
    changedAt: at,
  },
  through: 0,
  sent: null,
  returned: null,
});

/** A draft of what the register holds, to be changed and sent as a new revision. */
export const draftOfEntry = (
  kept: KeptDraft | undefined,
  followUp: FollowUpView,
  at: string,
): KeptDraft | undefined => {
  const { entry } = followUp;
  if (entry === null || entry.head === null) return undefined;
  return {
    draft: {
      followUpId: followUp.id,
      placementId: followUp.placementId,
      questionnaire: kept?.draft.questionnaire ?? followUp.questionnaire,
      // What was taken back says nothing any more: it is begun anew, on top of what was.
      answers: entry.isWithdrawn ? startingAnswers(followUp, dayIn(new Date(at))) : entry.answers,
      basedOn: [entry.head],
      position: { section: '', question: null },
      told: kept?.draft.told ?? followUp.carriedOut,
      startedAt: at,
      changedAt: at,
    },
    through: kept?.through ?? 0,
    sent: null,
    returned: entry.review?.state === 'returned' ? { revision: entry.head, answers: entry.answers } : null,
  };
};

/** The draft as it is in memory, made and stored where it is the first time that something is written in it. */
export const ensureDraft = async (
  context: FollowUpContext,
  followUpId: string,
): Promise<KeptDraft | undefined> => {
  const { store, now } = context;
  const known = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
  if (known) return known;
  const followUp = findFollowUp(store.contents(), followUpId);
  if (followUp === undefined) return undefined;
  const made = newDraft(followUp, dayIn(now()), now().toISOString());
  await saveDraft(store.database, store.codec, made);
  store.drafts.set(followUpId, made);
  return made;
};

/** Begins a follow-up that nobody planned; gives its id. */
export const startUnplanned = async (context: FollowUpContext, placementId: string): Promise<string> => {
  const { store, now, randomId } = context;
  const newest = [...store.reference.questionnaires.values()]
    .filter((each) => each.id === individualFollowUpRef.id)
    .sort((one, other) => one.version - other.version)
    .at(-1);
  const at = now().toISOString();
  const kept = newDraft(
    {
      id: randomId(),
      placementId,
      assigneeId: store.userId,
      plannedOn: null,
      plannedAt: null,
      method: 'site-visit',
      questionnaire: { ...individualFollowUpRef, ...(newest && { version: newest.version }) },
      state: 'planned',
      notCarriedOut: null,
      carriedOut: null,
      entry: null,
      conflicts: [],
      setAside: [],
      previous: null,
    },
    dayIn(now()),
    at,
  );
  await saveDraft(store.database, store.codec, kept);
  store.drafts.set(kept.draft.followUpId, kept);
  return kept.draft.followUpId;
};
