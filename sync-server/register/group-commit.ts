import type { Database, WriteTransaction } from '../database/database.ts';

type Work<Value> = (transaction: WriteTransaction) => Promise<Value>;
type Outcome = () => void;

/** How many turns of the event loop a commit waits at most, while each brings more that can share it. */
const mostTurns = 32;

const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/**
 * Gathers pieces of work that come at the same time into one commit, since what costs is the wait for the disk. Each
 * is settled after the commit; one that fails takes nothing of the others with it.
 */
export class GroupCommit {
  readonly #database: Pick<Database, 'write'>;
  #waiting: ((transaction: WriteTransaction) => Promise<Outcome>)[] = [];
  #refusals: ((error: unknown) => void)[] = [];
  #isRunning = false;

  constructor(database: Pick<Database, 'write'>) {
    this.#database = database;
  }

  /** Runs the work in the next commit; settles when that is on disk. */
  run<Value>(work: Work<Value>): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#refusals.push(reject);
      this.#waiting.push(async (transaction) => {
        try {
          const value = await transaction.attempt(() => work(transaction));
          return () => resolve(value);
        } catch (error) {
          return () => reject(error);
        }
      });
      if (!this.#isRunning) {
        this.#isRunning = true;
        void this.#drain();
      }
    });
  }

  async #drain(): Promise<void> {
    while (this.#waiting.length > 0) {
      await this.#gather();
      const [taken, refusals] = [this.#waiting, this.#refusals];
      [this.#waiting, this.#refusals] = [[], []];
      try {
        const outcomes = await this.#database.write(async (transaction) => {
          const settled: Outcome[] = [];
          for (const each of taken) settled.push(await each(transaction));
          return settled;
        });
        for (const settle of outcomes) settle();
      } catch (error) {
        // The commit itself failed: nothing is on disk, and nobody may be told that it is.
        for (const refuse of refusals) refuse(error);
      }
    }
    this.#isRunning = false;
  }

  /** Reads what has already arrived, and what arrives while that is read: it can share the commit. */
  async #gather(): Promise<void> {
    for (let turn = 0, before = 0; turn < mostTurns && this.#waiting.length > before; turn += 1) {
      before = this.#waiting.length;
      await nextTurn();
    }
  }
}
