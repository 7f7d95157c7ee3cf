import * as z from 'zod/mini';
import { answers } from '../follow-up/answer.ts';
import { conflictView, entryView, followUpView, method } from '../follow-up/follow-up.ts';
import { item, itemKinds } from '../follow-up/item.ts';
import { day, id, instant } from '../ids.ts';
import { gender, serviceArea } from '../organisation/organisation.ts';
import { itemReasons } from '../protocol.ts';
import { reviewComment, reviewState } from '../register/review.ts';
import { colleague } from './organisation.ts';

const named = z.strictObject({ id, name: z.string() });
const client = z.strictObject({ caseNumber: z.string(), initials: z.string() });

/** The lists of the review desk. */
export const reviewLists = ['awaiting', 'returned', 'approved', 'conflicts', 'set-aside'] as const;
export const reviewList = z.enum(reviewLists);
export type ReviewList = z.infer<typeof reviewList>;

/** How long a coordinator is said to be reviewing something after she opened it. */
export const claimMinutes = 10;

/** Counts stop here: this many means "as many or more". */
export const countedAtMost = 1_000;

/** An entry in a list of the desk. */
export const reviewRow = z.strictObject({
  followUpId: id,
  number: z.string(),
  client,
  unit: named,
  board: named,
  method,
  /** The day on which it was carried out. */
  on: day,
  queuedAt: instant,
  /** Deviations noted, and assessments worse than at the previous follow-up. */
  deviations: z.int(),
  worse: z.int(),
  hasConflict: z.boolean(),
  /** Who has it open now. */
  reviewer: z.nullable(colleague),
});
export type ReviewRow = z.infer<typeof reviewRow>;

/** The names of the units and placements that answers refer to, by id: those that the reader may see. */
export const referenceNames = z.record(id, z.string());
export type ReferenceNames = z.infer<typeof referenceNames>;

/** An upload that broke a rule and waits for a person, with what it holds. */
export const setAsideRow = z.strictObject({
  itemId: id,
  followUpId: id,
  kind: z.enum(itemKinds),
  reason: z.enum(itemReasons),
  receivedAt: instant,
  author: colleague,
  /** null where the register does not know the placement. */
  client: z.nullable(client),
  unit: z.nullable(named),
  board: z.nullable(named),
  content: item,
  references: referenceNames,
});
export type SetAsideRow = z.infer<typeof setAsideRow>;

/** `GET /api/review/queue`: `rows` of the list, or `setAside` for that one. */
export const reviewPage = z.strictObject({
  rows: z.array(reviewRow),
  setAside: z.array(setAsideRow),
  cursor: z.nullable(z.string()),
  counts: z.strictObject({
    awaiting: z.int(),
    returned: z.int(),
    conflicts: z.int(),
    'set-aside': z.int(),
  }),
});
export type ReviewPage = z.infer<typeof reviewPage>;

/** One statement of answers in the history of a follow-up, with what it said. */
export const revisionContent = z.strictObject({
  id,
  kind: z.enum(['submission', 'merge', 'withdrawal']),
  basedOn: z.array(id),
  author: colleague,
  at: instant,
  on: day,
  method,
  isWithdrawn: z.boolean(),
  answers,
});
export type RevisionContent = z.infer<typeof revisionContent>;

/** One decision on one revision. */
export const pastReview = z.strictObject({
  revision: id,
  decision: reviewState,
  by: colleague,
  at: instant,
  comments: z.array(reviewComment),
});
export type PastReview = z.infer<typeof pastReview>;

/** `GET /api/review/:followUpId`; its ETag is the head. */
export const reviewEntry = z.strictObject({
  followUpId: id,
  placementId: id,
  client,
  gender,
  serviceArea,
  unit: named,
  provider: named,
  board: named,
  team: named,
  caseworker: z.nullable(colleague),
  plannedOn: z.nullable(day),
  carriedOut: followUpView.shape.carriedOut,
  questionnaire: followUpView.shape.questionnaire,
  /** null while nothing of it has been accepted. */
  entry: z.nullable(entryView),
  previous: followUpView.shape.previous,
  revisions: z.array(revisionContent),
  reviews: z.array(pastReview),
  conflicts: z.array(conflictView),
  setAside: z.array(setAsideRow),
  /** Of everything that the entry says, but for what was set aside. */
  references: referenceNames,
  reviewer: z.nullable(colleague),
});
export type ReviewEntry = z.infer<typeof reviewEntry>;

/** Reply to `PUT /api/review/:followUpId/decision`; its ETag is the head. */
export const decisionReply = z.strictObject({ head: id, state: reviewState, at: instant });

/** Reply to `POST /api/review/:followUpId/claim`: who has it open; somebody else if she was first. */
export const claimReply = z.strictObject({ reviewer: colleague, since: instant, isYours: z.boolean() });

/** `POST /api/review/:followUpId/settlement`: one version out of several, based on the head and the branches chosen between. */
export const conflictSettlement = z.strictObject({
  basedOn: z.array(id).check(z.minLength(2), z.maxLength(16)),
  answers,
});
export type ConflictSettlement = z.infer<typeof conflictSettlement>;

/** `POST /api/review/items/:itemId/settlement` */
export const setAsideSettlement = z.strictObject({
  decision: z.enum(['take-in', 'dismiss']),
  comment: z.string().check(z.maxLength(2_000)),
});
export type SetAsideSettlement = z.infer<typeof setAsideSettlement>;
