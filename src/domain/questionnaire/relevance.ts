import type { Answers } from '../follow-up/answer.ts';
import { questionsOf, type Question, type Questionnaire } from './questionnaire.ts';

/**
 * The questions that are relevant given the answers. A question hidden by an irrelevant one is irrelevant too,
 * since what that one holds does not count.
 */
export const relevantQuestions = (of: Questionnaire, given: Answers): Question[] => {
  const shown = new Set<string>();
  return questionsOf(of).filter((question) => {
    const condition = question.relevant;
    const isRelevant =
      condition === undefined ||
      (shown.has(condition.question) &&
        condition.anyOf.includes(String(given[condition.question]?.value ?? '')));
    if (isRelevant) shown.add(question.name);
    return isRelevant;
  });
};

/** The answers that leave with a submission: those to relevant questions. The others stay in the draft. */
export const relevantAnswers = (of: Questionnaire, given: Answers): Answers => {
  const names = new Set(relevantQuestions(of, given).map((question) => question.name));
  return Object.fromEntries(Object.entries(given).filter(([questionName]) => names.has(questionName)));
};
