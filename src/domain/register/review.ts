import * as z from 'zod/mini';
import { place } from '../follow-up/place.ts';
import { id, instant } from '../ids.ts';

const reviewStates = ['awaiting', 'approved', 'returned'] as const;
export const reviewState = z.enum(reviewStates);
export type ReviewState = z.infer<typeof reviewState>;

/** A coordinator's comment; on the question at a place, or on the whole where that is null. */
export const reviewComment = z.strictObject({
  question: z.nullable(place),
  text: z.string().check(z.minLength(1), z.maxLength(4_000)),
});
export type ReviewComment = z.infer<typeof reviewComment>;

/** What the review says of the revision that holds. */
export const reviewView = z.strictObject({
  state: reviewState,
  revision: id,
  at: z.nullable(instant),
  by: z.nullable(z.strictObject({ id, initials: z.string() })),
  comments: z.array(reviewComment),
});

/** A decision on one revision. A return says what is to be changed. */
export const reviewDecision = z.discriminatedUnion('decision', [
  z.strictObject({ decision: z.literal('approved') }),
  z.strictObject({
    decision: z.literal('returned'),
    comments: z.array(reviewComment).check(z.minLength(1), z.maxLength(100)),
  }),
]);
export type ReviewDecision = z.infer<typeof reviewDecision>;
