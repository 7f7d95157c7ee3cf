import { expect, test, vi } from 'vitest';
import type { Database, WriteTransaction } from '#server/database/database.ts';
import { findBrokenPromise } from './convergence.ts';

/** Answers before the commit: whoever asked is told, and then it is tried to keep what she was told. */
class EagerCommit {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  run<Value>(work: (transaction: WriteTransaction) => Promise<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#database
        .write(async (transaction) => {
          const value = await work(transaction);
          resolve(value);
          return value;
        })
        .catch(reject);
    });
  }
}

vi.mock('#server/register/group-commit.ts', () => ({ GroupCommit: EagerCommit }));

test('the net catches a register that acknowledges before it has committed', async () => {
  expect(await findBrokenPromise(1, 200)).toBe('what was acknowledged is on disk');
}, 300_000);
