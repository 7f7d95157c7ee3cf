import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { createAuditLog, type AuditLog } from '../audit/audit-log.ts';
import { openAuditKeys } from '../audit/open-keys.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openSqlite } from '../database/sqlite.ts';
import { prepareRegister } from '../first-start.ts';
import { readSetting } from '../settings.ts';

export interface OpenRegister {
  database: Database;
  /** null for a dry run, which writes nothing. */
  audit: AuditLog | null;
  isDemo: boolean;
  close: () => Promise<void>;
}

/**
 * Opens the register in DATA_DIR for a command beside the server. Where there is none yet, one for real cases is made;
 * for a dry run that one is of a folder for the moment, so that nothing is left behind.
 */
export async function openRegister(
  environment: NodeJS.ProcessEnv,
  { isDryRun }: { isDryRun: boolean },
): Promise<OpenRegister> {
  const { config } = readConfig(environment, null);
  const isForTheMoment = isDryRun && !existsSync(join(config.dataDir, 'register.sqlite'));
  const folder = isForTheMoment ? mkdtempSync(join(tmpdir(), 'foljsam-')) : config.dataDir;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const database = openSqlite(join(folder, 'register.sqlite'));
  // Rows come in the order of their ids, so little has to be kept at hand; memory is what an import is short of.
  await database.write(async ({ prepare }) => void prepare('PRAGMA cache_size = -4000').get());
  await sql`PRAGMA cache_size = -4000`.execute(database.query);
  const close = async (): Promise<void> => {
    await database.close();
    if (isForTheMoment) rmSync(folder, { recursive: true });
  };
  if ((await readSetting(database.query, 'demo')) === undefined) {
    const now = (): Date => new Date();
    const realConfig = { ...config, isDemo: false };
    const prepared = await prepareRegister({
      config: realConfig,
      database,
      now,
      randomId: randomUUID,
    });
    if (!prepared.ok) throw new Error(prepared.problem);
  }
  const isDemo = (await readSetting(database.query, 'demo')) === '1';
  if (isDryRun) return { database, audit: null, isDemo, close };
  const keys = await openAuditKeys({ ...config, isDemo }, database.query);
  if (!keys.ok) throw new Error(keys.problem);
  return {
    database,
    audit: createAuditLog({ database, keys: keys.value, now: () => new Date() }),
    isDemo,
    close,
  };
}
