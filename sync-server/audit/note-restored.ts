import { readConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { reapplyPurges } from '../retention/reapply.ts';
import { readSetting } from '../settings.ts';
import { writeAuditHead } from './audit-heads.ts';
import { createAuditLog } from './audit-log.ts';
import { auditHeadsFolder, openAuditKeys } from './open-keys.ts';

/**
 * Purges again what the backup brought back of what had been purged. Signs how far the log had come in a backup that was
 * put back, so that what it lacks is known to have been lost by the restoring. False where the keys cannot be had: then nothing is purged and nothing is signed, and why is said.
 */
export const noteRestored = async (environment: NodeJS.ProcessEnv, database: Database): Promise<boolean> => {
  const { config } = readConfig(environment, null);
  const isDemo = (await readSetting(database.query, 'demo')) === '1';
  const opened = await openAuditKeys({ ...config, isDemo }, database.query);
  if (!opened.ok) {
    console.error(opened.problem);
    return false;
  }
  const now = new Date();
  const { purged, unreadable } = await reapplyPurges(database, opened.value, auditHeadsFolder(config));
  if (purged > 0) console.log(`Purged again ${purged} placements that had been purged since the backup.`);
  if (unreadable > 0) console.error(`${unreadable} lines of the ledger of purges could not be read.`);
  await writeAuditHead(database.query, opened.value, auditHeadsFolder(config), now, 'restored');
  const log = createAuditLog({ database, keys: opened.value, now: () => now });
  await log.read({ actorId: 'restore', scope: null, action: 'restored', source: 'restore', cases: {} });
  return true;
};
