import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deflateSync, gzipSync } from 'node:zlib';
import { expect, test, type Page } from '@playwright/test';
import { useCity } from './city.ts';
import { findOnDisk } from './disk-search.ts';
import { killAll, processesOf } from './kill-browser.ts';
import { lookAtAll } from './looks.ts';
import { accountMarker, marker, PlantedWords, plantInRegister, plantOnPage } from './planted-words.ts';
import type { Tablet } from './tablet.ts';
import { leaveLocked, passphraseOf, unlock } from './unlocking.ts';
import { asked, sections } from './visit.ts';

// A whole browser keeps more on the disk than its shell does: what was visited, and what was open.
const city = useCity({ build: 'whole' });
/** A word that lies on the disk in clear. */
const control = 'wjqzvkpxcontrol';

const lockHeading = (tablet: Tablet) =>
  tablet.page.getByRole('heading', { level: 1, name: 'Följsam är låst' });

test('a tablet that nobody touches locks by itself, and what was being typed is on disk', async () => {
  const tablet = await city.tablet();
  await tablet.startBrowser({ unlocks: false });
  const { page } = tablet;
  await page.clock.install();
  await page.goto(city.origin);
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  await page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link').first().click();
  const { visit } = tablet;
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill('Skrivet strax före låset.');
  await page.clock.runFor(3.2 * 60_000);
  await expect(page.getByText('Följsam låses snart')).toBeVisible();
  await lookAtAll(page, 'locks soon');
  await page.getByRole('button', { name: 'Jag är kvar' }).click();
  await expect(page.getByText('Följsam låses snart')).toHaveCount(0);
  await visit.comment(asked.overall).pressSequentially(' Och lite till.');
  await page.clock.runFor(5.2 * 60_000);
  await expect(lockHeading(tablet)).toBeVisible();
  await expect(page.locator('body')).not.toContainText(/Skrivet|Björkgården|A\.K\./);
  await unlock(page, passphraseOf('maria'));
  await expect(visit.heading).toHaveText(sections.assessment);
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet strax före låset. Och lite till.');
});

test('it locks in a client’s hands, out of sight, and after the time that was chosen', async () => {
  const tablet = await city.tablet();
  await tablet.startBrowser({ unlocks: false });
  const { page, visit } = tablet;
  await page.clock.install();
  await page.goto(city.origin);
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  await page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link').first().click();
  await visit.prepare();
  await visit.go(sections.client);
  await page.getByRole('button', { name: 'Lämna över plattan' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Vill du svara på 4 frågor?');
  await page.clock.runFor(5.2 * 60_000);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Lämna tillbaka plattan');
  await expect(page.locator('body')).not.toContainText(/Björkgården|A\.K\./);
  await unlock(page, passphraseOf('maria'));
  await page.getByRole('button', { name: 'Ta tillbaka plattan' }).click();
  await expect(visit.heading).toHaveText(sections.client);

  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => 'hidden' });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await page.clock.runFor(50_000);
  await expect(visit.heading).toHaveText(sections.client);
  await page.clock.runFor(20_000);
  await expect(lockHeading(tablet)).toBeVisible();
  await unlock(page, passphraseOf('maria'));
  await expect(visit.heading).toHaveText(sections.client);

  await tablet.today();
  await page.getByText('Inloggad som').locator('..').click();
  await page.getByRole('link', { name: 'Mitt konto' }).click();
  await page.getByLabel('Lås efter').selectOption('1 minut');
  await page.clock.runFor(40_000);
  await expect(page.getByText('Följsam låses snart')).toBeVisible();
  await page.clock.runFor(30_000);
  await expect(lockHeading(tablet)).toBeVisible();
  // Chosen for good.
  await unlock(page, passphraseOf('maria'));
  await expect(page.getByLabel('Lås efter')).toHaveValue('1');
});

test('a passkey opens the store, also without network; a wrong passphrase does not, and slows down', async () => {
  const tablet = await city.tablet();
  await tablet.startBrowser({ unlocks: false });
  const { page } = tablet;
  const session = await tablet.context.newCDPSession(page);
  await session.send('WebAuthn.enable');
  await session.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      ctap2Version: 'ctap2_1',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      hasPrf: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await page.goto(city.origin);
  await tablet.signIn('erik');
  await tablet.isReadyOffline();
  await page.locator('summary').filter({ hasText: 'Inloggad som' }).click();
  await page.getByRole('link', { name: 'Mitt konto' }).click();
  const lock = page.getByRole('region', { name: /^Låset på/ });
  await lock.getByRole('button', { name: 'Lägg till lösennyckel' }).click();
  const add = lock.getByRole('button', { name: 'Lägg till lösennyckel' }).last();
  await add.click();
  await expect(lock.getByText(/Kryssa för att du är ensam om/)).toBeVisible();
  await expect(lock.getByRole('checkbox')).toBeFocused();
  await lock.getByText(/Jag är ensam om/).click();
  await lock.getByLabel('Nuvarande lösenfras').fill(passphraseOf('erik'));
  await add.click();
  await expect(lock.getByText('Lösennyckeln öppnar nu låset.')).toBeVisible();

  await city.register.kill();
  await page.goto(`${city.origin}/idag`);
  await expect(lockHeading(tablet)).toBeVisible();
  for (let guess = 0; guess < 4; guess += 1) {
    await unlock(page, `fel fel fel fel ${guess}`);
    await expect(page.getByRole('alert')).toContainText('stämde inte');
  }
  await unlock(page, passphraseOf('erik'));
  await expect(page.getByRole('alert')).toContainText('Ingenting raderas');
  await lookAtAll(page, 'locked, with a passkey and wrong guesses', { isMain: true });
  await page.getByRole('button', { name: 'Lås upp med lösennyckel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);

  await test.step('the passphrase is changed and the passkey taken away, and what was there is there', async () => {
    await page.locator('summary').filter({ hasText: 'Inloggad som' }).click();
    await page.getByRole('link', { name: 'Mitt konto' }).click();
    await lock.getByRole('button', { name: 'Byt lösenfras' }).first().click();
    await lock.getByLabel('Nuvarande lösenfras').fill('inte hennes lösenfras');
    await lock.getByLabel('Ny lösenfras').fill(passphraseOf('erik, ny'));
    await lock.getByLabel('Lösenfrasen en gång till').fill(passphraseOf('erik, ny'));
    await lock.getByRole('button', { name: 'Byt lösenfras' }).last().click();
    await expect(lock.getByRole('alert')).toContainText('stämde inte');
    await lock.getByLabel('Nuvarande lösenfras').fill(passphraseOf('erik'));
    await lock.getByRole('button', { name: 'Byt lösenfras' }).last().click();
    await expect(lock.getByText('Lösenfrasen är bytt.')).toBeVisible();
    await lock.getByRole('button', { name: 'Ta bort' }).click();
    await expect(lock.getByText('Lösennyckeln öppnar inte låset längre.')).toBeVisible();
    await page.getByRole('button', { name: 'Lås', exact: true }).first().click();
    await expect(lockHeading(tablet)).toBeVisible();
    await expect(page.getByRole('button', { name: 'Lås upp med lösennyckel' })).toHaveCount(0);
    await unlock(page, passphraseOf('erik'));
    await expect(page.getByRole('alert')).toContainText('stämde inte');
    await unlock(page, passphraseOf('erik, ny'));
    await page.getByRole('link', { name: 'Idag' }).first().click();
    await expect(page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);
  });
  await city.register.start();
});

/** Puts a word in clear where apps keep things, so that it is known that the search would find one. */
const plantInClear = (page: Page, word: string): Promise<void> =>
  page.evaluate(async (text) => {
    const cache = await caches.open('control');
    await cache.put('/control', new Response(text));
    await new Promise((resolve, reject) => {
      const opening = indexedDB.open('control', 1);
      opening.onupgradeneeded = () => opening.result.createObjectStore('words');
      opening.onerror = reject;
      opening.onsuccess = () => {
        const writing = opening.result.transaction('words', 'readwrite', { durability: 'strict' });
        writing.objectStore('words').put({ text, within: `${text}ö`, coded: btoa(`a${text}`) }, 1);
        writing.oncomplete = resolve;
      };
    });
  }, word);

test('nothing of what was written or fetched can be read on the disk, locked or killed', async () => {
  test.setTimeout(180_000);
  const planted = new PlantedWords();
  await city.register.kill();
  const userName = plantInRegister(city.register.dataDir, planted, 'maria');
  await city.register.start();
  const tablet = await city.tablet();
  await tablet.startBrowser();
  const { page, visit } = tablet;
  await page.goto(city.origin);
  await page.getByLabel('Användarnamn').fill(`nobody-${accountMarker}`);
  await page.getByLabel('Lösenord').fill(planted.next());
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await tablet.signIn(userName);
  await tablet.isReadyOffline();
  // What was fetched is shown.
  await expect(page.locator('main')).toContainText(marker);
  await page.getByLabel('Sök bland dina uppföljningar').fill(planted.next());
  await page.getByRole('button', { name: 'Visa alla' }).click();

  // Why a visit was not made; not told to the register.
  await tablet.openVisit('A.K.');
  await page.getByRole('button', { name: 'Uppföljningen blev inte av' }).click();
  await plantOnPage(page, planted, 2, 4);
  await visit.isSaved();
  await page.goto(city.origin);
  await tablet.openVisit('A.K.');
  // It is there as it was left, before anything of it has been told.
  await expect(page.getByLabel('Kommentar').first()).toHaveValue(new RegExp(marker));

  await tablet.openVisit('M.J.');
  const { followUpId } = visit;
  // Those present, what the client adds, the deviation found; a comment and a deviation at the rest.
  for (const [section, deviations, fields] of [
    [sections.preparation, 0, 3],
    [sections.client, 0, 4],
    [sections.assessment, 4, 8],
    [sections.deviations, 0, 1],
  ] as const) {
    await visit.go(section);
    if (section === sections.deviations) await visit.answer(asked.deviationFound, 'Ja');
    const note = page.getByRole('button', { name: 'Notera en avvikelse' });
    await expect(note).toHaveCount(deviations);
    for (let left = deviations; left > 0; left -= 1) await note.first().click();
    await plantOnPage(page, planted, 4, fields);
    await visit.isSaved();
  }
  await page.goto(`${city.origin}/uppfoljning/${followUpId}/bakgrund`);
  await page.goto(`${city.origin}/uppfoljning/${followUpId}/utskrift`);
  await expect(page.locator('main')).toContainText(marker);

  await page.goto(`${city.origin}/ny-uppfoljning`);
  await plantOnPage(page, planted, 1, 1);
  await page.getByRole('searchbox').fill('');
  await page
    .getByRole('button', { name: /^Börja/ })
    .first()
    .click();
  await visit.go(sections.client);
  await plantOnPage(page, planted, 4, 4);
  await visit.isSaved();
  expect(new Set(planted.words).size).toBeGreaterThan(200);

  await plantInClear(page, control);
  await leaveLocked(page);
  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await expect(lockHeading(tablet)).toBeVisible();
  expect(await findOnDisk(tablet.profile, marker), 'on the disk of a locked tablet').toEqual([]);
  expect(await findOnDisk(tablet.profile, passphraseOf(userName))).toEqual([]);
  // The browser's own memory of who has signed in, its form to be filled in again among it, which SECURITY.md leaves to
  // whoever runs the tablets; nothing of ours.
  const ofBrowser = /^Default\/(Login Data|Web Data|Sessions\/)/;
  const named = await findOnDisk(tablet.profile, accountMarker);
  expect(named.filter((file) => !ofBrowser.test(file))).toEqual([]);

  await tablet.page.goto(`${city.origin}/idag`);
  await unlock(page, passphraseOf(userName));
  await expect(page.locator('main')).toContainText(marker);
  const processes = await processesOf(tablet);
  const closed = new Promise((resolve) => tablet.context.once('close', resolve));
  killAll(processes);
  await closed;
  expect(await findOnDisk(tablet.profile, marker), 'on the disk of a tablet that was killed').toEqual([]);
  // The same search finds what does lie there: in the store of a page, in its cache, and coded.
  const seen = await findOnDisk(tablet.profile, control);
  for (const place of ['IndexedDB', 'CacheStorage'])
    expect(
      seen.filter((name) => name.includes(place)),
      place,
    ).not.toEqual([]);
});

test('the search for words finds them packed and coded', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'foljsam-search-'));
  const text = `before ${control} after`;
  const files: Record<string, Buffer> = {
    plain: Buffer.from(text),
    large: Buffer.from(text.toUpperCase()),
    utf16: Buffer.from(`é${text}`, 'utf16le'),
    swapped: Buffer.from(text, 'utf16le').swap16(),
    gzip: Buffer.concat([Buffer.alloc(50, 7), gzipSync(text), Buffer.alloc(50, 7)]),
    zlib: Buffer.concat([Buffer.alloc(50, 7), deflateSync(text)]),
    ...Object.fromEntries(
      ['', 'a', 'ab'].flatMap((before) => [
        [`base64${before}`, Buffer.from(Buffer.from(before + text).toString('base64'))],
        [`base64-utf16${before}`, Buffer.from(Buffer.from(before + text, 'utf16le').toString('base64'))],
      ]),
    ),
  };
  for (const [name, bytes] of Object.entries(files)) await writeFile(join(folder, name), bytes);
  const found = await findOnDisk(folder, control);
  await rm(folder, { recursive: true });
  expect(Object.keys(files).filter((name) => !found.some((each) => each.startsWith(`${name}:`)))).toEqual([]);
});
