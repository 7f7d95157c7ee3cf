/** What the page under measurement notes of itself; see `watchPage`. */
export interface PageWatch {
  /** Calls the app's worker as the page does, over comlink's messages; settles with what it returns. */
  call(method: string, ...values: unknown[]): Promise<unknown>;
  /** Settles when the next frame has been painted. */
  painted(): Promise<void>;
  /** The moment (the page's clock) at which a selector first matches and has been painted. */
  seen(selector: string): Promise<number>;
}

declare global {
  interface Window {
    foljsamWatch: PageWatch;
    /** An answer of the worker is held back until so many times what it took have passed. */
    workerTakes?: number;
  }
}

/**
 * Runs in the worker before the app's own code has answered anything: each answer tells when it was given, on the clock
 * that page and worker share.
 */
export const stampAnswers = (): void => {
  const send: (message: unknown, options: StructuredSerializeOptions) => void = self.postMessage.bind(self);
  const stamped = (message: unknown, transfer: Transferable[] = []): void => {
    const isAnswer = typeof message === 'object' && message !== null && 'id' in message;
    const answeredAt = performance.timeOrigin + performance.now();
    send(isAnswer ? { ...message, answeredAt } : message, { transfer });
  };
  Object.assign(self, { postMessage: stamped });
};

/**
 * Runs in the page before the app does: notes when the app asks its worker for something, holds the answers back as a
 * slow worker would, and tells when things are there to be used. The browser cannot throttle a worker. A string of its
 * own in the page, so nothing outside it can be used in it.
 */
export const watchPage = (): void => {
  const asked = new Map<string, number>();
  const watched: { worker: Worker | null } = { worker: null };

  const idOf = (message: unknown): string | null =>
    typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'string'
      ? message.id
      : null;

  const now = (): number => performance.timeOrigin + performance.now();

  /** Milliseconds that the answer is still to be held back. */
  const earliness = (data: unknown): number => {
    const id = idOf(data);
    const from = id === null ? undefined : asked.get(id);
    if (id === null || from === undefined) return 0;
    asked.delete(id);
    const times = window.workerTakes ?? 1;
    if (times === 1) return 0;
    if (typeof data !== 'object' || data === null || !('answeredAt' in data)) {
      throw new Error('An answer of the worker does not tell when it was given');
    }
    return from + times * (Number(data.answeredAt) - from) - now();
  };

  class WatchedWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      watched.worker = this;
      const late = new WeakSet<Event>();
      this.addEventListener('message', (event: MessageEvent<unknown>) => {
        if (late.has(event)) return;
        const wait = earliness(event.data);
        if (wait <= 0) return;
        event.stopImmediatePropagation();
        setTimeout(() => {
          const again = new MessageEvent('message', { data: event.data, ports: [...event.ports] });
          late.add(again);
          this.dispatchEvent(again);
        }, wait);
      });
    }

    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
      const id = idOf(message);
      if (id !== null) asked.set(id, now());
      super.postMessage(message, Array.isArray(options) ? { transfer: options } : options);
    }
  }
  globalThis.Worker = WatchedWorker;

  // What comes after the frame goes before what else waits, such as the worker's word that an answer is on disk.
  const painted = (): Promise<void> =>
    new Promise((resolve) => {
      requestAnimationFrame(() => {
        void scheduler.postTask(() => resolve(), { priority: 'user-blocking' });
      });
    });

  let calls = 0;
  window.foljsamWatch = {
    painted,
    call: (method, ...values) =>
      new Promise((resolve) => {
        const { worker } = watched;
        if (worker === null) throw new Error('The app has no worker');
        const id = `benchmark-${++calls}`;
        const onMessage = ({ data }: MessageEvent<unknown>): void => {
          if (idOf(data) !== id) return;
          worker.removeEventListener('message', onMessage);
          resolve(typeof data === 'object' && data !== null && 'value' in data ? data.value : undefined);
        };
        worker.addEventListener('message', onMessage);
        const argumentList = values.map((value) => ({ type: 'RAW', value }));
        worker.postMessage({ id, type: 'APPLY', path: [method], argumentList });
      }),
    seen: (selector) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (document.querySelector(selector) === null) return;
          watching.disconnect();
          void painted().then(() => resolve(performance.now()));
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { childList: true, subtree: true, attributes: true });
        look();
      }),
  };
};
