import * as z from 'zod/mini';
import { id } from '../ids.ts';
import { unitView } from '../organisation/organisation.ts';

const named = { id, name: z.string() };

/** Somebody to whom a follow-up can be given. */
export const colleague = z.strictObject({ ...named, initials: z.string() });
export type Colleague = z.infer<typeof colleague>;

export const teamView = z.strictObject({
  ...named,
  boardIds: z.array(id),
  /** The caseworkers whose membership holds now. */
  caseworkers: z.array(colleague),
});
export type TeamView = z.infer<typeof teamView>;

/**
 * `GET /api/organisation`: boards and units are the city's, for all to know; teams and their people only for those who
 * plan their work (the boards they coordinate), are in them, or administer users (then without people).
 */
export const organisationView = z.strictObject({
  boards: z.array(z.strictObject(named)),
  teams: z.array(teamView),
  units: z.array(unitView),
});
export type OrganisationView = z.infer<typeof organisationView>;
