import type { Custody } from '#domain/organisation/access.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text, textOrNull } from '../database/row.ts';

/** The person whom a case is about, as the log needs to know her. */
export interface Subject {
  readonly clientId: string;
  readonly initials: string;
  readonly boardId: string;
  readonly custody: Custody;
}

const facts = `p.client_id, c.initials, p.team_id, p.caseworker_id FROM placements p
  JOIN clients c ON c.id = p.client_id`;
const statements = {
  placement: `SELECT p.board_id, ${facts} WHERE p.id = ?`,
  // A follow-up stays with the board that it was carried out for.
  'follow-up': `SELECT f.board_id, ${facts} JOIN follow_ups f ON f.placement_id = p.id WHERE f.id = ?`,
} as const;

/** Whom a placement or a follow-up is about; nobody where the register holds no such thing. */
export const findSubject = (
  transaction: WriteTransaction,
  kind: keyof typeof statements,
  id: string,
): Subject[] => {
  const row = transaction.prepare(statements[kind]).get(id);
  if (row === undefined) return [];
  const boardId = text(row, 'board_id');
  return [
    {
      clientId: text(row, 'client_id'),
      initials: text(row, 'initials'),
      boardId,
      custody: {
        boardId,
        teamId: text(row, 'team_id'),
        caseworkerId: textOrNull(row, 'caseworker_id'),
        namedReaders: null,
      },
    },
  ];
};
