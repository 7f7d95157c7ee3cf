import * as z from 'zod/mini';
import { day, id, instant } from '../ids.ts';
import { answers } from './answer.ts';
import { method, notCarriedOutReason, questionnaireRef } from './follow-up.ts';

/** What every item says of itself inside its seal, so that an envelope cannot be put around another's content. */
const common = {
  id,
  followUpId: id,
  authorId: id,
  /** The tablet's clock. Shown, never decided by. */
  writtenAt: instant,
};

/** The visit was made. Sent at once, apart from the answers, so that what is made but not registered can be seen. */
const carriedOutItem = z.strictObject({
  kind: z.literal('carried-out'),
  ...common,
  placementId: id,
  questionnaire: questionnaireRef,
  on: day,
  method,
});

/** All relevant answers of a follow-up as they stood when they were sent. Immutable: a correction is a new one. */
export const submissionItem = z.strictObject({
  kind: z.literal('submission'),
  ...common,
  placementId: id,
  questionnaire: questionnaireRef,
  on: day,
  method,
  /** The revisions it builds on: none for a first one, one normally, two or more where it settles a conflict. */
  basedOn: z.array(id).check(z.maxLength(16)),
  answers,
});
export type Submission = z.infer<typeof submissionItem>;

/** A planned follow-up that was not made, and why. */
const notCarriedOutItem = z.strictObject({
  kind: z.literal('not-carried-out'),
  ...common,
  reason: notCarriedOutReason,
  comment: z.string().check(z.maxLength(2_000)),
});

/** Takes a submission back. */
const withdrawalItem = z.strictObject({ kind: z.literal('withdrawal'), ...common, submissionId: id });

export const item = z.discriminatedUnion('kind', [
  carriedOutItem,
  submissionItem,
  notCarriedOutItem,
  withdrawalItem,
]);
export type Item = z.infer<typeof item>;

export const itemKinds = ['carried-out', 'submission', 'not-carried-out', 'withdrawal'] as const;
export type ItemKind = (typeof itemKinds)[number];
