import { figure, median, type Figure } from './benchmark.ts';
import type { BrowserCity } from './browser-city.ts';
import { openLock, slowness, worklistEntry, type MeasuredTablet } from './browser-tablet.ts';

const starts = 7;
const visits = 9;
/** What a follow-up is begun with: its first question, ready to be answered. */
const firstQuestion = 'main fieldset:enabled :is(input, textarea, select):enabled';

/** Milliseconds that the passphrase itself took in the worker: what a guess costs on purpose, and a row of its own. */
export const hashing = (tablet: MeasuredTablet): Promise<number> =>
  tablet.worker().evaluate(() => {
    const [measured] = performance.getEntriesByName('argon2id');
    if (measured === undefined) throw new Error('No passphrase was tried');
    return measured.duration;
  });

/** A passphrase of 15 characters is not typed in less; meanwhile the app gets ready for what comes after it. */
const typing = 2_500;

interface Started {
  /** To the lock, and from its opening to the list; what she takes to type her passphrase is hers. */
  readonly total: number;
  /** Of that, what the passphrase took in the worker. */
  readonly hashed: number;
}

const start = async (tablet: MeasuredTablet, origin: string, workerRate: number): Promise<Started> => {
  await tablet.restart();
  await tablet.throttle(workerRate === 1 ? 1 : slowness, workerRate);
  await tablet.page.goto(origin, { waitUntil: 'commit' });
  const locked = await tablet.page.evaluate(() => window.foljsamWatch.seen('#passphrase'));
  await tablet.page.waitForTimeout(typing);
  const asked = await openLock(tablet.page);
  const usable = await tablet.page.evaluate((entry) => window.foljsamWatch.seen(entry), worklistEntry);
  return { total: locked + usable - asked, hashed: await hashing(tablet) };
};

/**
 * How many times the worker's time is counted. The throttle of the page spins, and takes from the worker beside it where
 * the machine's processors share what they have: that is no slowness of a tablet's. The same work in both tells how much.
 */
export const workerSlowness = async (tablet: MeasuredTablet, origin: string): Promise<number> => {
  const alone: number[] = [];
  const beside: number[] = [];
  for (let count = 0; count < 3; count += 1) {
    alone.push((await start(tablet, origin, 1)).hashed);
    beside.push((await start(tablet, origin, slowness)).hashed);
  }
  return slowness * Math.min(1, median(alone) / median(beside));
};

/** From starting the app in a browser just started, with no server, to a worklist that can be used. */
export const measureColdStart = async (tablet: MeasuredTablet, city: BrowserCity): Promise<Figure[]> => {
  const rate = await workerSlowness(tablet, city.origin);
  const found: Started[] = [];
  for (let count = 0; count < starts; count += 1) found.push(await start(tablet, city.origin, rate));
  return [
    figure(
      {
        name: 'offline cold start to worklist, 200 follow-ups, slow tablet; argon2id told by itself',
        value: median(found.map(({ total, hashed }) => total - rate * hashed)),
        unit: 'ms',
      },
      { most: 1_000 },
    ),
    figure(
      {
        name: 'argon2id of the passphrase, slow tablet',
        value: median(found.map(({ hashed }) => rate * hashed)),
        unit: 'ms',
      },
      {},
    ),
  ];
};

const measureVisit = async (tablet: MeasuredTablet, origin: string, index: number): Promise<number> => {
  const { page } = tablet;
  await tablet.throttle(1);
  await page.goto(origin);
  await openLock(page);
  await page.locator(worklistEntry).first().waitFor();
  await tablet.throttle(slowness);
  // She reads her list before she opens anything; what is loaded ahead is there by then.
  await page.waitForTimeout(4_000);
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
