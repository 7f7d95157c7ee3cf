import type { BrowserContext, CDPSession } from '@playwright/test';

/** What the browser tells of a service worker, as far as it is needed here. */
interface Registration {
  readonly registrationId: string;
  readonly scopeURL: string;
  readonly isDeleted: boolean;
}

const registrationOf = async (session: CDPSession, origin: string): Promise<Registration> => {
  const { promise, resolve } = Promise.withResolvers<Registration>();
  session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
    const found = registrations.find((each) => each.scopeURL.startsWith(origin) && !each.isDeleted);
    if (found !== undefined) resolve(found);
  });
  await session.send('ServiceWorker.enable');
  return promise;
};

/**
 * The browser's call to the service worker when there is network again, as Background Sync makes it: with no page of
 * the app open. Without a browser window the browser itself would wait for minutes before it called.
 */
export const fireBackgroundSync = async (context: BrowserContext, origin: string): Promise<void> => {
  const [page] = context.pages();
  if (page === undefined) throw new Error('A blank page is needed to speak with the browser');
  const session = await context.newCDPSession(page);
  const { registrationId } = await registrationOf(session, origin);
  await session.send('ServiceWorker.dispatchSyncEvent', {
    origin,
    registrationId,
    tag: 'foljsam-outbox',
    lastChance: false,
  });
  await session.detach();
};
