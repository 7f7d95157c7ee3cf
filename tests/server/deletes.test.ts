import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { expect, test } from 'vitest';
import { openSqlite } from '#server/database/sqlite.ts';

const folder = join(import.meta.dirname, '../../sync-server');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** The only place where anything may be deleted. */
const purging = 'retention/purge.ts';

/** What tells nothing of a case, nor of what was done with it, and why it may go. Everything else stays. */
const mayGo: Readonly<Record<string, string>> = {
  sessions: 'ended',
  ceremonies: 'begun and never finished, or finished',
  sign_in_failures: 'counted for minutes alone',
  invitations: 'a new link takes the place of the one before',
  second_factors: 'taken away by their owner, or by a reset',
  user_boards: 'rights are replaced; the log of the board has the change',
  team_boards: 'as the file that is imported says',
  draft_copies: 'hers to take away; of what was sent, the item is kept',
  owner_keys: 'hers to begin anew',
  owner_key_slots: 'hers to begin anew',
  questionnaire_versions: 'drafts alone, which nobody was asked',
  protected_placements: 'how it stands now; each change is in `protection_changes`',
  protected_readers: 'how it stands now; each change is in `protection_changes`',
};

/** Every deletion in a text, by table; what cannot be read is told as it stands. */
const deletionsIn = (text: string): string[] =>
  [...text.matchAll(/DELETE\s+FROM\s+(\S+)|\bdeleteFrom\(\s*([^)]*)\)/gi)].map(
    ([, sql = '', query = '']) => /^[`'"]?(\w+)/.exec(sql + query)?.[1] ?? sql + query,
  );

const tablesOfRegister = async (): Promise<string[]> => {
  const data = mkdtempSync(join(tmpdir(), 'foljsam-deletes-'));
  const file = join(data, 'register.sqlite');
  await openSqlite(file).close();
  const register = new DatabaseSync(file, { readOnly: true });
  const rows = register.prepare(`SELECT name FROM sqlite_master WHERE type = 'table'`).all();
  register.close();
  rmSync(data, { recursive: true });
  return rows.map(({ name }) => String(name)).filter((name) => !name.startsWith('sqlite_'));
};

test('nothing of a case is deleted but by the rules of retention: it is withdrawn, with a reason', async () => {
  const tables = await tablesOfRegister();
  expect(tables).toContain('follow_ups');
  expect(Object.keys(mayGo).filter((table) => !tables.includes(table))).toEqual([]);
  const found = files.flatMap((file) =>
    deletionsIn(readFileSync(join(folder, file), 'utf8')).map((table) => ({ file, table })),
  );
  expect(found.filter(({ table }) => !tables.includes(table))).toEqual([]);
  expect(found.filter(({ file, table }) => file !== purging && mayGo[table] === undefined)).toEqual([]);
  expect(found.map(({ file }) => file)).toContain(purging);
  // What is named here and never deleted would hide the first time that it is.
  const deleted = new Set(found.filter(({ file }) => file !== purging).map(({ table }) => table));
  expect(Object.keys(mayGo).filter((table) => !deleted.has(table))).toEqual([]);
});

test.each([
  ["query.deleteFrom('reviews').execute()", 'reviews'],
  ["query\n  .deleteFrom(\n    'items',\n  )", 'items'],
  ['DELETE FROM items WHERE id = ?', 'items'],
  ['delete from\n  "items" where 1', 'items'],
  ['DELETE FROM ${table}', '${table}'],
])('the search would find %j', (text, table) => {
  expect(deletionsIn(text)).toEqual([table]);
});
