import { execFile } from 'node:child_process';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';
import { lookForBarriers, lookForOverflow, lookForSmallTargets } from './looks.ts';
import { demoPassword, type Tablet } from './tablet.ts';
import { passphraseOf, protect, unlock } from './unlocking.ts';
import { asked, sections } from './visit.ts';

const city = useCity();
const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** One number out of the register. */
const count = (sql: string, ...values: string[]): number => {
  const register = new DatabaseSync(join(city.register.dataDir, 'register.sqlite'), { readOnly: true });
  try {
    return Number(register.prepare(`SELECT count(*) AS n FROM ${sql}`).get(...values)?.['n']);
  } finally {
    register.close();
  }
};
/** The tablet that was enrolled last. */
const newestTablet = (): string => {
  const register = new DatabaseSync(join(city.register.dataDir, 'register.sqlite'), { readOnly: true });
  try {
    return String(register.prepare('SELECT id FROM devices ORDER BY enrolled_at DESC LIMIT 1').get()?.['id']);
  } finally {
    register.close();
  }
};
const byAuthor = (userName: string): number =>
  count('items WHERE author_id = (SELECT id FROM users WHERE user_name = ?)', userName);

const lookAt = async (page: Page, screen: string): Promise<void> => {
  await lookForBarriers(page, screen);
  await lookForOverflow(page, screen);
  await lookForSmallTargets(page, screen);
};

const signIn = async (page: Page, userName: string): Promise<void> => {
  await page.getByLabel('Användarnamn').fill(userName);
  await page.getByLabel('Lösenord').fill(demoPassword);
  await page.getByRole('button', { name: 'Logga in' }).click();
};

const lock = async (page: Page): Promise<void> => {
  await page.getByRole('button', { name: 'Lås', exact: true }).first().click();
  await expect(heading(page)).toHaveText('Följsam är låst');
};

declare global {
  /** In the page: how much its worker was told, and how much it has answered. */
  var workerAsked: { told: number; answered: number } | undefined;
}

/**
 * From the next time that the page is loaded, its worker hears a second late of what it is asked, as a slow tablet's
 * does. `hasAnswered` waits until it has answered all; `stop` leaves the worker alone from the next time on.
 */
const slowTheWorker = async (page: Page) => {
  const slowed = await page.addInitScript(() => {
    const asked = { told: 0, answered: 0 };
    globalThis.workerAsked = asked;
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (
      this: Worker,
      message: unknown,
      options?: StructuredSerializeOptions,
    ) {
      if (asked.told === 0) this.addEventListener('message', () => (asked.answered += 1));
      asked.told += 1;
      setTimeout(() => post.call(this, message, options), Math.max(0, 1_000 - performance.now()));
    } as typeof post;
  });
  return {
    hasAnswered: () =>
      page.waitForFunction(() => {
        const asked = globalThis.workerAsked;
        return asked !== undefined && asked.told > 0 && asked.answered === asked.told;
      }),
    stop: () => slowed.dispose(),
  };
};

/** Writes an answer that tells the register of the visit: something waits to be sent from here on. */
const write = async (tablet: Tablet, initials: string, comment: string): Promise<string> => {
  const { page, visit } = tablet;
  // By links alone: a page that is loaded anew is locked.
  await page.getByRole('banner').getByRole('link', { name: 'Idag' }).first().click();
  const row = page.getByRole('listitem').filter({ hasText: initials });
  await row
    .filter({ has: page.getByRole('link') })
    .first()
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/uppfoljning\//);
  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Godkänt');
  await visit.comment(asked.overall).fill(comment);
  await visit.isSaved();
  return visit.followUpId;
};

const isDeposited = (userName: string) =>
  expect
    .poll(() =>
      count('recovery_deposits WHERE user_id = (SELECT id FROM users WHERE user_name = ?)', userName),
    )
    .toBe(1);

/** Two on one tablet, and one of them forgets what opens her part of it. */
test('a forgotten passphrase on a shared tablet: the queue arrives, two administrators help, the drafts open', async ({
  browser,
}) => {
  const tablet = await city.tablet();
  await tablet.startBrowser({ unlocks: false });
  const { page } = tablet;
  await page.goto(city.origin);
  await signIn(page, 'fatima');
  await protect(page, passphraseOf('fatima'));
  await expect(page.getByText('Senast idag')).toBeVisible();
  // The lock is shown before the worker has looked; whoever leaves it in that moment is not brought back to it.
  const slowly = await slowTheWorker(page);
  await lock(page);
  await page.getByRole('button', { name: 'Logga in', exact: true }).click();
  await page.getByLabel('Användarnamn').fill('maria');
  await slowly.hasAnswered();
  await expect(page.getByLabel('Användarnamn')).toHaveValue('maria');
  await slowly.stop();
  await signIn(page, 'maria');
  await protect(page, passphraseOf('maria'));
  await tablet.isReadyOffline();
  await isDeposited('maria');
  await city.register.kill();
  const written = await write(tablet, 'M.J.', 'Skrivet före glömskan.');
  await lock(page);

  await test.step('the other sees nothing of it', async () => {
    await page.getByRole('button', { name: 'Byt användare' }).click();
    await unlock(page, passphraseOf('fatima'));
    // The address is that of the visit that the other had open.
    expect(page.url()).toContain(written);
    await expect(heading(page)).toHaveText(/^Uppföljningen är inte hämtad/);
    await page.getByRole('link', { name: 'Idag' }).first().click();
    await expect(heading(page)).toContainText(/besök idag/);
    await expect(page.locator('body')).not.toContainText(/M\.J\.|A\.K\.|Maria|glömskan/);
    await page.getByRole('navigation').getByRole('link', { name: 'Utkorg' }).first().click();
    await expect(heading(page)).toHaveText('Allt är i registret');
    await lock(page);
  });

  await test.step('what waits arrives while it is locked, as hers who wrote it', async () => {
    const [before, others] = [byAuthor('maria'), byAuthor('fatima')];
    await city.register.start();
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await expect.poll(() => byAuthor('maria')).toBe(before + 1);
    expect(byAuthor('fatima')).toBe(others);
  });

  await page.getByRole('button', { name: 'Glömt lösenfrasen' }).click();
  await expect(heading(page)).toHaveText('Glömt lösenfrasen');
  await lookAt(page, 'forgotten passphrase');
  // The session of the browser is Maria's still, but it is asked for anew: it was proved some time ago.
  const ask = page.getByRole('button', { name: 'Be om återställning' });
  await page
    .getByRole('button', { name: /^(Är det inte du\?|Logga in)$/ })
    .first()
    .click();
  await signIn(page, 'maria');
  await expect(page.getByText('Du är inloggad som Maria Holm.')).toBeVisible();
  await ask.click();
  await expect(heading(page)).toHaveText('Säg koden till två administratörer');
  await lookAt(page, 'forgotten passphrase, asked');
  const code = (await page.locator('.code').innerText()).trim();
  expect(code).toMatch(/^\d{4} \d{4}$/);
  // Nobody has approved it yet: it is looked for without the focus going anywhere.
  const look = page.getByRole('button', { name: 'Se efter nu' });
  const looked = page.waitForResponse((response) => /\/api\/recoveries\/[^/]+$/.test(response.url()));
  await look.press('Enter');
  await looked;
  await expect(look).toBeFocused();

  for (const [index, administrator] of ['admin', 'admin2'].entries()) {
    const office = await pageOf(browser, city.origin, administrator);
    await office.getByRole('link', { name: 'Återställning' }).click();
    await expect(heading(office)).toHaveText('En väntar på återställning');
    await office.getByRole('button', { name: /^Godkänn/ }).click();
    await office.getByLabel('Hur vet du att det är rätt person?').fill('Ringde upp.');
    if (index === 0) {
      await office.getByLabel('Koden på personens platta').fill('0000 0000');
      await office.getByRole('button', { name: 'Godkänn', exact: true }).click();
      await expect(office.getByText('Koden stämmer inte.')).toBeVisible();
      await lookForBarriers(office, 'recoveries, a wrong code', { isOffice: true });
      await lookForOverflow(office, 'recoveries, a wrong code');
    }
    await office.getByLabel('Koden på personens platta').fill(code);
    await office.getByRole('button', { name: 'Godkänn', exact: true }).click();
    await expect(office.getByText('Du har godkänt återställningen för Maria Holm.')).toBeVisible();
    await expect(office.getByRole('button', { name: /^Godkänn/ })).toHaveCount(0);
    await office.context().close();
  }

  await page.getByRole('button', { name: 'Se efter nu' }).click();
  await expect(heading(page)).toHaveText('Välj en ny lösenfras');
  await lookAt(page, 'forgotten passphrase, approved');
  const next = 'tröska gryning bäver penna';
  await page.getByLabel('Ny lösenfras').fill(next);
  await page.getByLabel('Lösenfrasen en gång till').fill(next);
  await page.getByRole('button', { name: 'Spara och lås upp' }).click();
  // Where she was when it was locked.
  await page.getByRole('link', { name: 'Idag' }).first().click();
  await expect(heading(page)).toContainText(/besök idag/);
  await lock(page);
  await unlock(page, passphraseOf('maria'));
  await expect(page.getByRole('alert')).toContainText('stämde inte');
  await unlock(page, next);
  await page.getByRole('listitem').filter({ hasText: 'M.J.' }).getByRole('link').first().click();
  await tablet.visit.go(sections.assessment);
  await expect(tablet.visit.comment(asked.overall)).toHaveValue('Skrivet före glömskan.');
});

/** A row of a store, as somebody at the tablet's disk reads and writes it. */
interface Row {
  readonly id: string;
  readonly revision: number;
  readonly bytes: number[];
}

/** Reads the drafts of the only store on the tablet, and puts others in their place. */
const disk = (page: Page) => ({
  drafts: (): Promise<Row[]> =>
    page.evaluate(async () => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const name = names.find((each) => each.startsWith('foljsam-')) ?? '';
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('It does not open'));
      });
      const rows = await new Promise<{ id: string; revision: number; bytes: Uint8Array }[]>((resolve) => {
        const reading = database.transaction('drafts').objectStore('drafts').getAll();
        reading.onsuccess = () => resolve(reading.result);
      });
      database.close();
      return rows.map((row) => ({ ...row, bytes: [...row.bytes] }));
    }),
  put: (row: Row): Promise<void> =>
    page.evaluate(async (put) => {
      const names = (await indexedDB.databases()).map(({ name }) => name ?? '');
      const name = names.find((each) => each.startsWith('foljsam-')) ?? '';
      const database = await new Promise<IDBDatabase>((resolve, reject) => {
        const opening = indexedDB.open(name);
        opening.onsuccess = () => resolve(opening.result);
        opening.onerror = () => reject(new Error('It does not open'));
      });
      await new Promise<void>((resolve) => {
        const writing = database.transaction('drafts', 'readwrite');
        writing.objectStore('drafts').put({ ...put, bytes: new Uint8Array(put.bytes) });
        writing.oncomplete = () => resolve();
      });
      database.close();
    }, row),
});

test('what somebody changes on the disk is refused and told, and the rest goes on', async () => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('erik');
  await tablet.isReadyOffline();
  const { page, visit } = tablet;
  const links = page.getByRole('listitem').filter({ has: page.getByRole('link') });
  await expect(links.first()).toBeVisible();
  const initials = (await page.locator('body').innerText()).match(/\b[A-ZÅÄÖ]\.[A-ZÅÄÖ]\./g) ?? [];
  const [one = '', other = ''] = [...new Set(initials)];
  const first = await write(tablet, one, 'Det första utkastet.');
  const second = await write(tablet, other, 'Det andra utkastet.');
  const store = disk(page);
  const rowOf = async (id: string): Promise<Row> => {
    const row = (await store.drafts()).find((each) => each.id === id);
    if (row === undefined) throw new Error('There is no such draft');
    return row;
  };
  /** Without a new page: the store stays open. */
  const goTo = async (id: string): Promise<void> => {
    await page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/uppfoljning/${id}`);
  };
  const home = () => goTo('').then(() => page.evaluate(() => undefined));
  const isRefused = async (id: string, words: RegExp): Promise<void> => {
    await goTo(id);
    await expect(heading(page)).toHaveText('Utkastet är inte som det lämnades');
    await expect(page.getByText(words)).toBeVisible();
    await expect(page.getByText('dina andra uppföljningar är inte berörda')).toBeVisible();
  };
  await home();
  const [mine, theirs] = [await rowOf(first), await rowOf(second)];

  await test.step('a changed bit', async () => {
    await store.put({ ...mine, bytes: mine.bytes.map((byte, at) => (at === 40 ? byte ^ 1 : byte)) });
    await isRefused(first, /har ändrats utanför Följsam/);
    await lookAt(page, 'a draft that was changed on the disk');
    await goTo(second);
    await visit.go(sections.assessment);
    await expect(visit.comment(asked.overall)).toHaveValue('Det andra utkastet.');
    await home();
  });

  await test.step("another draft's record", async () => {
    await store.put({ ...mine, bytes: theirs.bytes, revision: theirs.revision });
    await isRefused(first, /har ändrats utanför Följsam/);
    await store.put(mine);
    await home();
    await goTo(first);
    await visit.go(sections.assessment);
    await expect(visit.comment(asked.overall)).toHaveValue('Det första utkastet.');
  });

  await test.step('an earlier one, put back whole', async () => {
    await visit.go(sections.client);
    await expect.poll(async () => (await rowOf(first)).revision).toBeGreaterThan(mine.revision);
    await home();
    await store.put(mine);
    await isRefused(first, /Ett äldre utkast har lagts tillbaka/);
    await page.getByRole('button', { name: 'Gå vidare med det som går att läsa' }).click();
    await visit.go(sections.assessment);
    await expect(visit.comment(asked.overall)).toHaveValue('Det första utkastet.');
  });
});

const keys = (...what: string[]) =>
  promisify(execFile)(process.execPath, ['sync-server/cli/keys.ts', ...what], {
    env: { PATH: process.env['PATH'] ?? '', DEMO: '1', DATA_DIR: city.register.dataDir },
  });

test('a tablet seals anew for a key that came while it was away; lost, it delivers, empties itself and says so', async ({
  browser,
}) => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const deviceId = newestTablet();
  const arrived = (): number => count('items WHERE device_id = ?', deviceId);
  await city.register.kill();
  await write(tablet, 'A.K.', 'Förseglat för en nyckel som försvann.');

  const folder = join(city.register.dataDir, 'keys');
  const before = (await readdir(folder)).filter((name) => name.startsWith('upload'));
  await keys('rotate');
  for (const name of before) await rm(join(folder, name));
  await city.register.start();
  await tablet.page.evaluate(() => dispatchEvent(new Event('online')));
  await expect.poll(arrived).toBe(1);

  await city.register.kill();
  await write(tablet, 'M.J.', 'Skrivet strax innan plattan försvann.');
  await tablet.switchOff();
  await city.register.start();
  const office = await pageOf(browser, city.origin, 'admin');
  await office.goto(`${city.origin}/administration`);
  await office.getByRole('link', { name: 'Maria Holm' }).click();
  const tablets = office.getByRole('region', { name: 'Plattor' });
  const row = tablets
    .getByRole('listitem')
    .filter({ has: office.getByText('Chrome').first() })
    .last();
  await row.getByRole('button', { name: /^Borttappad/ }).click();
  await expect(row.getByText('Sedan raderar den allt den har')).toBeVisible();
  await row.getByRole('button', { name: 'Borttappad', exact: true }).click();
  await expect(row.getByText('Anmäld som borttappad')).toBeVisible();
  await lookForBarriers(office, 'a lost tablet', { isOffice: true });
  await lookForOverflow(office, 'a lost tablet');
  await expect(tablets.getByText('Inte tömd än')).toBeVisible();

  await tablet.startBrowser({ unlocks: false });
  await tablet.page.goto(city.origin);
  await expect.poll(arrived).toBe(2);
  await expect.poll(() => count('devices WHERE id = ? AND erased_at IS NOT NULL', deviceId)).toBe(1);
  await tablet.page.goto(city.origin);
  await expect(heading(tablet.page)).toHaveText('Logga in i Följsam');
  const left = await tablet.page.evaluate(async () =>
    (await indexedDB.databases()).flatMap(({ name }) =>
      name?.startsWith('foljsam-') === true ? [name] : [],
    ),
  );
  expect(left).toEqual([]);
  await office.reload();
  await expect(tablets.getByText(/^Tömd /)).toBeVisible();
  await expect(tablets.getByText('Skickade det som väntade')).toBeVisible();
  await office.context().close();
});
