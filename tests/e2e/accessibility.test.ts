import { join } from 'node:path';
import { expect, test, type Locator, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { pageOf, walkTheTablet } from './every-screen.ts';
import { fillTheQueue } from './long-queue.ts';
import { lookAtAll } from './looks.ts';

const city = useCity();

/** Goes on with the tabulator until the thing has the focus, as somebody does who has no pointer. */
const tabTo = async (page: Page, target: Locator): Promise<void> => {
  for (let presses = 0; presses < 80; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`${target} was not reached with the tabulator`);
};

test('no screen of the tablet has a barrier that axe knows, is wider than 320 px or wider text, or too small for fingers', async ({
  browser,
}) => {
  test.setTimeout(300_000);
  await walkTheTablet(browser, city.register.port, lookAtAll);
});

test('the review desk by keyboard alone: down the list, approve one, return the next', async ({
  browser,
}) => {
  const page = await pageOf(browser, city.origin, 'samordnare2');
  await page.clock.install();
  const heading = page.getByRole('heading', { level: 1 });
  await page.goto(`${city.origin}/granskning`);
  const links = page.getByRole('navigation', { name: 'Granskning' }).getByRole('listitem').getByRole('link');
  await expect(links.nth(1)).toBeVisible();
  const first = (await links.nth(0).locator('b').textContent()) ?? '';
  const second = (await links.nth(1).locator('b').textContent()) ?? '';

  await tabTo(page, links.nth(0));
  await page.keyboard.press('j');
  await expect(links.nth(1)).toBeFocused();
  await page.keyboard.press('k');
  await expect(links.nth(0)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(heading).toContainText(first);
  await expect(heading).toBeFocused();

  // That the next one is read is said behind its opening, and the answer comes late: the focus is where she put it by then.
  const held: (() => Promise<void>)[] = [];
  await page.route('**/api/review/*/claim', async (route) => {
    held.push(() => route.continue());
  });
  await tabTo(page, page.getByRole('button', { name: 'Godkänn' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${first} är godkänd.`)).toBeVisible();
  await expect(heading).toContainText(second);
  await expect(heading).toBeFocused();

  await tabTo(page, page.getByRole('button', { name: 'Återför med kommentar' }));
  await page.keyboard.press('Enter');
  await expect(page.getByLabel('Kommentar till hela uppföljningen')).toBeFocused();
  const claimed = page.waitForResponse('**/api/review/*/claim');
  expect(held).toHaveLength(1);
  await Promise.all(held.map((release) => release()));
  await claimed;
  await page.keyboard.type('Skriv när planen kom.');
  // Out of sight for more than a minute: a desk has no lock that could take it away.
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.clock.runFor(70_000);
  await expect(page.getByLabel('Kommentar till hela uppföljningen')).toHaveValue('Skriv när planen kom.');
  await tabTo(page, page.getByRole('button', { name: 'Återför', exact: true }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${second} är återförd.`)).toBeVisible();
  await page.context().close();
});

test('a queue of 400 at the review desk: fetched a page at a time, drawn as far as it is seen, gone through by keyboard', async ({
  browser,
}) => {
  fillTheQueue(join(city.register.dataDir, 'register.sqlite'), 'Farsta', 400);
  const page = await pageOf(browser, city.origin, 'samordnare');
  let pages = 0;
  page.on('request', (request) => {
    if (request.url().includes('/api/review/queue')) pages += 1;
  });
  await page.goto(`${city.origin}/granskning`);
  const links = page.getByRole('navigation', { name: 'Granskning' }).getByRole('listitem').getByRole('link');
  const awaiting = page.getByRole('group', { name: 'Listor' }).getByRole('link', { name: 'Att granska' });
  await expect(awaiting).toHaveText(/^Att granska 4\d\d$/);
  await expect(links).toHaveCount(50);
  expect(pages).toBe(1);

  // On to the third page: no step is lost where the next has to be waited for, and none is fetched before its time.
  await tabTo(page, links.nth(0));
  for (let step = 1; step <= 110; step += 1) await page.keyboard.press('j');
  await expect(links.nth(110)).toBeFocused();
  await expect(links).toHaveCount(150);
  expect(pages).toBe(3);
  const drawn = await links.evaluateAll(
    (all) => all.filter((each) => each.checkVisibility({ contentVisibilityAuto: true })).length,
  );
  expect(drawn).toBeGreaterThan(0);
  expect(drawn).toBeLessThan(60);

  // Decided on there, it leaves the list, and the list stays where it was.
  const first = (await links.nth(0).locator('b').textContent()) ?? '';
  await page.keyboard.press('k');
  await page.keyboard.press('Enter');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(heading).toBeFocused();
  const opened = (await links.nth(109).locator('b').textContent()) ?? '';
  await expect(heading).toContainText(opened);
  await tabTo(page, page.getByRole('button', { name: 'Godkänn' }));
  await page.keyboard.press('Enter');
  await expect(page.getByText(`${opened} är godkänd.`)).toBeVisible();
  await expect(links).toHaveCount(149);
  await expect(links.nth(0).locator('b')).toHaveText(first);
  await expect(heading).toBeFocused();
  await page.context().close();
});
