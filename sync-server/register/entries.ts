import { dayIn } from '#domain/day.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { findRevision, openBranches, type History } from '#domain/register/history.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text, textOrNull } from '../database/row.ts';
import { addToCell, cellOf, countCarriedOut, type Cell } from '../reports/rollups.ts';
import type { CaseFacts, KnownFollowUp } from './known-follow-up.ts';
import { factsOf, nextNumber, type RevisionFacts } from './register-store.ts';

const cellAt = (facts: CaseFacts, on: string): Cell => cellOf({ ...facts, on });

/** What bringing an entry into step needs to know beside the histories. */
export interface SaveEntry {
  readonly transaction: WriteTransaction;
  /** When, by the server's clock. */
  readonly at: string;
  readonly caseFacts: CaseFacts;
  /** Those of the revision that has just been added, and of the merge that it led to. */
  readonly revisionFacts: RevisionFacts;
}

/**
 * Brings the entry of a follow-up into step with its history: head, number, queue, conflicts, and the sums of the
 * report. `before` is the history as it was.
 */
export const saveEntry = (using: SaveEntry, before: History, after: History): void => {
  const { transaction, at, caseFacts, revisionFacts } = using;
  const { followUpId } = revisionFacts;
  const head = after.head === null ? undefined : findRevision(after, after.head);
  if (head === undefined) return;
  const hasConflict = openBranches(after).length > 0 ? 1 : 0;
  // With its first revision a follow-up gets its entry, so before that there is none.
  const known =
    before.revisions.length === 0
      ? undefined
      : transaction.prepare('SELECT head_id, cell FROM entries WHERE follow_up_id = ?').get(followUpId);
  if (known !== undefined && text(known, 'head_id') === head.id) {
    transaction
      .prepare('UPDATE entries SET has_conflict = ? WHERE follow_up_id = ?')
      .run(hasConflict, followUpId);
    return;
  }

  const was = before.head === null ? undefined : findRevision(before, before.head);
  const oldCell = known && textOrNull(known, 'cell');
  if (was && !was.isWithdrawn && oldCell) {
    addToCell(transaction, oldCell, factsOf(transaction, was.id).questionnaire, was.answers, -1);
  }
  // A head that changes is what was just added: the facts are its own.
  const cell = head.isWithdrawn ? null : cellAt(caseFacts, revisionFacts.on);
  if (cell !== null) addToCell(transaction, cell, revisionFacts.questionnaire, head.answers, 1);

  const queue = head.isWithdrawn ? 'withdrawn' : 'awaiting';
  if (known === undefined) {
    transaction
      .prepare(
        `INSERT INTO entries (follow_up_id, board_id, unit_id, number, registered_at, head_id, is_withdrawn,
         has_conflict, queue, queued_at, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        followUpId,
        caseFacts.boardId,
        caseFacts.unitId,
        nextNumber(transaction, dayIn(new Date(at)).slice(0, 4)),
        at,
        head.id,
        head.isWithdrawn ? 1 : 0,
        hasConflict,
        queue,
        at,
        cell,
      );
    return;
  }
  transaction
    .prepare(
      `UPDATE entries SET head_id = ?, is_withdrawn = ?, has_conflict = ?, queue = ?, queued_at = ?, cell = ?,
       reviewer_id = NULL, reviewer_since = NULL WHERE follow_up_id = ?`,
    )
    .run(head.id, head.isWithdrawn ? 1 : 0, hasConflict, queue, at, cell, followUpId);
};

/** An unplanned follow-up comes to be with the first that is heard of it: mostly that it was carried out. */
export const beginFollowUp = (
  transaction: WriteTransaction,
  of: Extract<Item, { kind: 'carried-out' | 'submission' }>,
  state: 'planned' | 'carried-out',
  caseFacts: CaseFacts,
  at: string,
): void => {
  const cell = state === 'carried-out' ? cellAt(caseFacts, of.on) : null;
  if (cell !== null) countCarriedOut(transaction, cell, 1);
  transaction
    .prepare(
      `INSERT INTO follow_ups (id, placement_id, board_id, assignee_id, method, questionnaire_id,
       questionnaire_version, state, created_at, carried_out_on, carried_out_method, carried_out_cell)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    )
    .run(
      of.followUpId,
      of.placementId,
      caseFacts.boardId,
      of.authorId,
      of.method,
      of.questionnaire.id,
      of.questionnaire.version,
      state,
      at,
      cell === null ? null : of.on,
      cell === null ? null : of.method,
      cell,
    );
};

/** Counts a known follow-up as carried out on that day, once, wherever it was counted before. */
export const saveCarriedOut = (
  transaction: WriteTransaction,
  of: { readonly followUpId: string; readonly on: string; readonly method: string },
  known: KnownFollowUp,
  caseFacts: CaseFacts,
): void => {
  const oldCell = known.carriedOutCell;
  const cell = cellAt(caseFacts, of.on);
  if (oldCell !== cell) {
    if (oldCell !== null) countCarriedOut(transaction, oldCell, -1);
    countCarriedOut(transaction, cell, 1);
  }
  const isSame =
    oldCell === cell &&
    known.state === 'carried-out' &&
    known.carriedOutOn === of.on &&
    known.carriedOutMethod === of.method;
  if (isSame) return;
  transaction
    .prepare(
      `UPDATE follow_ups SET state = 'carried-out', reason = NULL, comment = NULL, carried_out_on = ?,
       carried_out_method = ?, carried_out_cell = ? WHERE id = ?`,
    )
    .run(of.on, of.method, cell, of.followUpId);
};
