import { isSameAnswer, type Answers } from '../follow-up/answer.ts';
import { choicesFor, findQuestion, type Questionnaire } from '../questionnaire/questionnaire.ts';

/** How an answer stands to the one before: better and worse only where the choices are a scale, best first. */
export type Difference = 'same' | 'better' | 'worse' | 'changed';

const rankOf = (of: Questionnaire, place: string, answers: Answers): number | undefined => {
  const asked = findQuestion(of, place);
  if (asked?.kind !== 'scale') return undefined;
  const rank = choicesFor(of, asked).findIndex((each) => each.name === answers[place]?.value);
  return rank < 0 ? undefined : rank;
};

/** How the answer at one place differs from the earlier one. */
export const differenceAt = (of: Questionnaire, place: string, before: Answers, now: Answers): Difference => {
  const [was, is] = [rankOf(of, place, before), rankOf(of, place, now)];
  if (was !== undefined && is !== undefined && was !== is) return is > was ? 'worse' : 'better';
  return isSameAnswer(before[place], now[place]) ? 'same' : 'changed';
};

/** How many questions are answered worse than before. */
export const countWorse = (of: Questionnaire, before: Answers, now: Answers): number =>
  Object.keys(now).filter((place) => differenceAt(of, place, before, now) === 'worse').length;

/** How many deviations are noted: beside answers, and the one that belongs to no question. */
export const countDeviations = (answers: Answers): number =>
  Object.values(answers).filter((each) => each.deviation?.trim()).length +
  (answers['deviation-found']?.value === 'yes' ? 1 : 0);
