import { withoutBlanks, type Answers } from '../follow-up/answer.ts';
import { stillSurroundings, type Surroundings } from './engine/form-environment.ts';
import { openForm, type Form } from './engine/form.ts';
import { findQuestion, type Question, type Questionnaire } from './questionnaire.ts';

interface Opened {
  readonly of: Questionnaire;
  readonly form: Form;
}

/** Answers are never changed in place, so what was worked out of them holds as long as they are kept. */
const opened = new WeakMap<Answers, Opened>();

/** The form of these answers, worked out once for them. It is to be asked, not changed. */
export const formOf = (of: Questionnaire, given: Answers): Form => {
  const known = opened.get(given);
  if (known?.of === of) return known.form;
  const form = openForm(of, given, stillSurroundings, { isReceived: true });
  opened.set(given, { of, form });
  return form;
};

/**
 * The questions that are relevant given the answers. A question hidden by an irrelevant one is irrelevant too,
 * since what that one holds does not count.
 */
export const relevantQuestions = (of: Questionnaire, given: Answers): readonly Question[] =>
  openForm(of, given, stillSurroundings, { hasChecks: false }).relevantQuestions();

/**
 * The answers that leave with a submission: those to relevant questions, and what was calculated. The others stay in
 * the draft. `surroundings` tell the time; without them what time and chance once gave stands.
 */
export const relevantAnswers = (of: Questionnaire, given: Answers, surroundings?: Surroundings): Answers =>
  openForm(of, given, surroundings, {
    isReceived: surroundings === undefined,
    hasChecks: false,
  }).submissionAnswers();

/** Whether what stands at a place is worked out, whatever anybody answers. */
export const isCalculatedAt = (of: Questionnaire, place: string): boolean => {
  const question = findQuestion(of, place);
  return question?.calculation !== undefined && question.trigger === undefined;
};

/**
 * Answers that were put together of several, with what is calculated worked out anew; undefined where they may not
 * stand as they are: something is missing, wrong, or no longer put. What time and chance once gave stands.
 */
export const completed = (
  of: Questionnaire,
  merged: Answers,
  surroundings: Surroundings,
): Answers | undefined => {
  const form = openForm(of, merged, surroundings, { isReceived: true });
  const isLeftOver = form.leftovers(merged).some(({ place }) => !isCalculatedAt(of, place));
  return isLeftOver || form.findings().length > 0 ? undefined : withoutBlanks(form.submissionAnswers());
};
