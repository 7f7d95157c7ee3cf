import { createAuditLog } from '#server/audit/audit-log.ts';
import { temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import { readConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import type { Database } from '#server/database/database.ts';
import { createIntake } from '#server/register/intake.ts';

/** The context of a register for real cases, without HTTP. */
export const contextOf = (database: Database, now: () => Date = () => new Date()): Context => {
  const randomId = () => crypto.randomUUID();
  const { config } = readConfig({ PUBLIC_ORIGIN: 'http://localhost', SESSION_SECRET: 'x'.repeat(32) }, null);
  const audit = createAuditLog({ database, keys: temporaryAuditKeys(), now });
  return { config, database, intake: createIntake({ database, now, randomId }), audit, now, randomId };
};
