import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { randomUUID } from 'node:crypto';
import type { Scope } from '#domain/organisation/access.ts';
import { createAuditLog } from '#server/audit/audit-log.ts';
import { temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import { readConfig } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { fillDemoCity } from '#server/demo/demo-city.ts';
import { prepareRegister } from '#server/first-start.ts';
import { readScope } from '#server/identity/scopes.ts';
import { createIntake } from '#server/register/intake.ts';
import { keysInMemory } from '#server/sealing/key-folder.ts';
import { openSealingKeys } from '#server/sealing/sealing-keys.ts';

export type Row = Record<string, unknown>;

export interface DemoRegister {
  readonly context: Context;
  /** Asks the file itself. */
  rows(sql: string): Row[];
  scopeOf(userName: string): Promise<Scope>;
  close(): Promise<void>;
}

/** A demo register in a folder of its own, filled at that instant. */
export const fillDemoRegister = async (at: string): Promise<DemoRegister> => {
  const folder = await mkdtemp(join(tmpdir(), 'foljsam-demo-'));
  const path = join(folder, 'register.sqlite');
  const database = openSqlite(path);
  const now = (): Date => new Date(at);
  const randomId = randomUUID;
  const { config } = readConfig({ DEMO: '1', DATA_DIR: folder }, null);
  const intake = createIntake({ database, now, randomId });
  const audit = createAuditLog({ database, keys: temporaryAuditKeys(), now });
  const sealing = openSealingKeys(keysInMemory(), now);
  const context = { config, database, intake, audit, sealing, now, randomId };
  await prepareRegister(context);
  await fillDemoCity(context);
  const reader = new DatabaseSync(path, { readOnly: true });
  return {
    context,
    rows: (sql) => reader.prepare(sql).all(),
    scopeOf: async (userName) => {
      const user = await database.query
        .selectFrom('users')
        .select('id')
        .where('user_name', '=', userName)
        .executeTakeFirstOrThrow();
      const scope = await readScope(database.query, user.id);
      if (scope === null) throw new Error(`${userName} may not sign in`);
      return scope;
    },
    close: async () => {
      reader.close();
      await database.close();
      await rm(folder, { recursive: true });
    },
  };
};
