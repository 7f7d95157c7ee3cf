import { createHmac } from 'node:crypto';
import type { AuditKeys } from './audit-keys.ts';

/** A row of the log as it is stored, but for its hash. `subjects` is a JSON list of pseudonyms, `marks` are parted by spaces. */
export interface AuditRow {
  readonly board_id: string;
  readonly position: number;
  readonly at: string;
  readonly actor_id: string;
  readonly action: string;
  readonly source: string;
  readonly subjects: string;
  readonly marks: string;
  readonly why: string | null;
}

/** Where a chain begins. */
export const noHash = '';

/**
 * The hash of a row: keyed, and over the hash of the one before, so that no row can be changed, put in or taken out
 * without the key, short of all that follow.
 */
export const hashOfRow = (keys: Pick<AuditKeys, 'secret'>, before: string, row: AuditRow): string =>
  createHmac('sha256', keys.secret)
    .update('foljsam audit row 1\n')
    .update(
      JSON.stringify([
        before,
        row.board_id,
        row.position,
        row.at,
        row.actor_id,
        row.action,
        row.source,
        row.subjects,
        row.marks,
        row.why,
      ]),
    )
    .digest('base64url');

/** What a person is called in the log: the same for the same client, and nothing to whoever lacks the key. */
export const pseudonymOf = (keys: Pick<AuditKeys, 'secret'>, clientId: string): string =>
  createHmac('sha256', keys.secret)
    .update('foljsam subject 1\n')
    .update(clientId)
    .digest('base64url')
    .slice(0, 16);
