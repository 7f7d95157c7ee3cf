import type { AuditKeys } from '../audit/audit-keys.ts';
import type { Database } from '../database/database.ts';
import { ledgerName, readLedger } from './ledger.ts';
import { purgePlacements } from './purge.ts';

/** How many placements are purged in one transaction. */
export const placementsAtOnce = 200;

/** Purges again what a backup brought back; gives how many placements, and how many lines of the ledger were unreadable. */
export const reapplyPurges = async (
  database: Database,
  keys: AuditKeys,
  folder: string,
): Promise<{ purged: number; unreadable: number }> => {
  const { placements, unreadable } = readLedger(keys, folder);
  if (placements.size === 0) return { purged: 0, unreadable };
  const here = await database.query.selectFrom('placements').select('id').execute();
  const back = here.map(({ id }) => id).filter((id) => placements.has(ledgerName(keys, id)));
  for (let from = 0; from < back.length; from += placementsAtOnce) {
    const some = back.slice(from, from + placementsAtOnce);
    await database.write(async (transaction) => purgePlacements(transaction, some));
  }
  return { purged: back.length, unreadable };
};
