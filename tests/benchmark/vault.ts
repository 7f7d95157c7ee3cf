import { secureRandomBytes } from '#device/vault/random.ts';
import { argon2Parameters } from '#device/vault/slot-making.ts';
import { keyOfPassphrase } from '#device/vault/wrapping-keys.ts';
import { figure, median, quantile, timed, type Benchmark, type Figure } from './benchmark.ts';
import { startBrowserCity } from './browser-city.ts';
import { hashing, workerSlowness } from './browser-start.ts';
import {
  openLock,
  prepareTablet,
  slowness,
  startTablet,
  worklistEntry,
  type MeasuredTablet,
} from './browser-tablet.ts';

/** So many are searched; unlocking is measured with as many as the other limits are given for. */
const many = 2_000;
const unlockings = 7;
const searches = 60;

/** What Argon2id of a passphrase costs here, in milliseconds: the part of unlocking that is meant to be dear. */
export const measureArgon2 = async (): Promise<number> => {
  const header = {
    version: 1 as const,
    kind: 'passphrase' as const,
    id: crypto.randomUUID(),
    ...argon2Parameters,
    salt: Buffer.from(secureRandomBytes(16)).toString('base64'),
  };
  const derivations: number[] = [];
  for (let time = 0; time < 6; time += 1) {
    derivations.push(await timed(() => keyOfPassphrase(header, 'kanel trappa svala moln')));
  }
  return median(derivations.slice(1));
};

interface Unlocked {
  readonly milliseconds: number;
  /** What of it Argon2id took in the worker. */
  readonly hashed: number;
}

/** From asking for the lock to be opened to a list that can be used, with no server; on a slow tablet. */
const measureUnlock = async (tablet: MeasuredTablet, origin: string): Promise<Unlocked> => {
  const { page } = tablet;
  await page.goto(origin);
  await page.evaluate(() => window.foljsamWatch.seen('#passphrase'));
  const asked = await openLock(page);
  const usable = await page.evaluate((entry) => window.foljsamWatch.seen(entry), worklistEntry);
  return { milliseconds: usable - asked, hashed: await hashing(tablet) };
};

/** The list as it is searched and sorted in the worker, from the page's question to its answer. */
const measureSearches = async ({ page }: MeasuredTablet): Promise<number[]> => {
  const times: number[] = [];
  for (let index = -5; index < searches; index += 1) {
    const search = ['', 'home', 'AB', 'case-', 'finns inte'][Math.abs(index) % 5] ?? '';
    const whose = index % 2 === 0 ? 'mine' : 'team';
    const took = await page.evaluate(
      async ([words, who]) => {
        const begin = performance.now();
        await window.foljsamWatch.call('worklist', { search: words, whose: who });
        return performance.now() - begin;
      },
      [search, whose] as const,
    );
    if (index >= 0) times.push(took);
  }
  return times;
};

/** A tablet on which that caseworker has so many follow-ups, with no server any more. */
const withTablet = async <Measured>(
  followUps: number,
  measure: (tablet: MeasuredTablet, origin: string) => Promise<Measured>,
): Promise<Measured> => {
  const city = await startBrowserCity({ followUps });
  const tablet = await startTablet();
  try {
    await prepareTablet(tablet, city.origin);
    await city.kill();
    return await measure(tablet, city.origin);
  } finally {
    await tablet.remove();
    await city.remove();
  }
};

/** What encryption at rest costs her who works: opening the store, and looking through it. */
export const vault: Benchmark = {
  name: 'vault',
  run: async () => {
    const { unlocks, rate } = await withTablet(200, async (tablet, origin) => {
      const measured: Unlocked[] = [];
      const workerRate = await workerSlowness(tablet, origin);
      await tablet.throttle(slowness, workerRate);
      for (let time = 0; time < unlockings; time += 1) measured.push(await measureUnlock(tablet, origin));
      return { unlocks: measured, rate: workerRate };
    });
    const found = await withTablet(many, async (tablet, origin) => {
      await measureUnlock(tablet, origin);
      return measureSearches(tablet);
    });
    const unlocking = {
      name: 'unlock to the list of 200 follow-ups, slow tablet (floor: argon2id of it)',
      value: median(unlocks.map(({ milliseconds }) => milliseconds)),
      unit: 'ms',
      floor: median(unlocks.map(({ hashed }) => rate * hashed)),
    };
    const searching = (name: string, value: number): Figure =>
      figure(
        { name: `search and sort ${many} follow-ups after unlock, ${name}`, value, unit: 'ms' },
        { most: 100 },
      );
    return [
      figure(unlocking, { most: 2_500 }),
      searching('median', median(found)),
      searching('p95', quantile(found, 0.95)),
    ];
  },
};
