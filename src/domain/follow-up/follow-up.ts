import * as z from 'zod/mini';
import { day, id, instant, name, timeOfDay } from '../ids.ts';
import { methods } from '../questionnaire/occasion.ts';
import { reviewView } from '../register/review.ts';
import { answers } from './answer.ts';
import { place } from './place.ts';

export const method = z.enum(methods);

/** Why a planned follow-up was not carried out. */
export const notCarriedOutReasons = [
  'client-declined',
  'client-absent',
  'placement-ended',
  'unit-closed',
  'postponed',
  'no-time',
  'other',
] as const;
export const notCarriedOutReason = z.enum(notCarriedOutReasons);
export type NotCarriedOutReason = z.infer<typeof notCarriedOutReason>;

export const questionnaireRef = z.strictObject({ id: name, version: z.int() });
export type QuestionnaireRef = z.infer<typeof questionnaireRef>;

export const followUpStates = ['planned', 'carried-out', 'not-carried-out', 'cancelled'] as const;

/** One earlier or present statement of answers in the register. */
const revisionView = z.strictObject({
  id,
  kind: z.enum(['submission', 'merge', 'withdrawal']),
  basedOn: z.array(id),
  author: z.strictObject({ id, initials: z.string() }),
  at: instant,
});

/** A follow-up's place in the register: its number, what holds now, and what the review said of it. */
export const entryView = z.strictObject({
  number: z.nullable(z.string()),
  /** The revision that holds; null while nothing of it has been accepted. */
  head: z.nullable(id),
  isWithdrawn: z.boolean(),
  answers,
  review: z.nullable(reviewView),
  revisions: z.array(revisionView),
});
export type EntryView = z.infer<typeof entryView>;

/** A submission that could not be merged: a person chooses, question by question. */
export const conflictView = z.strictObject({
  submissionId: id,
  author: z.strictObject({ id, initials: z.string() }),
  at: instant,
  questions: z.array(place),
  base: answers,
  answers,
});
export type ConflictView = z.infer<typeof conflictView>;

/** An upload that broke a rule and waits for a person, with the reason's code. */
const setAsideView = z.strictObject({
  itemId: id,
  reason: z.string(),
  /** What it says, where it is answers: it may have been sent from a tablet other than the one that reads this. */
  submission: z.optional(
    z.strictObject({
      authorId: id,
      writtenAt: instant,
      questionnaire: questionnaireRef,
      basedOn: z.array(id),
      answers,
    }),
  ),
});
export type SetAsideView = z.infer<typeof setAsideView>;

/** An upload that a coordinator looked at and did not take in, with what she said. */
const dismissedView = z.strictObject({ itemId: id, at: instant, comment: z.string() });

/** What the server tells the tablet of a follow-up. */
export const followUpView = z.strictObject({
  id,
  placementId: id,
  assigneeId: z.nullable(id),
  plannedOn: z.nullable(day),
  plannedAt: z.nullable(timeOfDay),
  method,
  questionnaire: questionnaireRef,
  state: z.enum(followUpStates),
  notCarriedOut: z.nullable(z.strictObject({ reason: notCarriedOutReason, comment: z.string() })),
  carriedOut: z.nullable(z.strictObject({ on: day, method })),
  entry: z.nullable(entryView),
  conflicts: z.array(conflictView),
  /** In the order in which they came. */
  setAside: z.array(setAsideView),
  /** Left out by registers that do not tell it. */
  dismissed: z._default(z.array(dismissedView), []),
  /** The last registered follow-up of the same placement before this one. */
  previous: z.nullable(z.strictObject({ on: day, questionnaire: questionnaireRef, answers })),
});
export type FollowUpView = z.infer<typeof followUpView>;
