import * as z from 'zod/mini';
import { name } from '../ids.ts';

/** Why a voluntary question has no answer (pilot 2022: nobody could afterwards say why so few were answered). */
export const noAnswerReasons = [
  'declined',
  'did-not-understand',
  'could-not-take-part',
  'not-asked',
] as const;
export const noAnswerReason = z.enum(noAnswerReasons);
export type NoAnswerReason = z.infer<typeof noAnswerReason>;

const answerValue = z.union([z.string().check(z.maxLength(20_000)), z.number()]);
export type AnswerValue = z.infer<typeof answerValue>;

/** All that stands at one question. An answer has a value or a reason for none; never both. */
export const answer = z.strictObject({
  value: z.optional(answerValue),
  reason: z.optional(noAnswerReason),
  comment: z.optional(z.string().check(z.maxLength(20_000))),
  /** A deviation noted in place, in words. */
  deviation: z.optional(z.string().check(z.maxLength(20_000))),
});
export type Answer = z.infer<typeof answer>;

export const answers = z.record(name, answer);
/** Answers by question name. */
export type Answers = Readonly<Record<string, Answer>>;

/** Whether nothing stands at the question. */
export const isBlank = (of: Answer | undefined): boolean =>
  of === undefined ||
  (of.value === undefined && of.reason === undefined && !of.comment?.trim() && !of.deviation?.trim());

/** Whether two answers say the same; blank and absent are the same. */
export const isSameAnswer = (one: Answer | undefined, other: Answer | undefined): boolean =>
  (isBlank(one) && isBlank(other)) ||
  (one?.value === other?.value &&
    one?.reason === other?.reason &&
    (one?.comment ?? '') === (other?.comment ?? '') &&
    (one?.deviation ?? '') === (other?.deviation ?? ''));

/** The answer without empty words, its parts in one order. */
const tidy = ({ value, reason, comment, deviation }: Answer): Answer => ({
  ...(value !== undefined && { value }),
  ...(reason !== undefined && { reason }),
  ...(comment && { comment }),
  ...(deviation && { deviation }),
});

/** The answers without the blank ones and without empty words, so that equal contents are equal documents. */
export const withoutBlanks = (of: Answers): Answers =>
  Object.fromEntries(
    Object.entries(of)
      .filter(([, each]) => !isBlank(each))
      .map(([question, each]) => [question, tidy(each)]),
  );
