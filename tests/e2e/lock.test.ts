import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { useCity } from './city.ts';
import type { Tablet } from './tablet.ts';
import { passphraseOf, unlock } from './unlocking.ts';
import { asked, sections } from './visit.ts';

const city = useCity();

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
  await lock.getByText(/Jag är ensam om/).click();
  await lock.getByLabel('Nuvarande lösenfras').fill(passphraseOf('erik'));
  await lock.getByRole('button', { name: 'Lägg till lösennyckel' }).last().click();
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
  await page.getByRole('button', { name: 'Lås upp med lösennyckel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);
  await city.register.start();
});

/** All that somebody could read who took the disk: each file of the profile. */
const filesIn = async (folder: string): Promise<{ name: string; bytes: Buffer }[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  return Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async ({ parentPath, name }) => ({ name, bytes: await readFile(join(parentPath, name)) })),
  );
};

/** The word as it may lie on a disk: UTF-8, UTF-16, and base64 at each of the three places where it may begin. */
const disguises = (word: string): Buffer[] => [
  Buffer.from(word),
  Buffer.from(word, 'utf16le'),
  ...[0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), Buffer.from(word), Buffer.alloc(2)]).toString(
      'base64',
    );
    // The ends depend on what stands beside the word.
    return Buffer.from(
      encoded.slice(Math.ceil((shift * 4) / 3), Math.floor(((shift + word.length) * 4) / 3) - 1),
    );
  }),
];

/** The planted words that can be read, each with the file that holds it. */
const foundIn = async (tablet: Tablet, planted: readonly string[]): Promise<string[]> => {
  const files = await filesIn(tablet.profile);
  return planted.flatMap((word) =>
    files
      .filter(({ bytes }) => disguises(word).some((each) => bytes.includes(each)))
      .map(({ name }) => `${word} in ${name}`),
  );
};

test('nothing of what was written or fetched can be read on the disk, locked or killed', async () => {
  test.setTimeout(180_000);
  const tablet = await city.tablet();
  await tablet.startBrowser();
  await tablet.page.goto(city.origin);
  await tablet.signIn('maria');
  await tablet.isReadyOffline();
  const plant = (field: string): string => `planterat-${field}-${crypto.randomUUID().slice(0, 8)}`;
  const written = {
    comment: plant('kommentar'),
    deviation: plant('avvikelse'),
    client: plant('brukare'),
    search: plant('sok'),
  };
  const { page, visit } = tablet;
  await page.getByLabel('Sök bland dina uppföljningar').fill(written.search);
  await page.getByRole('button', { name: 'Visa alla' }).click();
  await tablet.openVisit('M.J.');
  await visit.prepare();
  await visit.go(sections.client);
  await visit.comment(asked.support).fill(written.client);
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill(written.comment);
  await visit.noteDeviation(asked.overall, written.deviation);
  await visit.isSaved();
  // What was fetched: whose case it is. Homes have names that the sheet of parts uses too.
  const caseNumber = /ärende (\S+)/.exec((await page.getByRole('banner').textContent()) ?? '')?.[1];
  const planted = [...Object.values(written), caseNumber ?? 'no case number', passphraseOf('maria')];
  expect(planted).not.toContain('no case number');

  await page.getByRole('button', { name: 'Lås', exact: true }).click();
  await expect(page.locator('#passphrase, h1').first()).toBeVisible();
  expect(await foundIn(tablet, planted), 'on the disk of a locked tablet').toEqual([]);

  await tablet.page.goto(`${city.origin}/idag`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/besök idag/);
  await tablet.switchOff();
  expect(await foundIn(tablet, planted), 'on the disk of a tablet that was switched off').toEqual([]);
});
