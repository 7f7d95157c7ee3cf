import {
  cleanupOutdatedCaches,
  createHandlerBoundToURL,
  precacheAndRoute,
  type PrecacheEntry,
} from 'workbox-precaching';
import { NavigationRoute, registerRoute } from 'workbox-routing';
import { sendAllQueues } from './send-queues.ts';

declare const self: ServiceWorkerGlobalScope & { readonly __WB_MANIFEST: (PrecacheEntry | string)[] };

/** An event of the Background Sync API, where there is one (not on iPad). */
interface SyncEvent extends ExtendableEvent {
  readonly tag: string;
  readonly lastChance: boolean;
}

const isSyncEvent = (event: Event): event is SyncEvent => 'tag' in event && 'waitUntil' in event;

// The shell: every page of the app is index.html, which is on the tablet. What the server says is never cached.
precacheAndRoute(self.__WB_MANIFEST);
cleanupOutdatedCaches();
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: [/^\/api\//] }));

self.addEventListener('message', (event) => {
  const message: unknown = event.data;
  if (typeof message !== 'object' || message === null || !('type' in message)) return;
  // The page asks for this when no follow-up is open, and never otherwise.
  if (message.type === 'SKIP_WAITING') event.waitUntil(self.skipWaiting());
  if (message.type === 'SEND') event.waitUntil(sendAllQueues());
});

self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

// The browser says that there is network again, whether the app is open or closed, locked or not.
self.addEventListener('sync', (event) => {
  if (isSyncEvent(event) && event.tag === 'foljsam-outbox') {
    event.waitUntil(
      sendAllQueues().then((isEmpty) => {
        // A rejected promise is how the browser learns that it should call again.
        if (!isEmpty && !event.lastChance) throw new Error('Something is still to be sent');
      }),
    );
  }
});
