import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { chromiumLaunchOptions } from '../chromium.ts';
import { password } from '../server/seed.ts';
import { stampAnswers, watchPage } from './browser-watch.ts';

/** What shows that the worklist can be used: a follow-up in it that can be opened. */
export const worklistEntry = 'main a[href^="/uppfoljning/"]';

/** "Slow tablet": the page is throttled by this much, and what the worker takes counts as many times. */
export const slowness = 4;

/** A Chromium with a profile that outlives it. */
export interface MeasuredTablet {
  readonly page: Page;
  readonly context: BrowserContext;
  worker(): Worker;
  /** Ends the browser and starts it anew with the same profile; nothing is opened. */
  restart(): Promise<void>;
  /** Slows the page down so many times, and its worker; by as much where nothing else is said. */
  throttle(rate: number, workerRate?: number): Promise<void>;
  remove(): Promise<void>;
}

/** Starts a browser with a profile of its own; nothing is opened. */
export const startTablet = async (): Promise<MeasuredTablet> => {
  const profile = await mkdtemp(join(tmpdir(), 'foljsam-benchmark-tablet-'));
  const options = chromiumLaunchOptions();
  const launch = async () => {
    const context = await chromium.launchPersistentContext(profile, {
      ...options,
      // Whoever drives the browser has it note where each request was made, and V8 then reads the whole script a second
      // time to find the lines; kept from the start, they cost next to nothing. Nobody's tablet does that.
      args: [...(options.args ?? []), '--js-flags=--no-enable-lazy-source-positions'],
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 1180, height: 820 },
    });
    await context.addInitScript(watchPage);
    // What a browser does for itself when it has just been started is no part of the app.
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const page = context.pages()[0] ?? (await context.newPage());
    page.on('worker', (worker) => {
      worker.evaluate(stampAnswers).catch((problem: unknown) => {
        // One that has ended in the meantime answers nothing any more.
        if (page.workers().includes(worker)) throw problem;
      });
    });
    return { context, page };
  };
  let running = await launch();
  return {
    get page() {
      return running.page;
    },
    get context() {
      return running.context;
    },
    worker: () => {
      const [worker] = running.page.workers();
      if (worker === undefined) throw new Error('The app has no worker');
      return worker;
    },
    restart: async () => {
      await running.context.close();
      running = await launch();
    },
    throttle: async (rate, workerRate = rate) => {
      const session = await running.context.newCDPSession(running.page);
      await session.send('Emulation.setCPUThrottlingRate', { rate });
      const slowDown = (times: number) => {
        window.workerTakes = times;
      };
      await running.page.addInitScript(slowDown, workerRate);
      await running.page.evaluate(slowDown, workerRate);
    },
    remove: async () => {
      await running.context.close();
      await rm(profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
};

/** What opens the caseworker's store. */
const passphrase = 'nudel säkring sagobok kedja';

/** Opens the lock that is shown; gives the moment (the page's clock) at which that was asked for. */
export const openLock = (page: Page): Promise<number> =>
  page.evaluate(async (words) => {
    await window.foljsamWatch.seen('#passphrase');
    const field = document.querySelector<HTMLInputElement>('#passphrase');
    if (field === null) throw new Error('There is no lock');
    field.value = words;
    field.dispatchEvent(new Event('input', { bubbles: true }));
    await new Promise((resolve) => requestAnimationFrame(resolve));
    const asked = performance.now();
    field.form?.requestSubmit();
    return asked;
  }, passphrase);

/** Signs the caseworker in and waits until the day's work and the app itself are on the tablet. */
export const prepareTablet = async ({ page }: MeasuredTablet, origin: string): Promise<void> => {
  await page.goto(origin);
  await page.getByLabel('Användarnamn').fill('caseworker');
  await page.getByLabel('Lösenord').fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await page.getByLabel('Din lösenfras').fill(passphrase);
  await page.getByLabel('Lösenfrasen en gång till').fill(passphrase);
  await page.getByRole('button', { name: 'Spara lösenfrasen' }).click();
  await page.locator(worklistEntry).first().waitFor();
  await page.getByText('Senast idag').waitFor();
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
  });
};
