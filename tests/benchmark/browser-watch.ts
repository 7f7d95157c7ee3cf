/** What the page under measurement notes of itself; see `watchPage`. */
export interface PageWatch {
  /** Calls the app's worker as the page does, over comlink's messages; settles with what it returns. */
  call(method: string, ...values: unknown[]): Promise<unknown>;
  /** Milliseconds between two moments of the page's clock during which the page waited for its worker. */
  waited(from: number, to: number): number;
  /** The moment (the page's clock) at which a selector first matches and has been painted. */
  seen(selector: string): Promise<number>;
}

declare global {
  interface Window {
    foljsamWatch: PageWatch;
  }
}

/**
 * Runs in the page before the app does: notes when the app asks its worker for something and when the answer comes,
 * and when things are there to be used. A string of its own in the page, so nothing outside it can be used in it.
 */
export const watchPage = (): void => {
  const open = new Map<string, number>();
  const waits: [from: number, to: number][] = [];
  const watched: { worker: Worker | null } = { worker: null };

  const idOf = (message: unknown): string | null =>
    typeof message === 'object' && message !== null && 'id' in message && typeof message.id === 'string'
      ? message.id
      : null;

  // Subscriptions never end, and nobody waits for them.
  const isAwaited = (message: unknown): boolean =>
    typeof message === 'object' &&
    message !== null &&
    'path' in message &&
    Array.isArray(message.path) &&
    ['start', 'unlock', 'worklist', 'openFollowUp', 'recordAnswer'].includes(String(message.path[0]));

  class WatchedWorker extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      watched.worker = this;
      this.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
        const id = idOf(data);
        const from = id === null ? undefined : open.get(id);
        if (id === null || from === undefined) return;
        waits.push([from, performance.now()]);
        open.delete(id);
      });
    }

    override postMessage(message: unknown, options?: Transferable[] | StructuredSerializeOptions): void {
      const id = idOf(message);
      if (id !== null && isAwaited(message)) open.set(id, performance.now());
      super.postMessage(message, Array.isArray(options) ? { transfer: options } : options);
    }
  }
  globalThis.Worker = WatchedWorker;

  let calls = 0;
  window.foljsamWatch = {
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
    waited: (from, to) => {
      // Two at a time are waited for once.
      const within = waits
        .map(([start, end]): [number, number] => [Math.max(start, from), Math.min(end, to)])
        .filter(([start, end]) => end > start)
        .sort(([one], [other]) => one - other);
      let sum = 0;
      let reached = from;
      for (const [start, end] of within) {
        sum += Math.max(0, end - Math.max(start, reached));
        reached = Math.max(reached, end);
      }
      return sum;
    },
    seen: (selector) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (document.querySelector(selector) === null) return;
          watching.disconnect();
          // A frame with it in has been drawn when the next one begins.
          requestAnimationFrame(() => {
            const painted = new MessageChannel();
            painted.port1.onmessage = () => resolve(performance.now());
            painted.port2.postMessage(null);
          });
        };
        const watching = new MutationObserver(look);
        watching.observe(document, { childList: true, subtree: true, attributes: true });
        look();
      }),
  };
};
