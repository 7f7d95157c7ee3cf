import { expect, test } from 'vitest';
import type { Database, WriteTransaction } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { GroupCommit } from '#server/register/group-commit.ts';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A register in a folder for the moment, whose commits are counted. */
const openRegister = async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foljsam-commit-'));
  const register = openSqlite(join(folder, 'register.sqlite'));
  const seen = { commits: 0 };
  const database: Database = {
    ...register,
    write: async (work) => {
      const value = await register.write(work);
      seen.commits += 1;
      return value;
    },
  };
  const boards = async (): Promise<string[]> =>
    (await register.query.selectFrom('boards').select('id').orderBy('id').execute()).map((row) => row.id);
  const close = async () => {
    await register.close();
    await rm(folder, { recursive: true });
  };
  return { database, seen, boards, close };
};

const addBoard =
  (id: string) =>
  async (transaction: WriteTransaction): Promise<string> => {
    transaction.prepare('INSERT INTO boards (id, key, name) VALUES (?, ?, ?)').run(id, id, id);
    return id;
  };

test('work that comes at the same time shares a commit, and each gets its own value', async () => {
  const { database, seen, boards, close } = await openRegister();
  const commits = new GroupCommit(database);
  expect(await Promise.all(['a', 'b', 'c'].map((id) => commits.run(addBoard(id))))).toEqual(['a', 'b', 'c']);
  expect(seen.commits).toBe(1);
  expect(await commits.run(addBoard('d'))).toBe('d');
  expect(await boards()).toEqual(['a', 'b', 'c', 'd']);
  await close();
});

test('work that fails leaves nothing behind and takes nothing of the others with it', async () => {
  const { database, boards, close } = await openRegister();
  const commits = new GroupCommit(database);
  const outcomes = await Promise.allSettled([
    commits.run(addBoard('a')),
    commits.run(async (transaction) => {
      await addBoard('half-done')(transaction);
      throw new Error('This one fails');
    }),
    commits.run(addBoard('b')),
    // Refused by the schema itself.
    commits.run(addBoard('a')),
  ]);
  expect(outcomes.map((each) => each.status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected']);
  expect(outcomes[1]).toMatchObject({ reason: new Error('This one fails') });
  expect(await boards()).toEqual(['a', 'b']);
  await close();
});

test('nobody is told before the commit', async () => {
  const { database, close } = await openRegister();
  const order: string[] = [];
  const slow: Database = {
    ...database,
    write: async (work) => {
      const value = await database.write(work);
      // What settles too early settles here, while the disk is still waited for.
      await new Promise((resolve) => setTimeout(resolve, 20));
      order.push('commit');
      return value;
    },
  };
  const commits = new GroupCommit(slow);
  const told = (id: string) => commits.run(addBoard(id)).then((value) => order.push(value));
  await Promise.all([told('a'), told('b')]);
  await told('c');
  expect(order).toEqual(['commit', 'a', 'b', 'commit', 'c']);
  await close();
});

test('a commit that fails refuses all that was in it, and the next one goes on', async () => {
  const { database, boards, close } = await openRegister();
  let fails = true;
  const failing: Database = {
    ...database,
    write: (work) =>
      database.write(async (transaction) => {
        const value = await work(transaction);
        if (fails) throw new Error('The disk is full');
        return value;
      }),
  };
  const commits = new GroupCommit(failing);
  const outcomes = await Promise.allSettled([
    commits.run(addBoard('a')),
    commits.run(() => Promise.reject(new Error('This one fails by itself'))),
  ]);
  expect(outcomes).toMatchObject([
    { status: 'rejected', reason: new Error('The disk is full') },
    { status: 'rejected', reason: new Error('The disk is full') },
  ]);
  fails = false;
  expect(await commits.run(addBoard('b'))).toBe('b');
  expect(await boards()).toEqual(['b']);
  await close();
});

test('work that comes while a commit is under way goes into the next', async () => {
  const { database, seen, boards, close } = await openRegister();
  const commits = new GroupCommit(database);
  let late: Promise<string> | undefined;
  await commits.run(async (transaction) => {
    late = commits.run(addBoard('late'));
    return addBoard('early')(transaction);
  });
  expect(seen.commits).toBe(1);
  expect(await late).toBe('late');
  expect(seen.commits).toBe(2);
  expect(await boards()).toEqual(['early', 'late']);
  await close();
});
