/** The list in which the focus moves. */
export interface SteppedList {
  /** Number of the row that has the focus; -1 where it is elsewhere. */
  at(): number;
  count(): number;
  /** Fetches more rows, where there are any, and waits until they are drawn. */
  more(): Promise<void>;
  focus(row: number): void;
}

/**
 * Moves the focus in a list by keys. The steps are taken one after the other: one that must wait for the next page holds
 * those that were pressed after it, and none is lost or taken from the wrong place.
 */
export class QueueSteps {
  readonly #list: SteppedList;
  #last: Promise<void> = Promise.resolve();

  constructor(list: SteppedList) {
    this.#list = list;
  }

  /** Steps down (1) or up (-1), after the steps before it. */
  step(by: 1 | -1): Promise<void> {
    this.#last = this.#last.then(() => this.#take(by));
    return this.#last;
  }

  async #take(by: 1 | -1): Promise<void> {
    const at = this.#list.at();
    // She has left the list while a page was on its way: the focus is not taken from her.
    if (at === -1) return;
    if (by > 0 && at >= this.#list.count() - 1) await this.#list.more();
    const now = this.#list.at();
    if (now !== -1) this.#list.focus(Math.max(0, Math.min(now + by, this.#list.count() - 1)));
  }
}
