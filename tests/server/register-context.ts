import { createAuditLog } from '#server/audit/audit-log.ts';
import { temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import { readConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/database.ts';
import { createIntake } from '#server/register/intake.ts';
import { keysInMemory, type KeyStore } from '#server/sealing/key-folder.ts';
import { openSealingKeys } from '#server/sealing/sealing-keys.ts';

/** The context of a register for real cases, without HTTP. */
export const contextOf = (
  database: Database,
  now: () => Date = () => new Date(),
  keys: KeyStore = keysInMemory(),
): Context => {
  const randomId = () => crypto.randomUUID();
  const environment = { PUBLIC_ORIGIN: 'http://localhost', SESSION_SECRET: 'x'.repeat(32), LOG: 'off' };
  const { config } = readConfig(environment, null);
  const audit = createAuditLog({ database, keys: temporaryAuditKeys(), now });
  const sealing = openSealingKeys(keys, now);
  const intake = createIntake({ database, now, randomId, keyOf: sealing.uploadKey });
  return { config, database, intake, audit, sealing, now, randomId };
};
