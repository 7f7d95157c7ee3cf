import { proxy, wrap, type Remote } from 'comlink';
import { vaultOpenLock } from '#sync/channels.ts';
import type { TabletWorker, WorkerEvent } from './api.ts';
import { scriptUrl } from './script-url.ts';
import workerUrl from './worker.ts?worker&url';

/** The page's end of the worker. */
export interface WorkerClient {
  readonly worker: Remote<TabletWorker>;
  /** Calls the listener at each event of the worker, from now on. */
  listen(listener: (event: WorkerEvent) => void): Promise<void>;
  /** Whether another tab has a store open. */
  isOpenElsewhere(): Promise<boolean>;
}

interface SyncRegistration {
  readonly sync: { register(tag: string): Promise<void> };
}

const canSync = (registration: object): registration is SyncRegistration => 'sync' in registration;

/**
 * Asks the browser to wake the service worker when there is network, also where the app is closed by then. Where
 * there is no Background Sync (on iPad), the app sends when it is next opened.
 */
const askToSendLater = async (): Promise<void> => {
  if (!('serviceWorker' in navigator)) return;
  const registration: object = await navigator.serviceWorker.ready;
  if (!canSync(registration)) return;
  try {
    await registration.sync.register('foljsam-outbox');
  } catch {
    // Refused by the person's settings: the app's own tries remain.
  }
};

/** Starts the worker that keeps the tablet's store for this page. `device`: what the page finds that it runs on. */
export const connectWorker = (device: string): WorkerClient => {
  const running = new Worker(scriptUrl(workerUrl), { type: 'module', name: device });
  const worker = wrap<TabletWorker>(running);
  let wasWaiting = false;
  const onEvent = (event: WorkerEvent): void => {
    if (event.type !== 'sync') return;
    const isWaiting = event.status.waiting > 0;
    if (isWaiting && !wasWaiting) void askToSendLater();
    wasWaiting = isWaiting;
  };
  void worker.subscribe(proxy(onEvent));
  return {
    worker,
    listen: (listener) => worker.subscribe(proxy(listener)),
    isOpenElsewhere: async () => {
      const { held } = await navigator.locks.query();
      return held?.some(({ name }) => name === vaultOpenLock) === true;
    },
  };
};
