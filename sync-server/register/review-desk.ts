import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import type { ReviewDecision } from '#domain/register/review.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { seesPlacementAt } from '../protection/sight.ts';
import { touchFollowUp } from './feed.ts';
import { claimsHoldFrom } from './review-rows.ts';

/** An entry of the boards that the person coordinates, or undefined. */
const findEntry = ({ query }: WriteTransaction, scope: Scope, followUpId: string) =>
  query
    .selectFrom('entries')
    .innerJoin('follow_ups', 'follow_ups.id', 'entries.follow_up_id')
    .selectAll('entries')
    .select('follow_ups.placement_id')
    .where('entries.follow_up_id', '=', followUpId)
    .where('entries.board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'follow_ups.placement_id'))
    .executeTakeFirst();

export type DecisionProblem = 'not-found' | 'stale-revision' | 'state-conflict';

/**
 * Approves or returns the revision that the coordinator has read, which must be the one that holds. Versions that
 * disagree are settled first, and what was taken back is not reviewed.
 */
export const decide = async (
  transaction: WriteTransaction,
  scope: Scope,
  of: { readonly followUpId: string; readonly head: string; readonly decision: ReviewDecision },
  using: { readonly id: string; readonly at: string },
): Promise<Result<void, DecisionProblem>> => {
  const entry = await findEntry(transaction, scope, of.followUpId);
  if (entry === undefined) return fail('not-found');
  if (entry.head_id !== of.head) return fail('stale-revision');
  if (entry.is_withdrawn === 1 || entry.has_conflict === 1) return fail('state-conflict');
  const { decision } = of.decision;
  // Said twice, as by a double click: it stands already.
  if (decision === 'approved' && entry.queue === 'approved') return succeed(undefined);
  await transaction.query
    .insertInto('reviews')
    .values({
      id: using.id,
      follow_up_id: of.followUpId,
      revision_id: of.head,
      decision,
      comments: JSON.stringify(of.decision.decision === 'returned' ? of.decision.comments : []),
      by_id: scope.userId,
      at: using.at,
    })
    .execute();
  await transaction.query
    .updateTable('entries')
    .set({ queue: decision, queued_at: using.at, reviewer_id: null, reviewer_since: null })
    .where('follow_up_id', '=', of.followUpId)
    .execute();
  touchFollowUp(transaction, of.followUpId);
  return succeed(undefined);
};

/** Notes that the coordinator has it open, unless somebody else has; gives who has. undefined: no such entry. */
export const claim = async (
  transaction: WriteTransaction,
  scope: Scope,
  followUpId: string,
  now: Date,
): Promise<{ readonly reviewerId: string; readonly since: string } | undefined> => {
  const entry = await findEntry(transaction, scope, followUpId);
  if (entry === undefined) return undefined;
  const { reviewer_id: holder, reviewer_since: since } = entry;
  const holds = since !== null && since > claimsHoldFrom(now);
  if (holder !== null && holder !== scope.userId && holds) return { reviewerId: holder, since };
  const at = now.toISOString();
  await transaction.query
    .updateTable('entries')
    .set({ reviewer_id: scope.userId, reviewer_since: at })
    .where('follow_up_id', '=', followUpId)
    .execute();
  return { reviewerId: scope.userId, since: at };
};
