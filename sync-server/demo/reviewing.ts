import type { ReviewDecision } from '#domain/register/review.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';
import { touchFollowUp } from '../register/feed.ts';

/** A review of what holds. */
export interface DemoReview {
  readonly id: string;
  readonly followUpId: string;
  readonly byId: string;
  readonly at: string;
  readonly decision: ReviewDecision;
}

/** Reviews the revision that holds, as a coordinator does at the desk. */
export const reviewHead = (transaction: WriteTransaction, of: DemoReview): void => {
  const row = transaction
    .prepare(
      `SELECT e.head_id, f.placement_id FROM entries e JOIN follow_ups f ON f.id = e.follow_up_id
       WHERE e.follow_up_id = ?`,
    )
    .get(of.followUpId);
  if (row === undefined) throw new Error('Only what is registered can be reviewed');
  const comments = of.decision.decision === 'returned' ? of.decision.comments : [];
  transaction
    .prepare(
      `INSERT INTO reviews (id, follow_up_id, revision_id, decision, comments, by_id, at)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      of.id,
      of.followUpId,
      text(row, 'head_id'),
      of.decision.decision,
      JSON.stringify(comments),
      of.byId,
      of.at,
    );
  transaction
    .prepare(
      `UPDATE entries SET queue = ?, queued_at = ?, reviewer_id = NULL, reviewer_since = NULL WHERE follow_up_id = ?`,
    )
    .run(of.decision.decision, of.at, of.followUpId);
  touchFollowUp(transaction, of.followUpId, text(row, 'placement_id'));
};
