import { occasionQuestions } from '../questionnaire/occasion.ts';
import type { Answer, Answers } from './answer.ts';
import type { QuestionnaireRef } from './follow-up.ts';

/**
 * A change of one answer, appended to the log of the draft. The question's whole answer is kept, so that replaying
 * the log over any older snapshot gives the same draft.
 */
export interface AnswerChange {
  readonly question: string;
  readonly answer: Answer;
  /** The tablet's clock, ISO 8601; shown, never ordered by. */
  readonly at: string;
}

/** What is being written on the tablet. Working material: it never leaves the tablet as readable text. */
export interface Draft {
  readonly followUpId: string;
  readonly placementId: string;
  readonly questionnaire: QuestionnaireRef;
  readonly answers: Answers;
  /** The revisions that a submission of this draft will build on. */
  readonly basedOn: readonly string[];
  /** Where the person was: the follow-up opens here again. */
  readonly position: { readonly section: string; readonly question: string | null };
  /** Whether the register has been told that the visit was made; and of which day and method. */
  readonly told: { readonly on: string; readonly method: string } | null;
  readonly startedAt: string;
  readonly changedAt: string;
}

/**
 * Where a draft keeps what is being written of why the visit was not made. No question is called so, and nothing that is
 * no question leaves with a submission.
 */
export const whyNotMade = '_why-not-made';

/** The draft after a change. */
export const applyChange = (draft: Draft, change: AnswerChange): Draft => ({
  ...draft,
  answers: { ...draft.answers, [change.question]: change.answer },
  changedAt: change.at,
});

/** The day and the method that the answers state, where both are there. */
export const occasionOf = (answers: Answers): { on: string; method: string } | undefined => {
  const on = answers[occasionQuestions.date]?.value;
  const method = answers[occasionQuestions.method]?.value;
  return typeof on === 'string' && typeof method === 'string' ? { on, method } : undefined;
};
