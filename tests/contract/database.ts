import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Database, WriteTransaction } from '#server/database/database.ts';

/** A register's store for the moment, empty. */
export interface StoreForTheMoment {
  readonly database: Database;
  /** The same store, opened anew after it was closed. */
  reopen(): Promise<Database>;
  /** A copy as `copyTo` makes it, opened. */
  copy(): Promise<Database>;
  remove(): Promise<void>;
}

const add =
  (id: string) =>
  async (transaction: WriteTransaction): Promise<string> => {
    transaction
      .prepare('INSERT INTO boards (id, key, name) VALUES (?, ?, ?)')
      .run(id, `key-${id}`, `Board ${id}`);
    return id;
  };

const boardsIn = async ({ query }: Pick<Database, 'query'>): Promise<string[]> =>
  (await query.selectFrom('boards').select('id').orderBy('id').execute()).map((row) => row.id);

const turn = () => new Promise((resolve) => setTimeout(resolve, 5));

/** What every store of the register does, whichever it is. */
export const describeDatabase = (name: string, open: () => Promise<StoreForTheMoment>): void => {
  describe(`the store of the register: ${name}`, () => {
    let store: StoreForTheMoment;
    let database: Database;
    beforeEach(async () => {
      store = await open();
      database = store.database;
    });
    afterEach(() => store.remove());

    test('what was written is read, also after it was closed', async () => {
      expect(await database.write(add('a'))).toBe('a');
      expect(await boardsIn(database)).toEqual(['a']);
      await database.close();
      const again = await store.reopen();
      expect(await boardsIn(again)).toEqual(['a']);
      await again.close();
    });

    test('writes are done one at a time, in the order of asking', async () => {
      const order: string[] = [];
      const write = (id: string) =>
        database.write(async (transaction) => {
          order.push(`${id} begins`);
          await turn();
          await add(id)(transaction);
          order.push(`${id} ends`);
        });
      await Promise.all([write('a'), write('b'), write('c')]);
      expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends', 'c begins', 'c ends']);
    });

    test('a write sees what it has written itself, by either way of asking', async () => {
      await database.write(async (transaction) => {
        await add('a')(transaction);
        await transaction.query.insertInto('boards').values({ id: 'b', key: 'b', name: 'B' }).execute();
        expect(await boardsIn(transaction)).toEqual(['a', 'b']);
        expect(transaction.prepare('SELECT count(*) AS count FROM boards').get()).toEqual({ count: 2 });
      });
    });

    test('nobody reads what is not committed', async () => {
      const seen = await database.write(async (transaction) => {
        await add('a')(transaction);
        await turn();
        return boardsIn(database);
      });
      expect(seen).toEqual([]);
      expect(await boardsIn(database)).toEqual(['a']);
    });

    test('a write that fails leaves nothing, says why, and the next goes on', async () => {
      const failing = database.write(async (transaction) => {
        await add('a')(transaction);
        await turn();
        throw new Error('This one fails');
      });
      const next = database.write(add('b'));
      await expect(failing).rejects.toThrow('This one fails');
      await next;
      expect(await boardsIn(database)).toEqual(['b']);
    });

    test('what the schema refuses fails as a write does', async () => {
      await database.write(add('a'));
      await expect(
        database.write(async (transaction) => {
          await add('b')(transaction);
          await add('a')(transaction);
        }),
      ).rejects.toThrow();
      await expect(
        database.write(async (transaction) =>
          transaction.query.insertInto('team_boards').values({ team_id: 'x', board_id: 'x' }).execute(),
        ),
      ).rejects.toThrow();
      expect(await boardsIn(database)).toEqual(['a']);
    });

    test('a part that fails costs nothing of the rest, and is not there', async () => {
      await database.write(async (transaction) => {
        await add('a')(transaction);
        const part = transaction.attempt(async () => {
          await add('b')(transaction);
          await add('a')(transaction);
        });
        await expect(part).rejects.toThrow();
        expect(await transaction.attempt(() => add('c')(transaction))).toBe('c');
      });
      expect(await boardsIn(database)).toEqual(['a', 'c']);
    });

    test('parts within parts: the inner one is taken back with the outer', async () => {
      await database.write(async (transaction) => {
        const outer = transaction.attempt(async () => {
          await transaction.attempt(() => add('inner')(transaction));
          const failing = transaction.attempt(async () => {
            await add('failed')(transaction);
            throw new Error('the inner fails');
          });
          await expect(failing).rejects.toThrow('the inner fails');
          expect(await boardsIn(transaction)).toEqual(['inner']);
          throw new Error('the outer fails');
        });
        await expect(outer).rejects.toThrow('the outer fails');
        await add('a')(transaction);
      });
      expect(await boardsIn(database)).toEqual(['a']);
    });

    test('prepared statements take values by place and by name, and are prepared once', async () => {
      const select = 'SELECT id, name FROM boards WHERE id = :id';
      await database.write(async (transaction) => {
        await add('a')(transaction);
        expect(transaction.prepare(select)).toBe(transaction.prepare(select));
        expect(transaction.prepare(select).get({ id: 'a' })).toEqual({ id: 'a', name: 'Board a' });
        expect(transaction.prepare('SELECT id FROM boards WHERE id = ?').get('a')).toEqual({ id: 'a' });
        expect(transaction.prepare('SELECT id FROM boards WHERE id = ?').get('z')).toBeUndefined();
        expect(transaction.prepare('SELECT id FROM boards WHERE id <> ?').all('z')).toEqual([{ id: 'a' }]);
      });
      await database.write(async (transaction) => {
        expect(transaction.prepare(select).get({ id: 'a' })).toEqual({ id: 'a', name: 'Board a' });
      });
    });

    test('a copy is whole and consistent, though others write meanwhile', async () => {
      await database.write(add('before'));
      const writing = database.write(async (transaction) => {
        await add('half')(transaction);
        await turn();
        await turn();
        await add('whole')(transaction);
      });
      const copy = await store.copy();
      await writing;
      const found = await boardsIn(copy);
      await copy.close();
      expect([['before'], ['before', 'half', 'whole']]).toContainEqual(found);
      expect(await boardsIn(database)).toEqual(['before', 'half', 'whole']);
    });

    test('closing waits for what is under way', async () => {
      const writing = database.write(async (transaction) => {
        await turn();
        await add('a')(transaction);
      });
      await database.close();
      await writing;
      const again = await store.reopen();
      expect(await boardsIn(again)).toEqual(['a']);
      await again.close();
    });

    test('a store that was made before is opened as it is, as often as one likes', async () => {
      await database.write(add('a'));
      await database.close();
      for (const id of ['b', 'c']) {
        const again = await store.reopen();
        await again.write(add(id));
        await again.close();
      }
      const last = await store.reopen();
      expect(await boardsIn(last)).toEqual(['a', 'b', 'c']);
      await last.close();
    });
  });
};
