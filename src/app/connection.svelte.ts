import type { SyncStatus, TabletWorker, WorkerEvent } from '#worker/api.ts';

/** Whether there is a network, and how sending and fetching stand. */
export class Connection {
  /** Null until the worker has said something. */
  status = $state.raw<SyncStatus | null>(null);
  /** Grows whenever the lists should be read again. */
  changes = $state(0);

  #hasNetwork = $state(navigator.onLine);
  readonly #worker: TabletWorker;
  readonly #listen: TabletWorker['subscribe'];
  #takenOver: ((followUpId: string) => void)[] = [];

  /** `listen` is the worker's `subscribe`, carried over to its thread. */
  constructor(worker: TabletWorker, listen: TabletWorker['subscribe']) {
    this.#worker = worker;
    this.#listen = listen;
  }

  /** The browser's word for "no network" is to be trusted; its word for the contrary only says there is a cable. */
  get isOnline(): boolean {
    return this.#hasNetwork && this.status?.isOnline !== false;
  }

  /** Begins to listen, and tells the worker what the page notices. Gives the way to stop. */
  start(): () => void {
    const listening = new AbortController();
    const on = { signal: listening.signal };
    addEventListener('online', () => this.#network(true), on);
    addEventListener('offline', () => this.#network(false), on);
    document.addEventListener(
      'visibilitychange',
      () => this.#nudge(document.visibilityState === 'visible' ? 'visible' : 'hidden'),
      on,
    );
    this.#listen((event) => this.#hear(event)).catch(report);
    return () => listening.abort();
  }

  /** Calls the listener when another tab takes over the editing of a follow-up. Gives the way to stop. */
  onTakenOver(listener: (followUpId: string) => void): () => void {
    this.#takenOver = [...this.#takenOver, listener];
    return () => (this.#takenOver = this.#takenOver.filter((each) => each !== listener));
  }

  async syncNow(): Promise<void> {
    await this.#worker.syncNow();
  }

  #hear(event: WorkerEvent): void {
    if (event.type === 'sync') this.status = event.status;
    else if (event.type === 'changed') this.changes += 1;
    else if (event.type === 'taken-over') {
      for (const listener of this.#takenOver) listener(event.followUpId);
    }
  }

  #network(isThere: boolean): void {
    this.#hasNetwork = isThere;
    this.#nudge(isThere ? 'online' : 'offline');
  }

  #nudge(cause: Parameters<TabletWorker['nudge']>[0]): void {
    this.#worker.nudge(cause).catch(report);
  }
}

/** Without the worker there is nothing to show of it; the next action that needs it says so in its place. */
const report = (problem: unknown): void => console.error(problem);
