import '#domain/questionnaire/expression/all-functions.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { validateForSending, type Finding } from '#domain/questionnaire/validation.ts';
import { isSameAnswer, withoutBlanks, type Answers } from '#domain/follow-up/answer.ts';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { mergeAnswers } from '#domain/register/merge.ts';

export type Side = 'head' | 'other';

/** The questions to choose at: the contested ones, or every one that the versions answer differently. */
export const questionsToChoose = (head: Answers, conflict: ConflictView): string[] => {
  if (conflict.questions.length > 0) return conflict.questions;
  const names = new Set([...Object.keys(head), ...Object.keys(conflict.answers)]);
  return [...names].filter((name) => !isSameAnswer(head[name], conflict.answers[name])).sort();
};

/** The version that the choices make: what only one side changed stands, and what is chosen, as far as it is relevant. */
export const chosenAnswers = (
  of: Questionnaire,
  head: Answers,
  conflict: ConflictView,
  choices: Readonly<Record<string, Side>>,
): Answers => {
  const merged: Record<string, Answers[string] | undefined> = {
    ...mergeAnswers(conflict.base, head, conflict.answers).answers,
  };
  for (const [question, side] of Object.entries(choices)) {
    merged[question] = side === 'head' ? head[question] : conflict.answers[question];
  }
  const given = Object.entries(merged).filter((each): each is [string, Answers[string]] => !!each[1]);
  return withoutBlanks(relevantAnswers(of, Object.fromEntries(given)));
};

/** What keeps the chosen answers from standing together, as the register would judge them now. */
export const findingsNow = (questionnaire: Questionnaire, answers: Answers): readonly Finding[] =>
  validateForSending(questionnaire, answers, surroundingsAt(new Date()));
