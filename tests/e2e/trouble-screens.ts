import { expect, type Page, type Worker } from '@playwright/test';
import type { FaultyFront } from './faulty-front.ts';
import type { Look } from './looks.ts';
import { Outbox } from './outbox.ts';
import { asked, sections, Visit } from './visit.ts';

const main = { isMain: true } as const;

declare global {
  /** In the worker: ends the fault. */
  var mend: () => void;
}

/** The comlink worker of the page. */
const workerOf = (page: Page): Worker => {
  const [worker] = page.workers();
  if (worker === undefined) throw new Error('The app has no worker');
  return worker;
};

/** Has that fail in the worker, while something is done. */
const whileFailing = async (
  page: Page,
  what: 'writes' | 'reads' | 'lists' | 'room',
  work: () => Promise<void>,
): Promise<void> => {
  const worker = workerOf(page);
  await worker.evaluate((failing) => {
    const fail = (): never => {
      throw new DOMException('The disk does not answer', 'UnknownError');
    };
    const { add, put, get, getAll, openCursor } = IDBObjectStore.prototype;
    const { getTime } = Date.prototype;
    const { estimate } = StorageManager.prototype;
    const mend = (): void => {
      Object.assign(IDBObjectStore.prototype, { add, put, get, getAll, openCursor });
      Object.assign(Date.prototype, { getTime });
      Object.assign(StorageManager.prototype, { estimate });
    };
    if (failing === 'writes') Object.assign(IDBObjectStore.prototype, { add: fail, put: fail });
    if (failing === 'reads')
      Object.assign(IDBObjectStore.prototype, { get: fail, getAll: fail, openCursor: fail });
    // What has been read once is told out of memory: what fails there is the telling itself.
    if (failing === 'lists') Object.assign(Date.prototype, { getTime: fail });
    const little = { quota: 5_000_000, usage: 4_400_000 };
    if (failing === 'room')
      Object.assign(StorageManager.prototype, { estimate: () => Promise.resolve(little) });
    Object.assign(globalThis, { mend });
  }, what);
  await work();
  await worker.evaluate(() => globalThis.mend());
};

const toDay = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Idag' }).first().click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('besök idag');
};

/** What was sent and came back: two versions, returned, set aside; each as its own page shows it. */
export const walkCameBack = async (page: Page, look: Look): Promise<void> => {
  const [visit, outbox] = [new Visit(page), new Outbox(page)];
  const open = async (initials: string): Promise<void> => {
    await outbox.open();
    await outbox.issue(initials).getByRole('link', { name: 'Öppna' }).click();
    await expect(page).toHaveURL(/\/uppfoljning\//);
  };
  await open('E.Å.');
  await expect(page.getByRole('main')).toContainText('Svaren skiljer sig.');
  await look(page, 'sent, two versions', main);
  await open('V.D.');
  await expect(page.getByText('Återförd av samordnaren')).toBeVisible();
  await look(page, 'a returned draft', main);
  await visit.go('Granska och skicka');
  await look(page, 'a returned draft, review');
  await open('O.K.');
  await expect(visit.heading).toHaveText('Väntar på samordnaren');
  await look(page, 'sent from another tablet, set aside');
};

/** What the tablet itself cannot do: write, read, tell, keep more; and what she may not. */
export const walkTrouble = async (page: Page, front: FaultyFront, look: Look): Promise<void> => {
  const visit = new Visit(page);
  const headingAt = page.getByRole('heading', { level: 1 });
  await page.goto(`${front.origin}/idag`);
  await page.getByRole('listitem').filter({ hasText: 'M.J.' }).getByRole('link').first().click();
  await visit.go(sections.assessment);
  await whileFailing(page, 'writes', async () => {
    await visit.comment(asked.overall).fill('Skrivet när det inte gick att spara.');
    await expect(page.getByRole('main').getByRole('alert')).toContainText('Kunde inte spara');
    await look(page, 'could not save', main);
  });
  await page.getByRole('button', { name: 'Försök igen' }).first().click();
  await visit.isSaved();

  await toDay(page);
  const row = page.getByRole('listitem').filter({ hasText: 'N.S.' });
  await whileFailing(page, 'reads', async () => {
    await row.getByRole('link').first().click();
    await expect(headingAt).toHaveText('Det som är sparat gick inte att öppna');
    await look(page, 'could not be opened');
  });
  await page.getByRole('link', { name: 'Idag' }).last().click();
  await expect(headingAt).toContainText('besök idag');

  await whileFailing(page, 'lists', async () => {
    await page.getByLabel('Sök bland dina uppföljningar').fill('Havsvik');
    await expect(page.getByRole('main')).toContainText('Visar det som hämtades');
    await look(page, 'today, as it was known last', main);
  });
  await page.getByLabel('Sök bland dina uppföljningar').fill('');
  await expect(page.getByRole('main')).not.toContainText('Visar det som hämtades');

  await page.getByRole('link', { name: 'Utkorg' }).first().click();
  await expect(headingAt).toContainText('behöver dig');
  await whileFailing(page, 'room', async () => {
    await toDay(page);
    await expect(page.getByText('är snart full. 10 besök till får plats.')).toBeVisible();
    await look(page, 'today, almost full');
  });

  await page.goto(`${front.origin}/granskning`);
  await expect(headingAt).toHaveText('Du har inte behörighet att se det här');
  await look(page, 'no access');
  await page.context().clearCookies();
  await page.goto(`${front.origin}/utkorg`);
  await expect(page.getByRole('main').getByRole('link', { name: 'Logga in igen' })).toBeVisible();
  await look(page, 'outbox, session ended');
  await toDay(page);
  await expect(page.getByRole('main').getByRole('link', { name: 'Logga in igen' })).toBeVisible();
  await look(page, 'today, session ended');
};
