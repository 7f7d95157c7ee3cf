import { versionsInForce } from '#device/reference.ts';
import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { dayIn } from '#domain/day.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { FollowUpView, QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { openForm } from '#domain/questionnaire/engine/form.ts';
import { individualFollowUpRef, occasionQuestions } from '#domain/questionnaire/occasion.ts';
import { questionsOf } from '#domain/questionnaire/questionnaire.ts';
import { isCalculatedAt } from '#domain/questionnaire/relevance.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import { findFollowUp } from './worklist.ts';

/** What a draft starts from: what is planned, today unless it was to be earlier. */
const startingAnswers = ({ method, plannedOn }: FollowUpView, today: string): Answers => ({
  [occasionQuestions.method]: { value: method },
  [occasionQuestions.date]: { value: plannedOn !== null && plannedOn < today ? plannedOn : today },
});

/** The answers with the questionnaire's own defaults, given once; as they are where it is not on the tablet. */
const withDefaults = (
  { store, now, randomId }: FollowUpContext,
  asked: QuestionnaireRef,
  answers: Answers,
): Answers => {
  const of = store.reference.questionnaires.get(questionnaireSubject(asked));
  if (of === undefined || !questionsOf(of).some((each) => each.default !== undefined)) return answers;
  const surroundings = { ...surroundingsAt(now()), random: Math.random, randomId };
  const given = openForm(of, answers, surroundings, { isNew: true, hasChecks: false }).draftAnswers();
  // What is calculated is so each time that it is opened.
  return Object.fromEntries(Object.entries(given).filter(([place]) => !isCalculatedAt(of, place)));
};

/** A first draft: what is planned stands in it as a start, and what the questionnaire has by itself. */
export const newDraft = (
  context: FollowUpContext,
  followUp: FollowUpView,
  today: string,
  at: string,
): KeptDraft => ({
  draft: {
    followUpId: followUp.id,
    placementId: followUp.placementId,
    questionnaire: followUp.questionnaire,
    answers: withDefaults(context, followUp.questionnaire, startingAnswers(followUp, today)),
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
  context: FollowUpContext,
  kept: KeptDraft | undefined,
  followUp: FollowUpView,
  at: string,
): KeptDraft | undefined => {
  const { entry } = followUp;
  if (entry === null || entry.head === null) return undefined;
  const questionnaire = kept?.draft.questionnaire ?? followUp.questionnaire;
  return {
    draft: {
      followUpId: followUp.id,
      placementId: followUp.placementId,
      questionnaire,
      // What was taken back says nothing any more: it is begun anew, on top of what was.
      answers: entry.isWithdrawn
        ? withDefaults(context, questionnaire, startingAnswers(followUp, dayIn(new Date(at))))
        : entry.answers,
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
  // As it was shown when it was opened: what chance or the clock gave there is given once.
  const made =
    store.unbegun.get(followUpId) ?? newDraft(context, followUp, dayIn(now()), now().toISOString());
  store.unbegun.delete(followUpId);
  await saveDraft(store.database, store.codec, made);
  store.drafts.set(followUpId, made);
  return made;
};

/** Begins a follow-up that nobody planned; gives its id. */
export const startUnplanned = async (context: FollowUpContext, placementId: string): Promise<string> => {
  const { store, now, randomId } = context;
  const today = dayIn(now());
  const newest = versionsInForce(store.reference, individualFollowUpRef.id, today).at(-1);
  const at = now().toISOString();
  const kept = newDraft(
    context,
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
      dismissed: [],
      previous: null,
    },
    today,
    at,
  );
  await saveDraft(store.database, store.codec, kept);
  store.drafts.set(kept.draft.followUpId, kept);
  return kept.draft.followUpId;
};
