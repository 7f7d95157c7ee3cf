import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openSqlite } from '#server/database/sqlite.ts';
import { migrations } from '#server/database/schema.ts';
import { describeDatabase } from './database.ts';

let folder: string;
let path: string;
const newFolder = () => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-database-'));
  path = join(folder, 'register.sqlite');
};
const removeFolder = () => rmSync(folder, { recursive: true, force: true });

describeDatabase('SQLite', async () => {
  newFolder();
  const database = openSqlite(path);
  return {
    database,
    reopen: async () => openSqlite(path),
    copy: async () => {
      const copied = join(folder, 'copy.sqlite');
      await database.copyTo(copied);
      return openSqlite(copied);
    },
    remove: async () => removeFolder(),
  };
});

describe('SQLite in a file', () => {
  beforeEach(newFolder);
  afterEach(removeFolder);

  const lastSchema = migrations.at(-1)?.id ?? 0;
  const schemaOf = (file: string): unknown => {
    const connection = new DatabaseSync(file);
    const row = connection.prepare('PRAGMA user_version').get();
    connection.close();
    return row?.['user_version'];
  };

  test('closing moves the write-ahead log into the file: the file alone is the register', async () => {
    const database = openSqlite(path);
    await database.write(async ({ query }) => {
      await query.insertInto('boards').values({ id: 'a', key: 'a', name: 'A' }).execute();
    });
    expect(statSync(`${path}-wal`).size).toBeGreaterThan(0);
    await database.close();
    expect(existsSync(`${path}-wal`) && statSync(`${path}-wal`).size > 0).toBe(false);
  });

  test('while another program writes, a write waits for it and everything else goes on', async () => {
    const database = openSqlite(path);
    const other = new DatabaseSync(path);
    other.exec('BEGIN IMMEDIATE');
    let isWritten = false;
    const writing = database
      .write(async ({ query }) => {
        await query.insertInto('boards').values({ id: 'a', key: 'a', name: 'A' }).execute();
      })
      .then(() => (isWritten = true));
    // Timers and reads are served many times over before the other program is done.
    for (let turn = 0; turn < 20; turn += 1) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(await database.query.selectFrom('boards').selectAll().execute()).toEqual([]);
    expect(isWritten).toBe(false);
    other.exec('COMMIT');
    other.close();
    await writing;
    expect(await database.query.selectFrom('boards').select('key').execute()).toEqual([{ key: 'a' }]);
    await database.close();
  });

  test('a commit waits for the disk, and references are kept', async () => {
    const database = openSqlite(path);
    await database.write(async (transaction) => {
      expect(transaction.prepare('PRAGMA synchronous').get()).toEqual({ synchronous: 2 });
      expect(transaction.prepare('PRAGMA journal_mode').get()).toEqual({ journal_mode: 'wal' });
      expect(transaction.prepare('PRAGMA foreign_keys').get()).toEqual({ foreign_keys: 1 });
    });
    await database.close();
  });

  test('a new register is of the newest schema', async () => {
    await openSqlite(path).close();
    expect(schemaOf(path)).toBe(lastSchema);
  });

  test('a register made by a newer Följsam is refused in plain words, and left as it was', async () => {
    await openSqlite(path).close();
    const newer = new DatabaseSync(path);
    newer.exec(`PRAGMA user_version = ${lastSchema + 1}`);
    newer.close();
    expect(() => openSqlite(path)).toThrow(/newer Följsam/);
    expect(schemaOf(path)).toBe(lastSchema + 1);
  });

  test('a copy is not made over a file that is there', async () => {
    const database = openSqlite(path);
    const copied = join(folder, 'copy.sqlite');
    await database.copyTo(copied);
    await expect(database.copyTo(copied)).rejects.toThrow();
    await database.close();
  });
});
