import type { OutboxRow, OutboxView, SaveProblem, TabletWorker } from '#worker/api.ts';

type RowProblem = SaveProblem | 'not-possible';

/** What has been sent, what waits, and what needs the person. */
export class OutboxState {
  view = $state.raw<OutboxView | null>(null);
  hasFailed = $state(false);
  isSyncing = $state(false);
  /** The item that something is being done with. */
  busy = $state<string | null>(null);
  /** What went wrong last, and with which item. */
  problem = $state.raw<{ readonly itemId: string; readonly problem: RowProblem } | null>(null);

  readonly #worker: TabletWorker;

  constructor(worker: TabletWorker) {
    this.#worker = worker;
  }

  async load(): Promise<void> {
    try {
      this.view = await this.#worker.outbox();
      this.hasFailed = false;
    } catch (problem) {
      console.error(problem);
      this.hasFailed = true;
    }
  }

  async syncNow(): Promise<void> {
    this.isSyncing = true;
    try {
      await this.#worker.syncNow();
      await this.load();
    } finally {
      this.isSyncing = false;
    }
  }

  takeBack(row: OutboxRow): Promise<boolean> {
    return this.#do(row, () => this.#worker.takeBack(row.itemId));
  }

  correct(row: OutboxRow): Promise<boolean> {
    return this.#do(row, () => this.#worker.correct(row.followUpId));
  }

  sendAgain(row: OutboxRow): Promise<boolean> {
    return this.#do(row, async () => {
      await this.#worker.sendAgain(row.itemId);
      return { ok: true };
    });
  }

  settle(
    row: OutboxRow,
    submissionId: string,
    choices: Readonly<Record<string, 'head' | 'mine'>>,
  ): Promise<boolean> {
    return this.#do(row, () => this.#worker.settle(row.followUpId, submissionId, choices));
  }

  /** The item as a file; null where there is nothing of it here. */
  async fileOf(row: OutboxRow): Promise<{ fileName: string; text: string } | null> {
    return this.#worker.exportItem(row.itemId);
  }

  async #do(
    row: OutboxRow,
    action: () => Promise<{ ok: true } | { ok: false; problem: RowProblem }>,
  ): Promise<boolean> {
    if (this.busy !== null) return false;
    this.busy = row.itemId;
    this.problem = null;
    try {
      const done = await action();
      if (!done.ok) this.problem = { itemId: row.itemId, problem: done.problem };
      return done.ok;
    } catch (problem) {
      console.error(problem);
      this.problem = { itemId: row.itemId, problem: 'unexpected' };
      return false;
    } finally {
      this.busy = null;
      await this.load();
    }
  }
}
