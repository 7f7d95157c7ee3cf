import { expect, type Locator, type Page } from '@playwright/test';

/** Utkorgen, as a caseworker reads it. */
export class Outbox {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await this.page.goto(new URL('/utkorg', this.page.url()).href);
    await expect(this.page.getByRole('heading', { level: 1 })).toContainText(/registret|på väg|behöver dig/);
  }

  get heading(): Locator {
    return this.page.getByRole('heading', { level: 1 });
  }

  get needsYou(): Locator {
    return this.page.getByRole('region', { name: 'Behöver dig' });
  }

  get underway(): Locator {
    return this.page.getByRole('region', { name: 'På väg' });
  }

  get done(): Locator {
    return this.page.getByRole('region', { name: 'Klart' });
  }

  /** What is said of the follow-ups of one client. */
  issue(initials: string): Locator {
    return this.needsYou.getByRole('article').filter({ hasText: initials });
  }

  /** What did not come in. */
  get refused(): Locator {
    return this.needsYou.getByRole('article').filter({ hasText: 'Kom inte in i registret' });
  }

  /** Sees to it that everything arrives: sends what waits, and once more what was refused. */
  async bringHome(): Promise<void> {
    const buttons = this.page.getByRole('button', { name: /^Skicka (nu|igen)/ });
    await expect(async () => {
      await this.open();
      if ((await buttons.count()) > 0) await buttons.first().click({ timeout: 1_000 });
      await expect(this.underway).toHaveCount(0, { timeout: 1_000 });
      await expect(this.refused).toHaveCount(0, { timeout: 1_000 });
    }).toPass({ timeout: 60_000, intervals: [100] });
  }

  async sendNow(): Promise<void> {
    await this.underway.getByRole('button', { name: 'Skicka nu' }).click();
  }
}
