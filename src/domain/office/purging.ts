import * as z from 'zod/mini';
import { day, id, instant } from '../ids.ts';
import { serviceArea, unitKind } from '../organisation/organisation.ts';

/** For how long the documents of a kind of placement are kept. Of several rules that fit, the longest holds. */
export const retentionRule = z.strictObject({
  id: z.string().check(z.regex(/^[a-z0-9-]{1,40}$/)),
  /** The law's section, or the archive plan's number. */
  source: z.string().check(z.minLength(1), z.maxLength(200)),
  /** null: every one. */
  serviceAreas: z.nullable(z.array(serviceArea)),
  unitKinds: z.nullable(z.array(unitKind)),
  /** Whole years after the last note in the file; null: never purged. */
  years: z.nullable(z.int().check(z.minimum(1), z.maximum(200))),
});
export type RetentionRule = z.infer<typeof retentionRule>;

/** A proposal may be withdrawn until it is approved; approved by two, it is carried out. */
const purgeStates = ['proposed', 'approved', 'done', 'withdrawn'] as const;
const purgeState = z.enum(purgeStates);

const person = z.strictObject({ id, name: z.string() });

/** A proposal of what is to be purged, and what became of it. */
export const purgeView = z.strictObject({
  id,
  board: z.strictObject({ id, name: z.string() }),
  madeAt: instant,
  madeBy: person,
  state: purgeState,
  doneAt: z.nullable(instant),
  counts: z.strictObject({ clients: z.int(), placements: z.int(), followUps: z.int() }),
  approvals: z.array(z.strictObject({ by: person, at: instant })),
  /** Whether the one who asks may approve it, and has not. */
  mayApprove: z.boolean(),
  /** The cases, for those who see cases of the board; null for others, and once it is done. */
  cases: z.nullable(z.array(z.strictObject({ caseNumber: z.string(), lastNote: day, rule: z.string() }))),
});
export type PurgeView = z.infer<typeof purgeView>;

/** `GET /api/purges` */
export const purgeList = z.strictObject({
  purges: z.array(purgeView),
  rules: z.array(retentionRule),
  boards: z.array(z.strictObject({ id, name: z.string() })),
});
export type PurgeList = z.infer<typeof purgeList>;

/** `POST /api/purges`: a dry run; it makes a proposal and purges nothing. */
export const newPurge = z.strictObject({ boardId: id });
