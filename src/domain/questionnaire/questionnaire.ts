import * as z from 'zod/mini';
import { name } from '../ids.ts';
import { choice, localizedText } from './words.ts';
import { questionKinds } from './question-kinds.ts';

/** Shown only when the answer to an earlier question is one of these. */
const relevance = z.strictObject({ question: name, anyOf: z.array(z.string()) });

const question = z.strictObject({
  name,
  kind: z.enum(questionKinds),
  label: localizedText,
  /** For tables and summaries, where the whole question would not fit. */
  shortLabel: z.optional(localizedText),
  hint: z.optional(localizedText),
  mandatory: z.boolean(),
  choices: z.optional(z.array(choice)),
  relevant: z.optional(relevance),
  /** Whether a comment may stand beside the answer. */
  comment: z.optional(z.boolean()),
  /** Whether a deviation may be noted in place, beside the answer. */
  deviation: z.optional(z.boolean()),
});
export type Question = z.infer<typeof question>;

const section = z.strictObject({
  name,
  title: localizedText,
  intro: z.optional(localizedText),
  putTo: z.enum(['client', 'caseworker']),
  /** In a voluntary section each question may be left, and why is recorded. */
  voluntary: z.boolean(),
  questions: z.array(question),
});
export type Section = z.infer<typeof section>;

/** A published, immutable version of what is asked. */
export const questionnaire = z.strictObject({
  id: name,
  version: z.int().check(z.positive()),
  title: localizedText,
  sections: z.array(section),
});
export type Questionnaire = z.infer<typeof questionnaire>;

/** All questions in the order they are put. */
export const questionsOf = (of: Questionnaire): Question[] => of.sections.flatMap((each) => each.questions);

/** The question of that name, or undefined. */
export const findQuestion = (of: Questionnaire, questionName: string): Question | undefined =>
  questionsOf(of).find((each) => each.name === questionName);

/** The section that holds the question, or undefined. */
export const sectionOf = (of: Questionnaire, questionName: string): Section | undefined =>
  of.sections.find((each) => each.questions.some((one) => one.name === questionName));
