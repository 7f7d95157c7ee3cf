import * as z from 'zod/mini';
import { followUpStates, method, notCarriedOutReason } from '../follow-up/follow-up.ts';
import { day, id, name, timeOfDay } from '../ids.ts';
import { gender, serviceArea } from '../organisation/organisation.ts';
import { colleague } from './organisation.ts';

const named = z.strictObject({ id, name: z.string() });
const client = z.strictObject({ caseNumber: z.string(), initials: z.string() });

/** What the planning page lists: `planned` from today on (or without a day), `overdue` before today. */
export const planningLists = ['planned', 'overdue', 'carried-out', 'not-carried-out', 'cancelled'] as const;
export const planningList = z.enum(planningLists);
export type PlanningList = z.infer<typeof planningList>;

/** A follow-up as the one who plans sees it. */
export const planningRow = z.strictObject({
  id,
  placementId: id,
  client,
  unit: named,
  board: named,
  team: named,
  serviceArea,
  assignee: z.nullable(colleague),
  plannedOn: z.nullable(day),
  plannedAt: z.nullable(timeOfDay),
  method,
  state: z.enum(followUpStates),
  notCarriedOut: z.nullable(z.strictObject({ reason: notCarriedOutReason, comment: z.string() })),
  carriedOut: z.nullable(z.strictObject({ on: day, method })),
});
export type PlanningRow = z.infer<typeof planningRow>;

/** `GET /api/follow-ups`; `counts` are of the boards asked for, without the other filters. */
export const planningPage = z.strictObject({
  rows: z.array(planningRow),
  /** Given back to go on; null at the end. */
  cursor: z.nullable(z.string()),
  counts: z.strictObject({ planned: z.int(), overdue: z.int() }),
});
export type PlanningPage = z.infer<typeof planningPage>;

/** A placement as the one who plans sees it. */
export const placementRow = z.strictObject({
  id,
  client,
  unit: named,
  board: named,
  team: named,
  caseworker: z.nullable(colleague),
  serviceArea,
  gender,
  decidedOn: day,
  endedOn: z.nullable(day),
  nextPlannedOn: z.nullable(day),
  /** Under protected identity: seen by named people alone. */
  isProtected: z.boolean(),
  lastCarriedOutOn: z.nullable(day),
});
export type PlacementRow = z.infer<typeof placementRow>;

/** `GET /api/placements` */
export const placementPage = z.strictObject({ rows: z.array(placementRow), cursor: z.nullable(z.string()) });
export type PlacementPage = z.infer<typeof placementPage>;

/** `POST /api/follow-ups`; the id may be made by the page, so that asking twice plans once. */
export const newFollowUp = z.strictObject({
  id: z.optional(id),
  placementId: id,
  plannedOn: day,
  plannedAt: z.optional(z.nullable(timeOfDay)),
  method,
  assigneeId: z.nullable(id),
  /** What it asks; the individual follow-up unless said. The version is the one that holds on the day. */
  questionnaireId: z.optional(name),
});
export type NewFollowUp = z.infer<typeof newFollowUp>;

/** `PATCH /api/follow-ups/:id`, for planned ones alone. What a change leaves out stays as it is. */
export const followUpChange = z.discriminatedUnion('action', [
  z.strictObject({
    action: z.literal('change'),
    plannedOn: z.optional(day),
    plannedAt: z.optional(z.nullable(timeOfDay)),
    method: z.optional(method),
    assigneeId: z.optional(z.nullable(id)),
  }),
  z.strictObject({ action: z.literal('cancel') }),
  z.strictObject({
    action: z.literal('not-carried-out'),
    reason: notCarriedOutReason,
    comment: z.string().check(z.maxLength(2_000)),
  }),
]);
export type FollowUpChange = z.infer<typeof followUpChange>;

/** `PATCH /api/placements/:id`: whose the placement is from now on. */
export const custodyChange = z.strictObject({ teamId: id, caseworkerId: z.nullable(id) });
export type CustodyChange = z.infer<typeof custodyChange>;
