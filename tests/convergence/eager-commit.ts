import type { Database, WriteTransaction } from '#server/database/database.ts';

/**
 * Answers before the commit: whoever asked is told, and then it is tried to keep what she was told. What the register
 * must never do; it takes the place of the real one in the test that says so.
 */
export class GroupCommit {
  readonly #database: Pick<Database, 'write'>;

  constructor(database: Pick<Database, 'write'>) {
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
