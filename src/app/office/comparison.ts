import { isBlank, isSameValue, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import type { ReviewEntry } from '#domain/office/review.ts';
import { kinds } from '#domain/questionnaire/question-kinds.ts';
import {
  questionsIn,
  type Question,
  type Questionnaire,
  type Section,
} from '#domain/questionnaire/questionnaire.ts';
import { relevantQuestions } from '#domain/questionnaire/relevance.ts';
import { differenceAt } from '#domain/register/comparison.ts';

/** How an answer stands to the previous follow-up's; `new` where that one said nothing. */
export type Change = 'same' | 'better' | 'worse' | 'changed' | 'new';

export interface ComparedQuestion {
  readonly question: Question;
  readonly now: Answer | undefined;
  readonly was: Answer | undefined;
  /** null where there is nothing to compare with, or where words and days are not compared. */
  readonly change: Change | null;
}

export interface ComparedSection {
  readonly section: Section;
  readonly questions: readonly ComparedQuestion[];
}

const changeOf = (
  of: Questionnaire,
  question: Question,
  was: Answers | null,
  now: Answers,
): Change | null => {
  if (was === null || !kinds[question.kind].isCounted) return null;
  const [earlier, present] = [was[question.name], now[question.name]];
  if (isSameValue(earlier?.value, present?.value) && earlier?.reason === present?.reason) return 'same';
  if (isBlank(earlier)) return 'new';
  const difference = differenceAt(of, question.name, was, now);
  return difference === 'same' ? 'changed' : difference;
};

const holdsAssessment = (section: Section): boolean =>
  questionsIn(section).some((question) => question.kind === 'scale');

/**
 * The answers beside the previous ones, section by section: the assessment first, since that is what is decided on.
 * A question that was not asked and has no answer is left out.
 */
export const compareAnswers = (of: Questionnaire, now: Answers, was: Answers | null): ComparedSection[] => {
  const relevant = new Set(relevantQuestions(of, now));
  const sections = of.sections.map((section) => ({
    section,
    questions: questionsIn(section)
      .filter((question) => relevant.has(question) || !isBlank(now[question.name]))
      .map((question) => ({
        question,
        now: now[question.name],
        was: was?.[question.name],
        change: changeOf(of, question, was, now),
      })),
  }));
  const shown = sections.filter((each) => each.questions.length > 0);
  return [
    ...shown.filter((each) => holdsAssessment(each.section)),
    ...shown.filter((each) => !holdsAssessment(each.section)),
  ];
};

/** How many of the questions put to the client were answered, and how many there are. */
export const clientAnswers = (of: Questionnaire, now: Answers): { answered: number; total: number } => {
  const asked = of.sections.filter((each) => each.putTo === 'client').flatMap(questionsIn);
  return {
    answered: asked.filter((each) => now[each.name]?.value !== undefined).length,
    total: asked.length,
  };
};

/** Deviations noted beside answers, in the order of the questions. */
export const notedDeviations = (of: Questionnaire, now: Answers): { question: Question; text: string }[] =>
  of.sections.flatMap((section) =>
    questionsIn(section).flatMap((question) => {
      const text = now[question.name]?.deviation?.trim();
      return text === undefined || text === '' ? [] : [{ question, text }];
    }),
  );

/** The return that the revision that holds answers to: the last one, of an earlier revision; undefined where none. */
export const answeredReturn = (entry: ReviewEntry): ReviewEntry['reviews'][number] | undefined => {
  const last = entry.reviews.findLast((each) => each.decision === 'returned');
  return last?.revision === entry.entry?.head ? undefined : last;
};
