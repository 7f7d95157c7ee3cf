import { isSameAnswer, type Answers } from '../follow-up/answer.ts';
import { findQuestion, questionsOf, type Questionnaire } from '../questionnaire/questionnaire.ts';

/** How an answer stands to the one before: better and worse only where the choices are a scale, best first. */
export type Difference = 'same' | 'better' | 'worse' | 'changed';

const rankOf = (of: Questionnaire, question: string, answers: Answers): number | undefined => {
  const asked = findQuestion(of, question);
  if (asked?.kind !== 'scale') return undefined;
  const rank = asked.choices?.findIndex((each) => each.name === answers[question]?.value) ?? -1;
  return rank < 0 ? undefined : rank;
};

/** How the answer to one question differs from the earlier one. */
export const differenceAt = (
  of: Questionnaire,
  question: string,
  before: Answers,
  now: Answers,
): Difference => {
  const [was, is] = [rankOf(of, question, before), rankOf(of, question, now)];
  if (was !== undefined && is !== undefined && was !== is) return is > was ? 'worse' : 'better';
  return isSameAnswer(before[question], now[question]) ? 'same' : 'changed';
};

/** How many questions are answered worse than before. */
export const countWorse = (of: Questionnaire, before: Answers, now: Answers): number =>
  questionsOf(of).filter((each) => differenceAt(of, each.name, before, now) === 'worse').length;

/** How many deviations are noted: beside answers, and the one that belongs to no question. */
export const countDeviations = (answers: Answers): number =>
  Object.values(answers).filter((each) => each.deviation?.trim()).length +
  (answers['deviation-found']?.value === 'yes' ? 1 : 0);
