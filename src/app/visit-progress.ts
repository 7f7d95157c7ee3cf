import { isSameAnswer, type Answers } from '#domain/follow-up/answer.ts';
import { occasionQuestions } from '#domain/questionnaire/occasion.ts';
import { questionsIn, type Section } from '#domain/questionnaire/questionnaire.ts';

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
