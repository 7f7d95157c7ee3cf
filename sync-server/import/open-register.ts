import { randomUUID } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openSqlite } from '../database/sqlite.ts';
import { prepareRegister } from '../first-start.ts';
import { createIntake } from '../register/intake.ts';
import { readSetting } from '../settings.ts';

export interface OpenRegister {
  database: Database;
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
  const close = async (): Promise<void> => {
    await database.close();
    if (isForTheMoment) rmSync(folder, { recursive: true });
  };
  if ((await readSetting(database.query, 'demo')) === undefined) {
    const now = (): Date => new Date();
    const intake = createIntake({ database, now, randomId: randomUUID });
    const realConfig = { ...config, isDemo: false };
    const prepared = await prepareRegister({
      config: realConfig,
      database,
      intake,
      now,
      randomId: randomUUID,
    });
    if (!prepared.ok) throw new Error(prepared.problem);
  }
  return { database, isDemo: (await readSetting(database.query, 'demo')) === '1', close };
}
