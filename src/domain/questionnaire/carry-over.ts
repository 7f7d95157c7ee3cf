import { isBlank, type Answers } from '../follow-up/answer.ts';
import { nameAt } from '../follow-up/place.ts';
import { stillSurroundings } from './engine/form-environment.ts';
import { openForm } from './engine/form.ts';
import { findQuestion, questionsOf, type Questionnaire } from './questionnaire.ts';
import { isCalculatedAt } from './relevance.ts';

/** What becomes of answers where another version of the questionnaire is taken. Nothing of them is ever removed. */
export interface CarryOver {
  /** How many answers stand as they are. */
  readonly kept: number;
  /** Places whose answer does not fit the question as it is asked now: it stands there, marked. */
  readonly unfitting: readonly string[];
  /** Places that the version has none for: the answers stay in the draft and do not leave with it. */
  readonly homeless: readonly string[];
  /** Names of questions that were not asked before. */
  readonly added: readonly string[];
}

/** Compares what stands in a draft with another version of what is asked. */
export const carryOver = (from: Questionnaire, to: Questionnaire, given: Answers): CarryOver => {
  const form = openForm(to, given, stillSurroundings, { isReceived: true });
  const answered = Object.keys(given).filter(
    (place) =>
      !isBlank(given[place]) && !isCalculatedAt(from, place) && findQuestion(from, place) !== undefined,
  );
  const homeless = answered.filter((place) => findQuestion(to, nameAt(place)) === undefined);
  const rest = answered.filter((place) => !homeless.includes(place));
  const unfitting = rest.filter((place) => form.problemAt(place) !== undefined);
  const added = questionsOf(to)
    .filter((each) => findQuestion(from, each.name) === undefined && !isCalculatedAt(to, each.name))
    .map((each) => each.name);
  return { kept: rest.length - unfitting.length, unfitting, homeless, added };
};
