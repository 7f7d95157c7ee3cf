import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import type { Tablet } from './tablet.ts';
import { asked, sections, type Visit } from './visit.ts';

const city = useCity();

declare global {
  /** In the worker: ends the fault. */
  var putRight: () => void;
}
let tablet: Tablet;
let visit: Visit;
let followUpId = '';

test.beforeAll(async () => {
  tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  visit = await tablet.openVisit('A.K.');
  followUpId = visit.followUpId;
});

test.beforeEach(async () => {
  await tablet.goToVisit(followUpId);
  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Godkänt');
  await visit.isSaved();
});

/** The storage of the app's worker, as it fails. Each gives the way to put it right. */
const faults = {
  'a full disk, at every write': async () => {
    const worker = tablet.worker();
    await worker.evaluate(() => {
      const { add, put } = IDBObjectStore.prototype;
      const refuse = (): never => {
        throw new DOMException('The disk is full', 'QuotaExceededError');
      };
      Object.assign(IDBObjectStore.prototype, { add: refuse, put: refuse });
      Object.assign(globalThis, { putRight: () => Object.assign(IDBObjectStore.prototype, { add, put }) });
    });
    return () => worker.evaluate(() => globalThis.putRight());
  },
  'a connection that is lost and cannot be had again': async () => {
    const worker = tablet.worker();
    await worker.evaluate(() => {
      const { add, put } = IDBObjectStore.prototype;
      const { open } = IDBFactory.prototype;
      const lose = function (this: IDBObjectStore): never {
        this.transaction.db.close();
        this.transaction.abort();
        throw new DOMException('The connection is closing', 'InvalidStateError');
      };
      Object.assign(IDBObjectStore.prototype, { add: lose, put: lose });
      IDBFactory.prototype.open = () => {
        throw new DOMException('Internal error opening backing store', 'UnknownError');
      };
      const putRight = (): void => {
        Object.assign(IDBObjectStore.prototype, { add, put });
        Object.assign(IDBFactory.prototype, { open });
      };
      Object.assign(globalThis, { putRight });
    });
    return () => worker.evaluate(() => globalThis.putRight());
  },
} satisfies Record<string, () => Promise<() => Promise<unknown>>>;

/** Tries to leave the page; says whether the browser asked first. The answer is to stay. */
const asksBeforeLeaving = async (page: Page): Promise<boolean> => {
  const asking = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const dialog = await asking;
  await dialog.dismiss();
  return dialog.type() === 'beforeunload';
};

for (const [fault, break_] of Object.entries(faults)) {
  for (const cure of ['by itself', 'by trying again'] as const) {
    test(`${fault}: it is said, nothing is lost, and it is saved ${cure}`, async () => {
      const text = `Skrivet vid ${fault}, ${cure}.`;
      const place = (): Promise<number> =>
        visit.comment(asked.overall).evaluate((at) => at.getBoundingClientRect().top + scrollY);
      const before = await place();
      const putRight = await break_();
      await visit.comment(asked.overall).fill(text);
      const note = visit.page.getByRole('main').getByRole('alert').filter({ hasText: 'Kunde inte spara' });
      await expect(note).toContainText(/är full\. Ta bort något annat|Stäng inte sidan/);
      // What she was about to touch stays where it was.
      expect(await place()).toBe(before);
      await visit.answer(asked.information, 'Bristande');
      await expect(visit.saveLine).toHaveCount(0);
      await expect(visit.page.getByRole('banner')).toContainText('Kunde inte spara');
      await expect(visit.comment(asked.overall)).toHaveValue(text);
      expect(await asksBeforeLeaving(visit.page)).toBe(true);

      // Somewhere else in the app and back: still there, and still said.
      await visit.page.getByRole('banner').getByRole('link', { name: 'Idag' }).click();
      await expect(visit.page.getByRole('heading', { level: 1 })).toContainText('besök idag');
      await visit.page.goBack();
      await visit.go(sections.assessment);
      await expect(visit.comment(asked.overall)).toHaveValue(text);
      await expect(note).toBeVisible();

      await putRight();
      if (cure === 'by trying again') await note.getByRole('button', { name: 'Försök igen' }).click();
      await expect(note).toHaveCount(0);
      await visit.isSaved();
      await tablet.goToVisit(followUpId);
      await visit.go(sections.assessment);
      await expect(visit.comment(asked.overall)).toHaveValue(text);
      await expect(visit.chosen(asked.information, 'Bristande')).toBeChecked();
      await visit.answer(asked.information, 'Godkänt');
    });
  }
}

test('a connection that the browser closed is opened again, and nobody need know', async () => {
  await tablet.worker().evaluate(() => {
    const { add, put } = IDBObjectStore.prototype;
    const lose = function (this: IDBObjectStore): never {
      Object.assign(IDBObjectStore.prototype, { add, put });
      const { db } = this.transaction;
      this.transaction.abort();
      db.close();
      db.dispatchEvent(new Event('close'));
      throw new DOMException('The connection is closing', 'InvalidStateError');
    };
    Object.assign(IDBObjectStore.prototype, { add: lose, put: lose });
  });
  await visit.comment(asked.overall).fill('Skrivet när förbindelsen bröts.');
  await visit.isSaved();
  await expect(visit.page.getByText('Kunde inte spara')).toHaveCount(0);
  await tablet.goToVisit(followUpId);
  await visit.go(sections.assessment);
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet när förbindelsen bröts.');
});

test('a tablet that is full when it is switched on shows what is there, says so at the first word, and saves it later', async () => {
  await tablet.switchOff();
  await tablet.startBrowser();
  const session = await tablet.context.newCDPSession(tablet.page);
  await session.send('Storage.overrideQuotaForOrigin', { origin: city.origin, quotaSize: 1 });
  visit = await tablet.openVisit('M.J.');
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill('Skrivet när det inte fanns plats.');
  const note = visit.page.getByRole('main').getByRole('alert').filter({ hasText: 'Kunde inte spara' });
  await expect(note).toContainText('är full. Ta bort något annat');
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet när det inte fanns plats.');
  await session.send('Storage.overrideQuotaForOrigin', { origin: city.origin });
  await visit.isSaved();
  await tablet.goToVisit(visit.followUpId);
  await visit.go(sections.assessment);
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet när det inte fanns plats.');
});

test('a full disk when sending: it is not sent, it is said, and it is sent when there is room', async () => {
  await visit.carryOut('Godkänt');
  const putRight = await faults['a full disk, at every write']();
  await visit.go('Granska och skicka');
  await visit.page.getByRole('button', { name: 'Skicka uppföljningen' }).click();
  await expect(visit.page.getByRole('alert')).toContainText(
    'Det gick inte att lägga den i utkorgen. Svaren är kvar.',
  );
  await putRight();
  await visit.page.getByRole('button', { name: 'Skicka uppföljningen' }).click();
  await expect(visit.heading).toContainText('I registret');
});
