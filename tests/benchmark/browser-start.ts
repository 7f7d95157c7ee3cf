import { figure, median, type Figure } from './benchmark.ts';
import type { BrowserCity } from './browser-city.ts';
import { openLock, slowness, worklistEntry, type MeasuredTablet } from './browser-tablet.ts';

const starts = 7;
const visits = 9;
/** What a follow-up is begun with: its first question, ready to be answered. */
const firstQuestion = 'main fieldset:enabled :is(input, textarea, select):enabled';

/** Milliseconds that the passphrase itself took in the worker: what a guess costs on purpose, and a row of its own. */
const hashing = (tablet: MeasuredTablet): Promise<number> =>
  tablet.worker().evaluate(() => {
    const [measured] = performance.getEntriesByName('argon2id');
    if (measured === undefined) throw new Error('No passphrase was tried');
    return measured.duration;
  });

/** To the lock, and from its opening to the list; what she takes to type her passphrase is hers. */
const measureStart = async (tablet: MeasuredTablet, origin: string): Promise<number> => {
  await tablet.restart();
  await tablet.throttle(slowness);
  await tablet.page.goto(origin, { waitUntil: 'commit' });
  const locked = await tablet.page.evaluate(() => window.foljsamWatch.seen('#passphrase'));
  const asked = await openLock(tablet.page);
  const usable = await tablet.page.evaluate((entry) => window.foljsamWatch.seen(entry), worklistEntry);
  return locked + usable - asked - slowness * (await hashing(tablet));
};

/** From starting the app in a browser just started, with no server, to a worklist that can be used. */
export const measureColdStart = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure> => {
  const times: number[] = [];
  for (let count = 0; count < starts; count += 1) {
    times.push(await measureStart(tablet, city.origin));
  }
  return figure(
    {
      name: 'offline cold start to worklist without argon2id, 200 follow-ups, slow tablet',
      value: median(times),
      unit: 'ms',
    },
    { most: 1_000 },
  );
};

const measureVisit = async (tablet: MeasuredTablet, origin: string, index: number): Promise<number> => {
  const { page } = tablet;
  await tablet.throttle(1);
  await page.goto(origin);
  await openLock(page);
  await page.locator(worklistEntry).first().waitFor();
  await tablet.throttle(slowness);
  await page.waitForTimeout(1_000);
  return page.evaluate(
    async ([entry, question, at]) => {
      const links = document.querySelectorAll<HTMLAnchorElement>(entry);
      const link = links[at % links.length];
      if (link === undefined) throw new Error('The worklist is empty');
      const begin = performance.now();
      link.click();
      const usable = await window.foljsamWatch.seen(question);
      return usable - begin;
    },
    [worklistEntry, firstQuestion, index] as const,
  );
};

/** From the tap on a follow-up, the first since the app was started, to its first question. */
export const measureOpening = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure> => {
  const times: number[] = [];
  for (let index = 0; index < visits; index += 1) {
    times.push(await measureVisit(tablet, city.origin, index));
  }
  return figure(
    { name: 'open a follow-up to its first question, slow tablet', value: median(times), unit: 'ms' },
    { most: 200 },
  );
};
