import type { WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';

/**
 * Takes placements out of the register for good, with all that was written on them, and clients that then have none. The
 * only place where anything of a case is deleted; elsewhere things are withdrawn, with a reason. Sums of the reports stay:
 * they tell of nobody. What is deleted is overwritten in the file too (`secure_delete`).
 */
export const purgePlacements = (transaction: WriteTransaction, placementIds: readonly string[]): void => {
  transaction.prepare('PRAGMA secure_delete = ON').get();
  const ids = JSON.stringify(placementIds);
  const placements = 'SELECT value FROM json_each(:ids)';
  const followUps = `SELECT id FROM follow_ups WHERE placement_id IN (${placements})`;
  const clients = transaction
    .prepare(`SELECT json_group_array(DISTINCT client_id) AS ids FROM placements WHERE id IN (${placements})`)
    .get({ ids });
  for (const statement of [
    `DELETE FROM draft_copies WHERE follow_up_id IN (${followUps})`,
    `DELETE FROM reviews WHERE follow_up_id IN (${followUps})`,
    `DELETE FROM entries WHERE follow_up_id IN (${followUps})`,
    `DELETE FROM revisions WHERE follow_up_id IN (${followUps})`,
    // An upload that was set aside and dismissed has a follow-up that the register never held.
    `DELETE FROM items WHERE follow_up_id IN (${followUps})
       OR json_extract(content, '$.placementId') IN (${placements})`,
    `DELETE FROM feed WHERE (subject_kind = 'follow-up' AND subject_id IN (${followUps}))
       OR (subject_kind = 'placement' AND subject_id IN (${placements}))`,
    `DELETE FROM follow_ups WHERE placement_id IN (${placements})`,
    `DELETE FROM protected_readers WHERE placement_id IN (${placements})`,
    `DELETE FROM protected_placements WHERE placement_id IN (${placements})`,
    `DELETE FROM protection_changes WHERE placement_id IN (${placements})`,
    `DELETE FROM access_reasons WHERE placement_id IN (${placements})`,
    `DELETE FROM custody WHERE placement_id IN (${placements})`,
    `DELETE FROM placements WHERE id IN (${placements})`,
  ]) {
    transaction.prepare(statement).get({ ids });
  }
  transaction
    .prepare(
      `DELETE FROM clients WHERE id IN (SELECT value FROM json_each(:ids))
       AND NOT EXISTS (SELECT 1 FROM placements WHERE client_id = clients.id)`,
    )
    .get({ ids: text(clients ?? {}, 'ids') });
};
