import { chmodSync } from 'node:fs';
import type { Database, WriteTransaction } from '../database/database.ts';
import { integer, text } from '../database/row.ts';

const set = (transaction: WriteTransaction, name: string, value: string): void => {
  transaction
    .prepare(
      'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
    )
    .run(name, value);
};

const lastReceipt = (transaction: WriteTransaction): number =>
  integer(transaction.prepare('SELECT coalesce(max(receipt), 0) AS last FROM items').get() ?? {}, 'last');

/**
 * Copies the register to a file; gives the last receipt that is surely in the copy. The tablets are told to let go of
 * what the copy before this one holds: if the newest turns out to be unreadable, the one before is enough.
 */
export const backUp = async (database: Database, path: string): Promise<number> => {
  // Read before the copy is made: what comes meanwhile may be in it, and is not promised.
  const through = await database.write(async (transaction) => lastReceipt(transaction));
  await database.copyTo(path);
  chmodSync(path, 0o600);
  await database.write(async (transaction) => {
    const before = transaction.prepare(`SELECT value FROM settings WHERE name = 'last-backup-through'`).get();
    set(transaction, 'backed-up-through', before ? text(before, 'value') : '0');
    set(transaction, 'last-backup-through', String(through));
  });
  return through;
};

/**
 * Makes a copy that was put back in place a register of its own epoch: tablets send again what it lacks, views are
 * told anew, and numbers that were given since the copy was made are never given again.
 */
export const beginNewEpoch = (database: Database, epoch: string): Promise<void> =>
  database.write(async (transaction) => {
    set(transaction, 'epoch', epoch);
    // Not counted: the same copy can be put back twice, and would count to the same.
    set(transaction, 'generation', epoch.slice(0, 6));
    set(transaction, 'backed-up-through', '0');
    set(transaction, 'last-backup-through', '0');
  });
