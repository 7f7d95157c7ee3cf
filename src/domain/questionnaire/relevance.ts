import type { Answers } from '../follow-up/answer.ts';
import { stillSurroundings, type Surroundings } from './engine/form-environment.ts';
import { openForm, type Form } from './engine/form.ts';
import type { Question, Questionnaire } from './questionnaire.ts';

interface Opened {
  readonly of: Questionnaire;
  readonly surroundings: Surroundings;
  readonly form: Form;
}

/** Answers are never changed in place, so what was worked out of them holds as long as they are kept. */
const opened = new WeakMap<Answers, Opened>();

/** The form of these answers, worked out once for them. It is to be asked, not changed. */
export const formOf = (of: Questionnaire, given: Answers, surroundings = stillSurroundings): Form => {
  const known = opened.get(given);
  if (known?.of === of && known.surroundings === surroundings) return known.form;
  const form = openForm(of, given, surroundings);
  opened.set(given, { of, surroundings, form });
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
 * the draft. `surroundings` tell the time.
 */
export const relevantAnswers = (
  of: Questionnaire,
  given: Answers,
  surroundings = stillSurroundings,
): Answers => formOf(of, given, surroundings).submissionAnswers();
