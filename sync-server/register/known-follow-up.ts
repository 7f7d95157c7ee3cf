import type { WriteTransaction } from '../database/database.ts';
import { text, textOrNull, type Row } from '../database/row.ts';

/** A follow-up as the register holds it before an item takes effect. */
export interface KnownFollowUp {
  readonly placementId: string;
  readonly state: string;
  /** The day, the method and the cell under which it is counted as carried out; null while it is not. */
  readonly carriedOutOn: string | null;
  readonly carriedOutMethod: string | null;
  readonly carriedOutCell: string | null;
}

/** The follow-up, or undefined where the register has not heard of it. */
export const findFollowUp = (
  transaction: WriteTransaction,
  followUpId: string,
): KnownFollowUp | undefined => {
  const row = transaction
    .prepare(
      `SELECT placement_id, state, carried_out_on, carried_out_method, carried_out_cell FROM follow_ups
       WHERE id = ?`,
    )
    .get(followUpId);
  return (
    row && {
      placementId: text(row, 'placement_id'),
      state: text(row, 'state'),
      carriedOutOn: textOrNull(row, 'carried_out_on'),
      carriedOutMethod: textOrNull(row, 'carried_out_method'),
      carriedOutCell: textOrNull(row, 'carried_out_cell'),
    }
  );
};

/** What a follow-up is counted by. */
export interface CaseFacts {
  readonly boardId: string;
  readonly unitId: string;
  readonly serviceArea: string;
  readonly ownership: string;
  readonly gender: string;
}

const toCaseFacts = (row: Row = {}): CaseFacts => ({
  boardId: text(row, 'board_id'),
  unitId: text(row, 'unit_id'),
  serviceArea: text(row, 'service_area'),
  ownership: text(row, 'ownership'),
  gender: text(row, 'gender'),
});

/** What the follow-up of a placement is counted by; its placement is known, or this is a bug. */
export const caseFactsOf = (transaction: WriteTransaction, followUpId: string): CaseFacts =>
  toCaseFacts(
    transaction
      .prepare(
        `SELECT f.board_id, p.unit_id, p.service_area, p.gender, u.ownership
         FROM follow_ups f JOIN placements p ON p.id = f.placement_id JOIN units u ON u.id = p.unit_id
         WHERE f.id = ?`,
      )
      .get(followUpId),
  );

/** What a follow-up of the placement is counted by that is heard of now; the placement is known, or this is a bug. */
export const caseFactsOfPlacement = (transaction: WriteTransaction, placementId: string): CaseFacts =>
  toCaseFacts(
    transaction
      .prepare(
        `SELECT p.board_id, p.unit_id, p.service_area, p.gender, u.ownership
         FROM placements p JOIN units u ON u.id = p.unit_id WHERE p.id = ?`,
      )
      .get(placementId),
  );
