/** Milliseconds between tries while the lock is looked at. */
const again = 60_000;

/**
 * Has the service worker send what waits while the app stands locked: it needs neither the store nor a session. Where the
 * browser wakes it by itself (Background Sync) that comes to the same; not every browser does. Gives the way to stop.
 */
export const sendWhileLocked = (): (() => void) => {
  if (!('serviceWorker' in navigator)) return () => undefined;
  const send = (): void =>
    void navigator.serviceWorker.ready.then(({ active }) => active?.postMessage({ type: 'SEND' }));
  send();
  const every = setInterval(send, again);
  addEventListener('online', send);
  return () => {
    clearInterval(every);
    removeEventListener('online', send);
  };
};
