import type { Answer, Answers } from '../follow-up/answer.ts';
import type { AnswerProblem } from './answer-problem.ts';
import { problemOfAnswer } from './engine/check.ts';
import { stillSurroundings } from './engine/form-environment.ts';
import { openForm } from './engine/form.ts';
import {
  choicesFor,
  findQuestion,
  type Question,
  type Questionnaire,
  type Section,
} from './questionnaire.ts';
import { formOf } from './relevance.ts';
import type { Choice, LocalizedText } from './words.ts';

export type { AnswerProblem } from './answer-problem.ts';

/** What is wrong at one question. */
export interface Finding {
  /** The question's name; in a repeat its place. */
  readonly question: string;
  readonly problem: AnswerProblem;
  /** What the author says to it. */
  readonly message?: LocalizedText | undefined;
}

/**
 * What is wrong with the answer as it stands, while it is being given; a missing one is not wrong yet. Of a question
 * that draws from a list of the document, `choices` are needed to say whether it holds the answer.
 */
export const validateAnswer = (
  question: Question,
  section: Section,
  given: Answer,
  choices: readonly Choice[] | undefined = question.choices,
): AnswerProblem | undefined => problemOfAnswer(question, section, given, choices);

/**
 * All that keeps the answers from being sent, in the order of the questions: the same check on the tablet before
 * sending and on the server after. `surroundings` tell the time at which they were written.
 */
export const validateForSending = (
  of: Questionnaire,
  given: Answers,
  surroundings = stillSurroundings,
): Finding[] => {
  const form = openForm(of, given, surroundings, { isReceived: true });
  const found = [...form.findings(), ...form.leftovers(given)];
  return found
    .sort((one, other) => (one.order === other.order ? 0 : one.order - other.order))
    .map(({ place, problem, message }) => ({ question: place, problem, ...(message && { message }) }));
};

/** How far a section has come: of its relevant questions, how many are handled (answered, or left with a reason). */
export const sectionProgress = (
  of: Questionnaire,
  section: Section,
  given: Answers,
): { handled: number; total: number } => formOf(of, given).progressOf(section.name);

/** The words shown where an answer has a choice; the value itself otherwise. */
export const choiceOf = (of: Questionnaire, at: string, value: string | number): Choice | undefined => {
  const question = findQuestion(of, at);
  return question && choicesFor(of, question).find((each) => each.name === value);
};
