import { sql, type Kysely } from 'kysely';
import type { NewAccessReason } from '#domain/office/protection.ts';
import { reasonHours } from '#domain/office/protection.ts';
import type { Scope } from '#domain/organisation/access.ts';
import { ProblemError } from '../endpoint.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** For how long what she has decided stays a coordinator's own, in days: questions about it come back to her. */
const daysAfterDecision = 30;

/**
 * Whether a coordinator has something to do with a follow-up. Her assignment is the desk and the plan: whatever awaits
 * somebody at her boards (not registered yet, awaiting review, returned, in two versions, set aside), what she has open,
 * and what she decided herself not long ago. What is done and was done by somebody else is nobody's errand by itself.
 * (A caseworker's assignments are her own and her team's placements; beyond these she sees nothing, with any reason.)
 */
const hasAssignment = async (
  query: Kysely<Tables>,
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<boolean> => {
  const decidedFrom = new Date(now.getTime() - daysAfterDecision * 24 * 60 * 60 * 1000).toISOString();
  const { rows } = await sql<{ has: number }>`
    SELECT NOT EXISTS (SELECT 1 FROM entries WHERE follow_up_id = ${followUpId})
      OR EXISTS (SELECT 1 FROM entries WHERE follow_up_id = ${followUpId}
        AND (queue IN ('awaiting', 'returned') OR has_conflict = 1))
      OR EXISTS (SELECT 1 FROM items WHERE follow_up_id = ${followUpId} AND status = 'set-aside'
        AND settled_at IS NULL)
      OR EXISTS (SELECT 1 FROM reviews WHERE follow_up_id = ${followUpId} AND by_id = ${scope.userId}
        AND at >= ${decidedFrom}) AS has`.execute(query);
  return rows[0]?.has === 1;
};

/**
 * The reason that the person has given for reading the follow-up's case; null where she has an assignment in it. Where
 * she has neither, the request ends with `reason-needed`. To be asked only of a follow-up that she may see at all.
 */
export const reasonFor = async (
  query: Kysely<Tables>,
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<string | null> => {
  if (await hasAssignment(query, scope, followUpId, now)) return null;
  const given = await query
    .selectFrom('access_reasons')
    .innerJoin('follow_ups', 'follow_ups.placement_id', 'access_reasons.placement_id')
    .select(['access_reasons.reason', 'access_reasons.comment'])
    .where('follow_ups.id', '=', followUpId)
    .where('user_id', '=', scope.userId)
    .where('expires_at', '>', now.toISOString())
    .orderBy('given_at', 'desc')
    .executeTakeFirst();
  if (given === undefined) throw new ProblemError('reason-needed');
  return wordsOf(given);
};

/** A reason as it stands in the log. */
export const wordsOf = ({
  reason,
  comment,
}: {
  readonly reason: string;
  readonly comment: string;
}): string => (comment === '' ? reason : `${reason}: ${comment}`);

/** Notes why the person reads the case of a placement; gives until when that holds. */
export const giveReason = async (
  { query }: WriteTransaction,
  scope: Scope,
  placementId: string,
  of: NewAccessReason,
  now: Date,
): Promise<string> => {
  const expiresAt = new Date(now.getTime() + reasonHours * 60 * 60 * 1000).toISOString();
  const { reason, comment } = of;
  await query
    .insertInto('access_reasons')
    .values({
      user_id: scope.userId,
      placement_id: placementId,
      given_at: now.toISOString(),
      expires_at: expiresAt,
      reason,
      comment,
    })
    .onConflict((on) => on.doNothing())
    .execute();
  return expiresAt;
};
