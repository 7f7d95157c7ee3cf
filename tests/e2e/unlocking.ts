import { expect, type Page } from '@playwright/test';

/** What opens somebody's store in the tests: four words of the list, and who she is, so that no two are the same. */
export const passphraseOf = (userName: string): string => `nudel säkring sagobok ${userName}`;

const locked = (page: Page) => page.getByRole('heading', { level: 1, name: /Följsam (är låst|is locked)/ });

/** Types the passphrase at the lock. */
export const unlock = async (page: Page, passphrase: string): Promise<void> => {
  await page.locator('#passphrase').fill(passphrase);
  await page.locator('form button[type=submit]').click();
};

/** Unlocks whenever the page is found to be locked, as its user would before she goes on. */
export const unlockWhenLocked = (page: Page, passphrase: () => string): Promise<void> =>
  page.addLocatorHandler(locked(page), () => unlock(page, passphrase()));

/** Chooses the passphrase, the first time on a tablet. */
export const protect = async (page: Page, passphrase: string): Promise<void> => {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Välj en lösenfras');
  await page.getByLabel('Din lösenfras').fill(passphrase);
  await page.getByLabel('Lösenfrasen en gång till').fill(passphrase);
  await page.getByRole('button', { name: 'Spara lösenfrasen' }).click();
};

/** From now on it stays locked until the test unlocks it. */
export const leaveLocked = (page: Page): Promise<void> => page.removeLocatorHandler(locked(page));
