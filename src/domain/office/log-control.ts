import * as z from 'zod/mini';
import { id, instant } from '../ids.ts';
import { month } from '../report/period.ts';

/** What can be done with a person's data, with the way to it, or with what she is asked, as the log tells it. */
const auditActions = [
  'list-read',
  'case-read',
  'texts-read',
  'fetched-to-tablet',
  'protection-read',
  'reason-given',
  'claimed',
  'reviewed',
  'settled',
  'planned',
  'plan-changed',
  'custody-changed',
  'protection-changed',
  'uploaded',
  'imported',
  'draft-copied',
  'draft-fetched',
  'extract-made',
  'purged',
  'restored',
  'questionnaire-changed',
  'questionnaire-published',
  'questionnaire-retired',
  'recovery-asked',
  'recovery-approved',
  'recovery-rejected',
  'recovery-withdrawn',
  'recovery-fetched',
  'tablet-lost',
  'tablet-found',
  'tablet-ended',
] as const;
export const auditAction = z.enum(auditActions);
export type AuditAction = z.infer<typeof auditAction>;

/**
 * What makes a row worth a look. `own`, `team`, `board`: how the person stood to the case; `outside`: none of these, or
 * no assignment in it, and a reason was asked for; `night`: between 22 and 6; `same-initials`: hers are the client's (of
 * surnames the register holds none).
 */
const auditMarks = ['own', 'team', 'board', 'outside', 'night', 'same-initials'] as const;
export const auditMark = z.enum(auditMarks);
export type AuditMark = z.infer<typeof auditMark>;

/** What the log is narrowed to; `sample`: the month's random sample, the same for everybody who looks. */
export const logFilters = ['sample', 'outside', 'night', 'same-initials', 'all'] as const;
export const logFilter = z.enum(logFilters);
export type LogFilter = z.infer<typeof logFilter>;

/** A row of the log. Subjects are pseudonyms: the same person has the same one, and it tells nobody who she is. */
export const logRow = z.strictObject({
  boardId: z.string(),
  position: z.int(),
  at: instant,
  actor: z.strictObject({ id: z.string(), name: z.string() }),
  action: auditAction,
  source: z.string(),
  subjects: z.array(z.string()),
  marks: z.array(auditMark),
  why: z.nullable(z.string()),
});
export type LogRow = z.infer<typeof logRow>;

/** Somebody has checked a month of a board's log. */
export const logCheck = z.strictObject({
  month,
  board: z.strictObject({ id, name: z.string() }),
  by: z.string(),
  at: instant,
  outcome: z.enum(['nothing-found', 'to-be-looked-into']),
  comment: z.string(),
});
export type LogCheck = z.infer<typeof logCheck>;

/** `GET /api/log-control?month&board&filter&cursor` */
export const logPage = z.strictObject({
  rows: z.array(logRow),
  cursor: z.nullable(z.string()),
  /** How many rows the month has of each filter, of the boards asked for. */
  counts: z.record(logFilter, z.int()),
  /** The boards whose log the person checks. */
  boards: z.array(z.strictObject({ id, name: z.string() })),
  checks: z.array(logCheck),
});
export type LogPage = z.infer<typeof logPage>;

/** `POST /api/log-control/checks` */
export const newLogCheck = z
  .strictObject({
    month,
    boardId: id,
    outcome: logCheck.shape.outcome,
    comment: z.string().check(z.trim(), z.maxLength(2_000)),
  })
  .check(z.refine((of) => of.outcome === 'nothing-found' || of.comment !== '', 'What is to be looked into?'));
export type NewLogCheck = z.infer<typeof newLogCheck>;
