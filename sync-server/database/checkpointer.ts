import { Worker } from 'node:worker_threads';

/** After so many commits the log is moved into the file; a few megabytes of it by then. */
const commitsBetween = 50;

/** As soon as nothing has been written for so long, in milliseconds: a few large commits make a long log too. */
const quietTime = 500;

/**
 * Moves the write-ahead log into the file in a thread of its own: done by the writer, as SQLite would, it holds up all
 * who wait for their receipts. Started when there is first something to move; SQLite's own limit stays behind it, for
 * the case that the thread cannot keep up.
 */
export class Checkpointer {
  readonly #path: string;
  #worker: Worker | undefined;
  #commits = 0;
  #whenQuiet: NodeJS.Timeout | undefined;

  constructor(path: string) {
    this.#path = path;
  }

  /** Hears of a commit. */
  committed(): void {
    this.#commits += 1;
    this.#whenQuiet ??= setTimeout(() => this.#checkpoint(), quietTime).unref();
    if (this.#commits >= commitsBetween) this.#checkpoint();
    else this.#whenQuiet.refresh();
  }

  #checkpoint(): void {
    clearTimeout(this.#whenQuiet);
    this.#whenQuiet = undefined;
    this.#commits = 0;
    this.#worker ??= this.#start();
    this.#worker.postMessage('checkpoint');
  }

  /** Ends the thread; the caller moves what is left. */
  async stop(): Promise<void> {
    clearTimeout(this.#whenQuiet);
    await this.#worker?.terminate();
    this.#worker = undefined;
  }

  #start(): Worker {
    const worker = new Worker(new URL('./checkpoint-thread.mjs', import.meta.url), {
      workerData: this.#path,
      resourceLimits: { maxOldGenerationSizeMb: 16, maxYoungGenerationSizeMb: 4 },
    });
    worker.unref();
    // Without it the writer moves the log itself, later and by SQLite's own limit.
    worker.on('error', () => {
      this.#worker = undefined;
    });
    return worker;
  }
}
