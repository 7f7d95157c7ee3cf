import * as z from 'zod/mini';
import { asked, isSameAsked } from './asked.ts';
import { place, rowId } from './place.ts';

/** Why a voluntary question has no answer (pilot 2022: nobody could afterwards say why so few were answered). */
export const noAnswerReasons = [
  'declined',
  'did-not-understand',
  'could-not-take-part',
  'not-asked',
] as const;
export const noAnswerReason = z.enum(noAnswerReasons);
export type NoAnswerReason = z.infer<typeof noAnswerReason>;

const mostChosen = 500;
/** Most rows of one repeat. */
export const mostRows = 1_000;

export const answerValue = z.union([
  z.string().check(z.maxLength(20_000)),
  z.number(),
  /** Several choices, in the order they were chosen or ranked. */
  z.readonly(z.array(z.string().check(z.maxLength(200))).check(z.maxLength(mostChosen))),
]);
export type AnswerValue = z.infer<typeof answerValue>;

/** All that stands at one question. An answer has a value or a reason for none; never both. */
export const answer = z.strictObject({
  value: z.optional(answerValue),
  reason: z.optional(noAnswerReason),
  comment: z.optional(z.string().check(z.maxLength(20_000))),
  /** A deviation noted in place, in words. */
  deviation: z.optional(z.string().check(z.maxLength(20_000))),
  /** How the client was asked, where she was by the tablet itself; by itself it is no answer. */
  asked: z.optional(asked),
  /** The rows of a repeat, in order. It is no value: rows are merged, several choices are not. */
  rows: z.optional(z.readonly(z.array(rowId).check(z.maxLength(mostRows)))),
});
export type Answer = z.infer<typeof answer>;

export const answers = z.record(place, answer);
/** Answers by place: the question's name, in a repeat with the row before it (`place.ts`). */
export type Answers = Readonly<Record<string, Answer>>;

/** Whether nothing stands at the question. */
export const isBlank = (of: Answer | undefined): boolean =>
  of === undefined ||
  (of.value === undefined &&
    of.reason === undefined &&
    !of.comment?.trim() &&
    !of.deviation?.trim() &&
    (of.rows?.length ?? 0) === 0);

const isSameList = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((each, index) => each === other[index]);

/** Whether two values are the same; lists by their items in order. */
export const isSameValue = (one: AnswerValue | undefined, other: AnswerValue | undefined): boolean =>
  one === other || (typeof one === 'object' && typeof other === 'object' && isSameList(one, other));

/** Whether two answers say the same; blank and absent are the same. */
export const isSameAnswer = (one: Answer | undefined, other: Answer | undefined): boolean =>
  (isBlank(one) && isBlank(other)) ||
  (isSameValue(one?.value, other?.value) &&
    one?.reason === other?.reason &&
    (one?.comment ?? '') === (other?.comment ?? '') &&
    (one?.deviation ?? '') === (other?.deviation ?? '') &&
    isSameAsked(one?.asked, other?.asked) &&
    isSameList(one?.rows ?? [], other?.rows ?? []));

/** The answer without empty words, its parts in one order. */
const tidy = ({ value, reason, comment, deviation, asked: how, rows }: Answer): Answer => ({
  ...(value !== undefined && { value }),
  ...(reason !== undefined && { reason }),
  ...(comment && { comment }),
  ...(deviation && { deviation }),
  ...(how !== undefined && { asked: how }),
  ...(rows !== undefined && rows.length > 0 && { rows }),
});

/** The answers without the blank ones and without empty words, so that equal contents are equal documents. */
export const withoutBlanks = (of: Answers): Answers =>
  Object.fromEntries(
    Object.entries(of)
      .filter(([, each]) => !isBlank(each))
      .map(([question, each]) => [question, tidy(each)]),
  );
