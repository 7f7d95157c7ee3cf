import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, expect, type BrowserContext, type Page, type Worker } from '@playwright/test';
import { chromiumLaunchOptions, type Build } from '../chromium.ts';
import { Outbox } from './outbox.ts';
import { passphraseOf, protect, unlockWhenLocked } from './unlocking.ts';
import { Visit } from './visit.ts';

/** The password of everybody in the demo city. */
export const demoPassword = 'foljsam-demo';

/** A tablet in somebody's hands: a Chromium with a profile of its own, which survives its being closed or killed. */
export class Tablet {
  readonly origin: string;
  /** What the app complained of on its console. */
  readonly complaints: string[] = [];
  readonly #profile: string;
  readonly #arguments: readonly string[];
  readonly #build: Build;
  #context: BrowserContext | null = null;
  #page: Page | null = null;
  #passphrase = '';

  constructor(origin: string, profile: string, browserArguments: readonly string[], build: Build) {
    this.origin = origin;
    this.#profile = profile;
    this.#arguments = browserArguments;
    this.#build = build;
  }

  get context(): BrowserContext {
    if (this.#context === null) throw new Error('The tablet is off');
    return this.#context;
  }

  get page(): Page {
    if (this.#page === null) throw new Error('The tablet is off');
    return this.#page;
  }

  get visit(): Visit {
    return new Visit(this.page);
  }

  get outbox(): Outbox {
    return new Outbox(this.page);
  }

  /** Starts the browser, with the profile as it was left, and opens the app. */
  async switchOn(path = '/'): Promise<void> {
    await this.startBrowser();
    await this.page.goto(this.origin + path);
  }

  get profile(): string {
    return this.#profile;
  }

  /** Starts the browser alone; the app is closed. `unlocks`: its user unlocks whenever it is locked. */
  async startBrowser({ unlocks } = { unlocks: true }): Promise<void> {
    const options = chromiumLaunchOptions(this.#build);
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      ...options,
      args: [...(options.args ?? []), ...this.#arguments],
      locale: 'sv-SE',
      timezoneId: 'Europe/Stockholm',
      viewport: { width: 1180, height: 820 },
      hasTouch: true,
    });
    this.#context.setDefaultTimeout(15_000);
    this.#context.on('console', (message) => {
      if (message.type() === 'error') this.complaints.push(message.text());
    });
    this.#context.on('weberror', (error) => this.complaints.push(String(error.error().stack)));
    this.#page = this.#context.pages()[0] ?? (await this.#context.newPage());
    if (unlocks) await unlockWhenLocked(this.#page, () => this.#passphrase);
  }

  /** Closes the browser as one does. */
  async switchOff(): Promise<void> {
    await this.#context?.close();
    this.#context = null;
    this.#page = null;
  }

  /** The same tablet with another tab before one. */
  async openTab(path: string): Promise<Page> {
    const tab = await this.context.newPage();
    await unlockWhenLocked(tab, () => this.#passphrase);
    await tab.goto(this.origin + path);
    return tab;
  }

  async signIn(userName: string): Promise<void> {
    const { page } = this;
    await page.getByLabel('Användarnamn').fill(userName);
    await page.getByLabel('Lösenord').fill(demoPassword);
    this.#passphrase = passphraseOf(userName);
    await page.getByRole('button', { name: 'Logga in' }).click();
    const heading = page.getByRole('heading', { level: 1 });
    await expect(heading).toHaveText(/besök idag|Välj en lösenfras/);
    if ((await heading.textContent()) === 'Välj en lösenfras') await protect(page, this.#passphrase);
    await expect(heading).toContainText(/besök idag/);
  }

  /** Signs in anew, to fetch; the session ended with the browser. */
  async signInAgain(): Promise<void> {
    const { page } = this;
    await page.getByRole('link', { name: 'Logga in igen' }).click();
    await page.getByLabel('Lösenord').fill(demoPassword);
    await page.getByRole('button', { name: 'Logga in' }).click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);
  }

  /** Waits until the day's work and the app itself are on the tablet: from here on there need be no network. */
  async isReadyOffline(): Promise<void> {
    await expect(this.page.getByText('Senast idag')).toBeVisible();
    await this.page.evaluate(async () => {
      await navigator.serviceWorker.ready;
    });
  }

  /** The comlink worker of the first tab. */
  worker(): Worker {
    const [worker] = this.page.workers();
    if (worker === undefined) throw new Error('The app has no worker');
    return worker;
  }

  /** Goes to an address of the app as its own links do: a page that is loaded anew is locked. */
  async #go(path: string): Promise<void> {
    if (!this.page.url().startsWith(this.origin)) {
      await this.page.goto(this.origin + path);
      return;
    }
    await this.page.evaluate((to) => {
      history.pushState(null, '', to);
      dispatchEvent(new PopStateEvent('popstate'));
    }, path);
  }

  async today(): Promise<void> {
    await this.#go('/idag');
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);
  }

  /** Opens the follow-up of that client, from the day's work. */
  async openVisit(initials: string): Promise<Visit> {
    await this.today();
    const row = this.page
      .getByRole('listitem')
      .filter({ hasText: initials })
      .filter({ has: this.page.getByRole('link') });
    await row.first().getByRole('link').click();
    await expect(this.page).toHaveURL(/\/uppfoljning\//);
    return this.visit;
  }

  /** Goes to a follow-up by its address, such as one that is sent and no longer in the day's work. */
  async goToVisit(followUpId: string): Promise<Visit> {
    await this.#go(`/uppfoljning/${followUpId}`);
    await expect(this.page).toHaveURL(new RegExp(`/uppfoljning/${followUpId}`));
    await expect(this.visit.heading).toBeVisible();
    return this.visit;
  }

  /** Forgets the profile. */
  async throwAway(): Promise<void> {
    await this.switchOff();
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** A tablet that has never been used, switched off. */
export const newTablet = async (
  origin: string,
  browserArguments: readonly string[],
  build: Build,
): Promise<Tablet> =>
  new Tablet(origin, await mkdtemp(join(tmpdir(), 'foljsam-tablet-')), browserArguments, build);
