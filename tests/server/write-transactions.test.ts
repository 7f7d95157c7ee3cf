import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Database, Ending } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';

let folder: string;
let database: Database;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-transactions-'));
  database = openSqlite(join(folder, 'register.sqlite'));
});
afterEach(async () => {
  await database.close();
  rmSync(folder, { recursive: true });
});

/** Notes what it was asked to write, and each time it was. */
const noting = () => {
  const written: string[][] = [];
  const ending: Ending<string> = { write: (_transaction, asked) => written.push([...asked]) };
  return { ending, written };
};

test('what is asked of the end of a transaction is written once, together', async () => {
  const { ending, written } = noting();
  await database.write(async (transaction) => {
    transaction.atEnd(ending, 'one');
    await transaction.attempt(async () => transaction.atEnd(ending, 'two'));
    expect(written).toEqual([]);
  });
  expect(written).toEqual([['one', 'two']]);
});

test('an attempt that fails has asked nothing of the end, and the others have', async () => {
  const { ending, written } = noting();
  await database.write(async (transaction) => {
    transaction.atEnd(ending, 'before');
    const failing = transaction.attempt(async () => {
      transaction.atEnd(ending, 'within');
      throw new Error('it fails');
    });
    await expect(failing).rejects.toThrow('it fails');
    transaction.atEnd(ending, 'after');
  });
  expect(written).toEqual([['before', 'after']]);
});

test('a transaction that fails leaves nothing for the end of the next', async () => {
  const { ending, written } = noting();
  const failing = database.write(async (transaction) => {
    transaction.atEnd(ending, 'lost');
    throw new Error('it fails');
  });
  await expect(failing).rejects.toThrow('it fails');
  await database.write(async (transaction) => transaction.atEnd(ending, 'kept'));
  expect(written).toEqual([['kept']]);
});

test('the log is moved into the file while commits go on', async () => {
  const path = join(folder, 'register.sqlite');
  const sizeBefore = statSync(path).size;
  for (let count = 0; count < 120; count += 1) {
    await database.write(async (transaction) => {
      transaction
        .prepare('INSERT INTO settings (name, value) VALUES (?, ?)')
        .run(`number ${count}`, 'x'.repeat(4_000));
    });
  }
  // Long before SQLite's own limit: only the checkpointer can have made the file larger.
  await expect.poll(() => statSync(path).size).toBeGreaterThan(sizeBefore + 100_000);
  const other = new DatabaseSync(path, { readOnly: true });
  expect(other.prepare(`SELECT count(*) AS count FROM settings WHERE name LIKE 'number %'`).get()).toEqual({
    count: 120,
  });
  other.close();
});
