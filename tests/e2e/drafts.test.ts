import { readFile } from 'node:fs/promises';
import { expect, test } from '@playwright/test';
import { useCity } from './city.ts';
import { lookAtAll } from './looks.ts';
import type { Tablet } from './tablet.ts';
import { passphraseOf } from './unlocking.ts';
import { asked, sections } from './visit.ts';

const city = useCity();

/** A device of hers, signed in, with the key to the copies of her drafts. */
const begin = async (userName: string): Promise<Tablet> => {
  const tablet = await city.tablet();
  await tablet.switchOn();
  await tablet.signIn(userName);
  await tablet.isReadyOffline();
  const follows = tablet.page.getByRole('link', { name: 'Utkasten följer dig' });
  await expect(follows).toBeVisible({ timeout: 20_000 });
  return tablet;
};

const rowOf = (tablet: Tablet, initials: string) =>
  tablet.page
    .getByRole('listitem')
    .filter({ hasText: initials })
    .filter({ has: tablet.page.getByRole('link') })
    .first();

/** To the day's work by the app's own links: a page that is loaded anew is locked. */
const toDay = async (tablet: Tablet): Promise<void> => {
  await tablet.page.getByRole('link', { name: 'Idag' }).first().click();
  await expect(tablet.page.getByRole('heading', { level: 1 })).toContainText('besök idag');
};

const open = async (tablet: Tablet, initials: string): Promise<void> => {
  await toDay(tablet);
  await rowOf(tablet, initials).getByRole('link').click();
  await expect(tablet.page).toHaveURL(/\/uppfoljning\//);
};

/** Waits until all that was written there has been copied. */
const isCopied = async (tablet: Tablet): Promise<void> => {
  await toDay(tablet);
  await tablet.page.getByRole('link', { name: 'Utkasten följer dig' }).click();
  await expect(tablet.page.getByText('Alla öppna utkast är kopierade')).toBeVisible({ timeout: 20_000 });
};

test('begun without network on a tablet that then drowns; finished elsewhere, and counted once', async () => {
  const tablet = await begin('maria');
  await tablet.context.setOffline(true);
  const begun = await tablet.openVisit('A.K.');
  const { followUpId } = begun;
  await begun.prepare();
  await begun.go(sections.assessment);
  await begun.comment(asked.overall).fill('Skrivet i ett rum utan nät.');
  await begun.isSaved();
  await tablet.context.setOffline(false);
  await isCopied(tablet);
  await tablet.throwAway();

  const desktop = await begin('maria');
  await expect(rowOf(desktop, 'A.K.')).toContainText('Påbörjad på en annan enhet');
  await rowOf(desktop, 'A.K.').getByRole('link', { name: 'Fortsätt här' }).click();
  const visit = desktop.visit;
  await expect(desktop.page.getByText('Här är även det du skrev på en annan')).toBeVisible();
  await visit.go(sections.assessment);
  await expect(visit.comment(asked.overall)).toHaveValue('Skrivet i ett rum utan nät.');
  await visit.askClient();
  await visit.assess('Godkänt');
  await visit.findNothingMore();
  await visit.send();
  const desk = await city.desk('samordnare');
  await expect.poll(async () => (await desk.read(followUpId)).entry?.number ?? '').not.toBe('');
  const { entry, revisions } = await desk.read(followUpId);
  expect(revisions).toHaveLength(1);
  expect(entry?.answers['overall']?.comment).toBe('Skrivet i ett rum utan nät.');
});

test('two devices on one draft: both go together, differences are chosen between, and what was sent is sent', async () => {
  const [one, other] = [await begin('maria'), await begin('maria')];
  const first = await one.openVisit('M.J.');
  const { followUpId } = first;
  await first.prepare();
  await isCopied(one);

  await other.page.reload();
  await expect(rowOf(other, 'M.J.')).toContainText('Påbörjad på en annan enhet');
  await open(other, 'M.J.');
  const second = other.visit;
  await second.go(sections.assessment);
  await second.comment(asked.overall).fill('Från datorn.');
  await second.comment(asked.information).fill('Bara från datorn.');
  await second.isSaved();
  await isCopied(other);

  await open(one, 'M.J.');
  await first.go(sections.assessment);
  await first.comment(asked.overall).fill('Från plattan.');
  await first.comment(asked.activities).fill('Bara från plattan.');
  await first.isSaved();
  await isCopied(one);
  await toDay(one);
  await expect(rowOf(one, 'M.J.')).toContainText('Mer är skrivet på en annan enhet', { timeout: 20_000 });
  await open(one, 'M.J.');
  await first.go(sections.assessment);
  await expect(first.page.getByText('En fråga är besvarad olika på två av dina enheter')).toBeVisible();
  await lookAtAll(first.page, 'a visit with answers of two devices', { isMain: true });
  await expect(first.comment(asked.overall)).toHaveValue('Från plattan.');
  await expect(first.comment(asked.information)).toHaveValue('Bara från datorn.');
  await expect(first.comment(asked.activities)).toHaveValue('Bara från plattan.');
  await first.page.getByRole('button', { name: 'Ta det andra' }).click();
  await expect(first.comment(asked.overall)).toHaveValue('Från datorn.');
  await first.askClient();
  await first.assess('Mycket bra');
  await first.findNothingMore();
  await first.send();
  const desk = await city.desk('samordnare');
  await expect.poll(async () => (await desk.read(followUpId)).entry?.number ?? '').not.toBe('');

  // The other's draft hears of it: all that stood there is in what was sent.
  await toDay(other);
  await other.page.reload();
  await expect(rowOf(other, 'M.J.')).toContainText('I registret', { timeout: 20_000 });
  await open(other, 'M.J.');
  await expect(second.heading).toHaveText(/registret/);
  await expect(second.page.getByText('Bara från datorn.')).toBeVisible();
  expect((await desk.read(followUpId)).revisions).toHaveLength(1);
});

test('drafts as a file: carried to another device, and refused with the reason where it is not as it should be', async () => {
  const tablet = await begin('maria');
  await tablet.context.route('**/api/draft-copies/**', (route) => route.abort());
  const visit = await tablet.openVisit('N.S.');
  await visit.go(sections.assessment);
  await visit.comment(asked.overall).fill('I en fil, förbi nätet.');
  await visit.isSaved();
  await toDay(tablet);
  await tablet.page.getByRole('link', { name: 'Utkasten följer dig' }).click();
  const saved = tablet.page.waitForEvent('download');
  await tablet.page.getByRole('button', { name: 'Spara alla som fil' }).click();
  const text = await readFile(await (await saved).path(), 'utf8');
  expect(text).not.toContain('förbi nätet');
  await tablet.switchOff();

  const desktop = await begin('maria');
  await desktop.page.getByRole('link', { name: 'Utkasten följer dig' }).click();
  await desktop.page.getByText('Läs in en fil').first().click();
  const importing = async (content: string, passphrase: string): Promise<void> => {
    const file = { name: 'foljsam.utkast', mimeType: 'text/plain', buffer: Buffer.from(content) };
    await desktop.page.getByLabel('Fil med utkast').setInputFiles(file);
    await desktop.page.getByLabel('Lösenfrasen på enheten där filen gjordes').fill(passphrase);
    await desktop.page.getByRole('button', { name: 'Läs in en fil' }).click();
  };
  const alert = desktop.page.getByRole('alert');
  await importing(text.slice(0, text.length / 2), passphraseOf('maria'));
  await expect(alert).toContainText('Filen är avklippt');
  await importing(text, 'inte hennes lösenfras');
  await expect(alert).toContainText('Lösenfrasen stämde inte');
  await importing(text, passphraseOf('maria'));
  await expect(desktop.page.getByText('Ett utkast är inläst')).toBeVisible();
  await open(desktop, 'N.S.');
  await desktop.visit.go(sections.assessment);
  await expect(desktop.visit.comment(asked.overall)).toHaveValue('I en fil, förbi nätet.');
});
