import { proxy, wrap, type Remote } from 'comlink';
import type { TabletWorker, WorkerEvent } from './api.ts';
import { scriptUrl } from './script-url.ts';
import workerUrl from './worker.ts?worker&url';

/** The page's end of the worker. */
export interface WorkerClient {
  readonly worker: Remote<TabletWorker>;
  /** Calls the listener at each event of the worker, from now on. */
  listen(listener: (event: WorkerEvent) => void): Promise<void>;
}

/** Starts the worker that keeps the tablet's store for this page. */
export const connectWorker = (): WorkerClient => {
  const running = new Worker(scriptUrl(workerUrl), { type: 'module' });
  const worker = wrap<TabletWorker>(running);
  return { worker, listen: (listener) => worker.subscribe(proxy(listener)) };
};
