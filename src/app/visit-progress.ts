import { isSameAnswer, type Answers } from '#domain/follow-up/answer.ts';
import { occasionQuestions } from '#domain/questionnaire/individual-follow-up.ts';
import {
  questionsIn,
  type Question,
  type Questionnaire,
  type Section,
} from '#domain/questionnaire/questionnaire.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { relevantQuestions } from '#domain/questionnaire/relevance.ts';
import { sectionProgress, validateForSending, type Finding } from '#domain/questionnaire/validation.ts';

export interface SectionProgress {
  readonly section: Section;
  /** Those to be put, given the answers. */
  readonly questions: readonly Question[];
  readonly handled: number;
  readonly total: number;
}

export interface VisitProgress {
  readonly sections: readonly SectionProgress[];
  /** All that keeps it from being sent, in the order of the questions. */
  readonly findings: readonly Finding[];
  /** Questions at which a deviation is noted. */
  readonly deviations: readonly { readonly question: Question; readonly text: string }[];
}

/** How far a follow-up has come. */
export const progressOf = (of: Questionnaire, given: Answers): VisitProgress => {
  const relevant = relevantQuestions(of, given);
  const names = new Set(relevant.map((question) => question.name));
  return {
    sections: of.sections.map((section) => ({
      section,
      questions: questionsIn(section).filter((question) => names.has(question.name)),
      ...sectionProgress(of, section, given),
    })),
    // What is no longer relevant stays in the draft and does not leave with it; what is calculated is so when it leaves.
    findings: validateForSending(of, given, surroundingsAt(new Date())).filter(
      ({ problem }) => problem !== 'not-relevant' && problem !== 'not-as-calculated',
    ),
    deviations: relevant.flatMap((question) => {
      const text = given[question.name]?.deviation?.trim();
      return text ? [{ question, text }] : [];
    }),
  };
};

/** The section in which the visit's method and day are stated; there the visit is told to be made. */
export const isOccasionSection = (section: Section): boolean =>
  questionsIn(section).some((question) => question.name === occasionQuestions.method);

/** The section that gathers deviations: the one for what belongs to no question. */
export const isDeviationSection = (section: Section): boolean => section.name === 'deviations';

/** The questions answered otherwise than before, such as since a return. */
export const changedSince = (before: Answers, now: Answers): ReadonlySet<string> =>
  new Set(
    [...new Set([...Object.keys(before), ...Object.keys(now)])].filter(
      (question) => !isSameAnswer(before[question], now[question]),
    ),
  );
