/** Runs one piece of work at a time, in the order of asking. */
export class SerialQueue {
  #last: Promise<unknown> = Promise.resolve();

  /** Runs the work when all asked for earlier is done; settles as the work does. */
  run<Value>(work: () => Promise<Value>): Promise<Value> {
    const next = this.#last.then(work);
    // The next one in line runs whatever became of this one; whoever asked hears of the failure.
    this.#last = next.then(
      () => undefined,
      () => undefined,
    );
    return next;
  }

  /** Settles when nothing is left to run. */
  async idle(): Promise<void> {
    await this.#last;
  }
}
