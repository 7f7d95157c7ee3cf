import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { AuditHead } from './audit-heads.ts';
import type { AuditKeys } from './audit-keys.ts';
import { hashOfRow, noHash } from './audit-row.ts';

/** Something in the log that is not as it was written. `position`: the first place at which it shows. */
export interface AuditFault {
  readonly boardId: string;
  readonly position: number;
  readonly what: 'changed' | 'missing' | 'cut-off' | 'not-as-signed';
  /** The day of the signed head that it does not agree with. */
  readonly head: string | null;
}

const portion = 5_000;

/** Checks one chain row by row; gives its faults, and the hash at each of the places asked for. */
const verifyChain = async (
  query: Kysely<Tables>,
  keys: Pick<AuditKeys, 'secret'>,
  boardId: string,
  wanted: ReadonlySet<number>,
): Promise<{ faults: AuditFault[]; hashes: Map<number, string>; last: number }> => {
  const faults: AuditFault[] = [];
  const hashes = new Map<number, string>();
  let [last, before] = [0, noHash];
  for (;;) {
    const rows = await query
      .selectFrom('audit_log')
      .selectAll()
      .where('board_id', '=', boardId)
      .where('position', '>', last)
      .orderBy('position')
      .limit(portion)
      .execute();
    for (const { hash, ...row } of rows) {
      if (row.position !== last + 1) {
        faults.push({ boardId, position: last + 1, what: 'missing', head: null });
      } else if (hashOfRow(keys, before, row) !== hash) {
        faults.push({ boardId, position: row.position, what: 'changed', head: null });
      }
      if (wanted.has(row.position)) hashes.set(row.position, hash);
      [last, before] = [row.position, hash];
    }
    if (rows.length < portion) return { faults, hashes, last };
  }
};

/**
 * Whether a head was made before a backup was put back that did not reach so far: what it tells of was lost by the
 * restoring, which is signed too, and not by anybody's hand.
 */
const wasLostByRestore = (
  heads: readonly AuditHead[],
  head: AuditHead,
  boardId: string,
  last: number,
): boolean =>
  heads.some((other) => {
    if (other.kind !== 'restored' || other.at < head.at) return false;
    return (other.chains.find((chain) => chain.boardId === boardId)?.last ?? 0) < last;
  });

/** Checks every chain against itself, against how far it is said to have come, and against the signed heads. */
export const verifyAuditLog = async (
  query: Kysely<Tables>,
  keys: Pick<AuditKeys, 'secret'>,
  heads: readonly AuditHead[],
): Promise<{ faults: AuditFault[]; rows: number; chains: number }> => {
  const known = await query.selectFrom('audit_chains').selectAll().execute();
  const logged = await query.selectFrom('audit_log').select('board_id').distinct().execute();
  const signed = heads.flatMap((head) => head.chains.map(({ boardId }) => boardId));
  const boards = new Set([
    ...known.map((each) => each.board_id),
    ...logged.map((each) => each.board_id),
    ...signed,
  ]);
  const faults: AuditFault[] = [];
  let rows = 0;
  for (const boardId of boards) {
    const points = heads.flatMap((head) =>
      head.chains.filter((each) => each.boardId === boardId).map((each) => ({ head, ...each })),
    );
    const chain = await verifyChain(query, keys, boardId, new Set(points.map(({ last }) => last)));
    const state = known.find((each) => each.board_id === boardId);
    faults.push(...chain.faults);
    rows += chain.last;
    if (chain.last !== (state?.last ?? 0)) {
      faults.push({ boardId, position: chain.last + 1, what: 'cut-off', head: null });
    }
    for (const { head, last, hash } of points) {
      if (chain.hashes.get(last) === hash || wasLostByRestore(heads, head, boardId, last)) continue;
      faults.push({ boardId, position: last, what: 'not-as-signed', head: head.at.slice(0, 10) });
    }
  }
  return { faults, rows, chains: boards.size };
};
