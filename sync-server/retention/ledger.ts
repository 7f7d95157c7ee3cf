import { createHmac, timingSafeEqual } from 'node:crypto';
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { AuditKeys } from '../audit/audit-keys.ts';

const name = 'purge-ledger.jsonl';

const line = z.strictObject({ said: z.string(), mark: z.string() });
const entry = z.strictObject({ at: z.string(), purge: z.string(), placements: z.array(z.string()) });

/** What a placement is called in the ledger: it tells nobody who was purged, and finds her again in an old backup. */
export const ledgerName = (keys: Pick<AuditKeys, 'secret'>, placementId: string): string =>
  createHmac('sha256', keys.secret).update('foljsam purged 1\n').update(placementId).digest('base64url');

const markOf = (keys: Pick<AuditKeys, 'secret'>, said: string): string =>
  createHmac('sha256', keys.secret).update('foljsam ledger 1\n').update(said).digest('base64url');

/**
 * Writes down what is about to be purged, on disk before it is: kept beside the heads of the audit log and not in the
 * register, so that it outlives the putting back of a backup.
 */
export const noteInLedger = (
  keys: Pick<AuditKeys, 'secret'>,
  folder: string,
  of: { readonly at: string; readonly purge: string; readonly placementIds: readonly string[] },
): void => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const said = JSON.stringify({
    at: of.at,
    purge: of.purge,
    placements: of.placementIds.map((id) => ledgerName(keys, id)),
  });
  const file = openSync(join(folder, name), 'a', 0o600);
  try {
    // Begins a line of its own, whatever a crash left of the one before.
    writeSync(file, `\n${JSON.stringify({ said, mark: markOf(keys, said) })}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
};

const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));

/** The names of all that has been purged; a line that is cut short or not ours is left out, and counted. */
export const readLedger = (
  keys: Pick<AuditKeys, 'secret'>,
  folder: string,
): { placements: Set<string>; unreadable: number } => {
  const path = join(folder, name);
  const placements = new Set<string>();
  if (!existsSync(path)) return { placements, unreadable: 0 };
  let unreadable = 0;
  for (const text of readFileSync(path, 'utf8').split('\n')) {
    if (text === '') continue;
    try {
      const { said, mark } = line.parse(JSON.parse(text));
      if (!isSame(mark, markOf(keys, said))) throw new Error('Not marked with this key');
      for (const each of entry.parse(JSON.parse(said)).placements) placements.add(each);
    } catch {
      // Told of by whoever puts a backup back: the rest of the ledger holds.
      unreadable += 1;
    }
  }
  return { placements, unreadable };
};
