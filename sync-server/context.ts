import type { AuditLog } from './audit/audit-log.ts';
import type { Config } from './config.ts';
import type { Database } from './database/database.ts';
import type { Intake } from './register/intake.ts';
import type { SealingKeys } from './sealing/sealing-keys.ts';

/** What an endpoint has to work with. Time and ids come from here, so that a test can say what they are. */
export interface Context {
  readonly config: Config;
  readonly database: Database;
  readonly intake: Intake;
  readonly audit: AuditLog;
  readonly sealing: SealingKeys;
  readonly now: () => Date;
  readonly randomId: () => string;
}
