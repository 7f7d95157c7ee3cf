import type { OnDevice, StorageHealth, TabletWorker, Worklist, WorklistQuery } from '#worker/api.ts';

/** What the day's list begins with. */
export const wholeDay: WorklistQuery = { search: '', whose: 'mine' };

/** The caseworker's day. The last list stands until the next one is there. */
export class WorklistState {
  list = $state.raw<Worklist | null>(null);
  health = $state.raw<StorageHealth | null>(null);
  hasFailed = $state(false);
  search = $state(wholeDay.search);
  whose = $state(wholeDay.whose);

  readonly #worker: TabletWorker;
  #asked = 0;
  #isFresh: boolean;

  /** `first`: the list as it was just now, where it is known. */
  constructor(worker: TabletWorker, first: Worklist | null) {
    this.#worker = worker;
    this.list = first;
    this.#isFresh = first !== null;
  }

  get query(): WorklistQuery {
    return { search: this.search.trim(), whose: this.whose };
  }

  async load(): Promise<void> {
    if (this.#isFresh) {
      this.#isFresh = false;
      return;
    }
    const asked = ++this.#asked;
    try {
      const list = await this.#worker.worklist(this.query);
      // A later question may have been answered already.
      if (asked !== this.#asked) return;
      this.list = list;
      this.hasFailed = false;
    } catch (problem) {
      console.error(problem);
      this.hasFailed = true;
    }
  }

  /** The names of what lies on the tablet; null where they cannot be had, which is no reason to stop. */
  async names(): Promise<OnDevice | null> {
    try {
      return await this.#worker.onDevice();
    } catch (problem) {
      console.error(problem);
      return null;
    }
  }

  async loadHealth(): Promise<void> {
    try {
      this.health = await this.#worker.storageHealth();
    } catch (problem) {
      // Nothing is said of the room, which is what is known of it.
      console.error(problem);
    }
  }
}
