import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Browser, BrowserContext, BrowserContextOptions } from '@playwright/test';

/** What Chromium asks for on its own account, whatever page is shown: updates, and what it offers in fields. */
const chromiumsOwn = new Set([
  'accounts.google.com',
  'clients2.google.com',
  'content-autofill.googleapis.com',
  'passwordsleakcheck-pa.googleapis.com',
  'redirector.gvt1.com',
  'update.googleapis.com',
]);

const hostOf = (address: string): string =>
  new URL(address.includes('://') ? address : `https://${address}`).hostname;

/** What the pages of watched contexts have asked of another machine than this one, in this file of tests. */
export const askedElsewhere: string[] = [];

/** A context of the browser that the tests share, whose requests are looked at: that browser has no proxy of its own. */
export const newWatchedContext = async (
  browser: Browser,
  options?: BrowserContextOptions,
): Promise<BrowserContext> => {
  const context = await browser.newContext(options);
  context.on('request', (request) => {
    const { hostname } = new URL(request.url());
    if (!['', 'localhost', '127.0.0.1'].includes(hostname)) askedElsewhere.push(hostname);
  });
  return context;
};

/** Catches whatever a browser sends to another origin than that of this machine. */
export interface ForeignRequests {
  /** What Chromium is started with, so that everything that is not for this machine comes here. */
  readonly browserArgument: string;
  /** Hosts that were asked for, but for Chromium's own. */
  readonly hosts: string[];
  close(): Promise<void>;
}

/**
 * A proxy that lets nothing through and notes who was asked. Chromium never uses a proxy for localhost, so what comes
 * here, from page, worker or service worker, is a request to another origin.
 */
export const catchForeignRequests = async (): Promise<ForeignRequests> => {
  const hosts: string[] = [];
  const note = (address = ''): void => {
    const host = hostOf(address);
    if (!chromiumsOwn.has(host)) hosts.push(host);
  };
  const proxy = createServer((request, response) => {
    note(request.url);
    response.writeHead(403).end();
  });
  proxy.on('connect', (request, socket) => {
    note(request.url);
    socket.destroy();
  });
  proxy.listen(0, '127.0.0.1');
  await once(proxy, 'listening');
  const address = proxy.address();
  if (address === null || typeof address === 'string') throw new Error('The catcher listens at no port');
  return {
    browserArgument: `--proxy-server=http://127.0.0.1:${address.port}`,
    hosts,
    close: async () => {
      proxy.close();
      proxy.closeAllConnections();
      await once(proxy, 'close');
    },
  };
};
