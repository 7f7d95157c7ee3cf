import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Request } from '@playwright/test';
import * as z from 'zod/mini';
import { figure, type Figure } from './benchmark.ts';
import type { BrowserCity } from './browser-city.ts';
import { openLock, worklistEntry, type MeasuredTablet } from './browser-tablet.ts';

const dist = join(import.meta.dirname, '..', '..', 'dist');
const mostJavaScript = 120;
const mostPrecache = 1_000;

/** Kilobytes (1,000) of the app's files together, each compressed by itself, as a server sends them. */
const sizeOf = async (paths: Iterable<string>): Promise<number> => {
  let bytes = 0;
  for (const path of paths) bytes += gzipSync(await readFile(join(dist, path)), { level: 9 }).length;
  return bytes / 1_000;
};

const precached = z.array(z.object({ url: z.string() }));

/** The list that the build wrote into the service worker. */
const precacheList = async (): Promise<string[]> => {
  const script = await readFile(join(dist, 'service-worker.js'), 'utf8');
  const urls = [...script.matchAll(/\burl:\s*["'`]([^"'`]+)["'`]|"url":\s*"([^"]+)"/g)];
  return precached.parse(urls.map(([, one, other]) => ({ url: one ?? other }))).map(({ url }) => url);
};

/** What is fetched by somebody signed in, with nothing of the app on her tablet yet, before she can use the worklist. */
const fetchedScripts = async ({ page, context }: MeasuredTablet, origin: string): Promise<Set<string>> => {
  const scripts: Request[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).pathname.endsWith('.js')) scripts.push(request);
  });
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  await session.send('Network.setBypassServiceWorker', { bypass: true });
  await page.goto(origin);
  await openLock(page);
  const usableAt = await page.evaluate(
    async (selector) => performance.timeOrigin + (await window.foljsamWatch.seen(selector)),
    worklistEntry,
  );
  await page.waitForLoadState('networkidle');
  await session.send('Network.setBypassServiceWorker', { bypass: false });
  await session.detach();
  const before = scripts.filter((request) => request.timing().startTime <= usableAt);
  const paths = new Set(before.map((request) => new URL(request.url()).pathname));
  // The offline shell is registered when the page has been shown; it is not among what shows it.
  paths.delete('/service-worker.js');
  return paths;
};

/** What the app weighs. */
export const measureSize = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure[]> => {
  const scripts = await fetchedScripts(tablet, city.origin);
  if (![...scripts].some((path) => path.includes('worker'))) throw new Error('The worker was not counted');
  const list = await precacheList();
  if (!list.includes('index.html')) throw new Error('The precache list could not be read');
  return [
    figure(
      { name: 'JavaScript before the worklist is usable, gzip', value: await sizeOf(scripts), unit: 'kB' },
      { most: mostJavaScript },
    ),
    figure(
      {
        name: 'whole precache, gzip',
        value: await sizeOf([...list, 'service-worker.js']),
        unit: 'kB',
      },
      { most: mostPrecache },
    ),
  ];
};
