import { isBlank, type Answer, type Answers } from '../follow-up/answer.ts';
import { kinds, longestText, type KindContext, type ValueProblem } from './question-kinds.ts';
import { findQuestion, sectionOf, type Question, type Questionnaire, type Section } from './questionnaire.ts';
import { relevantQuestions } from './relevance.ts';

export type AnswerProblem =
  ValueProblem | 'missing' | 'reason-missing' | 'reason-not-allowed' | 'unknown-question' | 'not-relevant';

/** What is wrong at one question. */
export interface Finding {
  readonly question: string;
  readonly problem: AnswerProblem;
}

/** What is wrong with the answer as it stands, while it is being given; a missing one is not wrong yet. */
export const validateAnswer = (
  question: Question,
  section: Section,
  given: Answer,
): AnswerProblem | undefined => {
  if ((given.comment?.length ?? 0) > longestText || (given.deviation?.length ?? 0) > longestText)
    return 'too-long';
  if (given.reason !== undefined && (!section.voluntary || given.value !== undefined))
    return 'reason-not-allowed';
  if (given.value === undefined) return undefined;
  const problemOf: (value: string | number, context: KindContext) => ValueProblem | undefined =
    kinds[question.kind].problemOf;
  return problemOf(given.value, question);
};

const missing = (
  question: Question,
  section: Section,
  given: Answer | undefined,
): AnswerProblem | undefined => {
  if (given?.value !== undefined || given?.reason !== undefined) return undefined;
  if (question.mandatory) return 'missing';
  return section.voluntary ? 'reason-missing' : undefined;
};

/**
 * All that keeps the answers from being sent, in the order of the questions: the same check on the tablet before
 * sending and on the server after.
 */
export const validateForSending = (of: Questionnaire, given: Answers): Finding[] => {
  const relevant = new Set(relevantQuestions(of, given));
  const findings: Finding[] = [];
  for (const section of of.sections) {
    for (const question of section.questions) {
      const at = given[question.name];
      const problem = relevant.has(question)
        ? (validateAnswer(question, section, at ?? {}) ?? missing(question, section, at))
        : isBlank(at)
          ? undefined
          : 'not-relevant';
      if (problem !== undefined) findings.push({ question: question.name, problem });
    }
  }
  for (const questionName of Object.keys(given)) {
    if (!sectionOf(of, questionName)) findings.push({ question: questionName, problem: 'unknown-question' });
  }
  return findings;
};

/** How far a section has come: of its relevant questions, how many are handled (answered, or left with a reason). */
export const sectionProgress = (
  of: Questionnaire,
  section: Section,
  given: Answers,
): { handled: number; total: number } => {
  const relevant = new Set(relevantQuestions(of, given).map((each) => each.name));
  const counted = section.questions.filter(
    (each) => relevant.has(each.name) && (each.mandatory || section.voluntary || !isBlank(given[each.name])),
  );
  const handled = counted.filter((each) => {
    const at = given[each.name];
    return at?.value !== undefined || at?.reason !== undefined || (!each.mandatory && !section.voluntary);
  });
  return { handled: handled.length, total: counted.length };
};

/** The words shown where an answer has a choice; the value itself otherwise. */
export const choiceOf = (of: Questionnaire, questionName: string, value: string | number) =>
  findQuestion(of, questionName)?.choices?.find((each) => each.name === value);
