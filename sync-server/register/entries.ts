import { dayIn } from '#domain/day.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import { findRevision, openBranches, type History } from '#domain/register/history.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text, textOrNull, type Row } from '../database/row.ts';
import { addToCell, cellOf, countCarriedOut, type Cell } from '../reports/rollups.ts';
import { factsOf, nextNumber } from './register-store.ts';

const placementFacts = (transaction: WriteTransaction, followUpId: string): Row =>
  transaction
    .prepare(
      `SELECT f.board_id, p.unit_id, p.service_area, p.gender, u.ownership
       FROM follow_ups f JOIN placements p ON p.id = f.placement_id JOIN units u ON u.id = p.unit_id
       WHERE f.id = ?`,
    )
    .get(followUpId) ?? {};

const cellAt = (facts: Row, on: string): Cell =>
  cellOf({
    boardId: text(facts, 'board_id'),
    on,
    serviceArea: text(facts, 'service_area'),
    ownership: text(facts, 'ownership'),
    gender: text(facts, 'gender'),
  });

/**
 * Brings the entry of a follow-up into step with its history: head, number, queue, conflicts, and the sums of the
 * report. `before` is the history as it was.
 */
export const saveEntry = (
  transaction: WriteTransaction,
  followUpId: string,
  before: History,
  after: History,
  at: string,
): void => {
  const head = after.head === null ? undefined : findRevision(after, after.head);
  if (head === undefined) return;
  const hasConflict = openBranches(after).length > 0 ? 1 : 0;
  const known = transaction
    .prepare('SELECT head_id, cell FROM entries WHERE follow_up_id = ?')
    .get(followUpId);
  if (known !== undefined && text(known, 'head_id') === head.id) {
    transaction
      .prepare('UPDATE entries SET has_conflict = ? WHERE follow_up_id = ?')
      .run(hasConflict, followUpId);
    return;
  }

  const was = before.head === null ? undefined : findRevision(before, before.head);
  const oldCell = known && textOrNull(known, 'cell');
  if (was && !was.isWithdrawn && oldCell) count(transaction, oldCell, was, -1);
  const facts = placementFacts(transaction, followUpId);
  const cell = head.isWithdrawn ? null : cellAt(facts, factsOf(transaction, head.id).on);
  if (cell !== null) count(transaction, cell, head, 1);

  const queue = head.isWithdrawn ? 'withdrawn' : 'awaiting';
  if (known === undefined) {
    transaction
      .prepare(
        `INSERT INTO entries (follow_up_id, board_id, unit_id, number, registered_at, head_id, is_withdrawn,
         has_conflict, queue, queued_at, cell) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        followUpId,
        text(facts, 'board_id'),
        text(facts, 'unit_id'),
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

const count = (
  transaction: WriteTransaction,
  cell: Cell,
  of: { readonly id: string; readonly answers: Answers },
  by: 1 | -1,
): void => addToCell(transaction, cell, factsOf(transaction, of.id).questionnaire, of.answers, by);

/** Counts the follow-up as carried out on that day, once, wherever it was counted before. */
export const saveCarriedOut = (
  transaction: WriteTransaction,
  followUpId: string,
  on: string,
  method: string,
): void => {
  const known = transaction
    .prepare(
      'SELECT carried_out_cell, carried_out_on, carried_out_method, state FROM follow_ups WHERE id = ?',
    )
    .get(followUpId);
  const oldCell = known ? textOrNull(known, 'carried_out_cell') : null;
  const cell = cellAt(placementFacts(transaction, followUpId), on);
  if (oldCell !== cell) {
    if (oldCell !== null) countCarriedOut(transaction, oldCell, -1);
    countCarriedOut(transaction, cell, 1);
  }
  transaction
    .prepare(
      `UPDATE follow_ups SET state = 'carried-out', reason = NULL, comment = NULL, carried_out_on = ?,
       carried_out_method = ?, carried_out_cell = ? WHERE id = ?`,
    )
    .run(on, method, cell, followUpId);
};
