/**
 * node keys.ts [list | rotate | rotate-recovery | prune]: the keys that tablets seal for. `rotate` makes a new one for
 * their queues, as the server does by itself after 90 days; `rotate-recovery` a new recovery key of each board, as it does
 * after a year. A running server sees them within seconds. `prune` removes those that nothing can be sealed for any more.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { openSqlite } from '../database/sqlite.ts';
import { openKeyFolder, type KeyStore } from '../sealing/key-folder.ts';
import { sealingKeysFolder } from '../sealing/open-sealing-keys.ts';
import {
  keysToRemove,
  openSealingKeys,
  recoveryKeysToRemove,
  uploadKeysOf,
  type KeyHolder,
} from '../sealing/sealing-keys.ts';

const { config } = readConfig(process.env, null);
const register = join(config.dataDir, 'register.sqlite');

const list = (store: KeyStore): void => {
  for (const [index, { id, madeAt }] of uploadKeysOf(store).entries()) {
    console.log(`${id}  made ${madeAt}${index === 0 ? '  in use' : ''}`);
  }
};

/** The tablets that the register knows, and the recovery keys that something is kept for. */
const readUses = async (): Promise<{ holders: KeyHolder[]; recovery: ReadonlySet<string> }> => {
  const database = openSqlite(register);
  const deposits = await database.query.selectFrom('recovery_deposits').select('key_id').distinct().execute();
  const rows = await database.query
    .selectFrom('devices')
    .select(['enrolled_at', 'revoked_at', 'erased_at'])
    .execute();
  await database.close();
  const holders = rows.map((row) => ({
    enrolledAt: row.enrolled_at,
    isGone: row.revoked_at !== null || row.erased_at !== null,
  }));
  return { holders, recovery: new Set(deposits.map((each) => each.key_id)) };
};

const prune = async (store: KeyStore): Promise<void> => {
  const { holders, recovery } = await readUses();
  const old = [...keysToRemove(uploadKeysOf(store), holders), ...recoveryKeysToRemove(store, recovery)];
  for (const { id } of old) {
    store.remove(id);
    console.log(`Removed ${id}`);
  }
  if (old.length === 0) console.log('Tablets may still hold something sealed for each of the keys.');
};

const [what = 'list'] = process.argv.slice(2);
const opened = openKeyFolder(sealingKeysFolder(config), config.isDemo);
if (!opened.ok) {
  console.error(opened.problem);
  process.exitCode = 1;
} else if (what === 'list') {
  list(opened.value);
} else if (what === 'rotate') {
  const { id } = openSealingKeys(opened.value, () => new Date()).rotate();
  console.log(`Tablets seal for ${id} from now on. Back up ${sealingKeysFolder(config)}.`);
} else if (what === 'rotate-recovery') {
  const boards = openSealingKeys(opened.value, () => new Date()).rotateRecovery();
  console.log(
    `Made ${boards.length} recovery keys; tablets seal for them at their next contact. Back up ${sealingKeysFolder(config)}.`,
  );
} else if (what === 'prune' && existsSync(register)) {
  await prune(opened.value);
} else {
  console.error(
    what === 'prune'
      ? `There is no register at ${register}.`
      : 'Say which: npm run keys -- list, rotate, rotate-recovery or prune',
  );
  process.exitCode = 2;
}
