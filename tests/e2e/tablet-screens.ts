import { expect, type Page } from '@playwright/test';
import type { FaultyFront } from './faulty-front.ts';
import { lookOnPaper, type Look } from './looks.ts';
import { Outbox } from './outbox.ts';
import { demoPassword } from './tablet.ts';
import { passphraseOf, protect, unlock, unlockWhenLocked } from './unlocking.ts';
import { asked, sections, Visit } from './visit.ts';

const heading = (page: Page) => page.getByRole('heading', { level: 1 });

/** Signs in at the page that is shown. */
export const signIn = async (page: Page, userName: string): Promise<void> => {
  await page.getByLabel('Användarnamn').fill(userName);
  await page.getByLabel('Lösenord').fill(demoPassword);
  await page.getByRole('button', { name: 'Logga in' }).click();
  const menu = page.getByRole('navigation', { name: 'Huvudmeny', exact: true });
  const choosing = page.getByRole('heading', { level: 1, name: 'Välj en lösenfras' });
  await expect(menu.or(choosing)).toBeVisible();
  if (!(await choosing.isVisible())) return;
  await protect(page, passphraseOf(userName));
  await expect(menu).toBeVisible();
  await unlockWhenLocked(page, () => passphraseOf(userName));
};

const openVisit = async (page: Page, initials: string): Promise<Visit> => {
  await page.getByRole('navigation').getByRole('link', { name: 'Idag' }).first().click();
  const row = page.getByRole('listitem').filter({ hasText: initials });
  await row
    .filter({ has: page.getByRole('link') })
    .first()
    .getByRole('link')
    .click();
  await expect(page).toHaveURL(/\/uppfoljning\//);
  return new Visit(page);
};

const toDay = async (page: Page): Promise<void> => {
  await page.getByRole('link', { name: 'Idag' }).first().click();
  await expect(heading(page)).toContainText('besök idag');
};

/** Signing in, with what can go wrong. Ends on the day's work. */
export const walkSignIn = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(origin);
  await expect(heading(page)).toHaveText('Logga in i Följsam');
  await look(page, 'sign-in', { isMain: true });
  await page.getByRole('button', { name: 'Logga in' }).click();
  await look(page, 'sign-in with nothing filled in');
  await page.getByLabel('Användarnamn').fill('maria');
  await page.getByLabel('Lösenord').fill('not her password');
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page.getByRole('alert')).toBeVisible();
  await look(page, 'sign-in with a wrong password');
  await page.getByLabel('Lösenord').fill(demoPassword);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(heading(page)).toHaveText('Välj en lösenfras');
  await look(page, 'passphrase', { isMain: true });
  await page.getByRole('button', { name: 'Föreslå fyra ord' }).click();
  await expect(page.getByText('Skriv ner den')).toBeVisible();
  await expect(page.getByRole('status').filter({ hasText: 'Styrka: Stark' })).toBeVisible();
  await look(page, 'passphrase, suggested');
  await page.getByLabel('Din lösenfras').fill('för kort');
  await expect(page.getByRole('status').filter({ hasText: 'Styrka: Svag' })).toBeVisible();
  await page.getByRole('button', { name: 'Spara lösenfrasen' }).click();
  await look(page, 'passphrase, too short and not repeated');
  await protect(page, passphraseOf('maria'));
  await expect(page.getByText('Senast idag')).toBeVisible();
  await page.getByRole('button', { name: 'Lås', exact: true }).first().click();
  await expect(heading(page)).toHaveText('Följsam är låst');
  await look(page, 'locked', { isMain: true });
  await unlock(page, 'inte hennes lösenfras');
  await expect(page.getByRole('alert')).toHaveText('Lösenfrasen stämde inte.');
  await look(page, 'locked, with a wrong passphrase');
  await page.getByRole('button', { name: 'Byt användare' }).click();
  await look(page, 'locked, another user');
  await page.getByRole('button', { name: 'Tillbaka' }).click();
  await unlock(page, passphraseOf('maria'));
  await expect(page.getByText('Senast idag')).toBeVisible();
  await unlockWhenLocked(page, () => passphraseOf('maria'));
};

/** The day's work, and what is sought in it. */
export const walkToday = async (page: Page, look: Look): Promise<void> => {
  // What the outbox says needs her, her day says too.
  await expect(page.getByRole('main').getByRole('link', { name: 'behöver dig i utkorgen' })).toBeVisible();
  await look(page, 'today', { isMain: true });
  await page.getByText(/verksamheter och .* frågeformulär/).click();
  await expect(page.getByText('Individuppföljning, version 1')).toBeVisible();
  await look(page, 'today, with the names of what is on the tablet');
  await page.getByLabel('Sök bland dina uppföljningar').fill('Havsvik');
  await expect(page.getByText('M.J.')).toBeVisible();
  await look(page, 'today, searched');
  await page.getByLabel('Sök bland dina uppföljningar').fill('finns inte');
  await expect(page.getByText('Ingen uppföljning stämmer')).toBeVisible();
  await look(page, 'today, nothing found');
  await page.getByRole('button', { name: 'Visa alla' }).click();
  await page.locator('summary').first().click();
  await look(page, 'menu of the person');
  await page.keyboard.press('Escape');
  await page.getByRole('link', { name: 'Ny uppföljning utan plan' }).click();
  await expect(heading(page)).toHaveText('Ny uppföljning utan plan');
  await look(page, 'new follow-up');
};

/** A visit from its first section to the outbox, and what stands in the way. */
export const walkVisit = async (page: Page, origin: string, look: Look): Promise<string> => {
  await toDay(page);
  const visit = await openVisit(page, 'A.K.');
  const path = `${origin}/uppfoljning/${visit.followUpId}`;
  await expect(visit.heading).toHaveText(sections.preparation);
  await look(page, 'preparation', { isMain: true });
  await page.getByRole('button', { name: 'Uppföljningen blev inte av' }).click();
  await page.getByRole('button', { name: 'Spara att den inte blev av' }).click();
  await look(page, 'preparation, not carried out without a reason');
  await visit.prepare();

  await visit.go(sections.client);
  await visit.answer(asked.support, 'Ja');
  await visit.comment(asked.support).fill('Läxhjälpen fungerar bra.');
  await visit.leave(asked.influence, 'Förstod inte frågan');
  await visit.question(asked.add).getByRole('textbox').first().fill(['Ring 20121212', '1212'].join('-'));
  await visit.isSaved();
  await look(page, 'questions to the client, one with a reason', { isMain: true });
  await visit.leave(asked.support, 'Avböjde');
  await look(page, 'questions to the client, an answer taken back');
  await page.getByRole('button', { name: 'Ångra' }).click();

  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Bristande');
  await visit.noteDeviation(asked.overall, 'Fyra inställda samtal på en månad.');
  await visit.isSaved();
  await look(page, 'assessment with a deviation', { isMain: true });
  await page.getByRole('link', { name: 'Bakgrund' }).click();
  await expect(heading(page)).toBeVisible();
  await look(page, 'background', { isMain: true });
  await visit.go(sections.deviations);
  await visit.answer(asked.deviationFound, 'Ja');
  await look(page, 'deviations', { isMain: true });

  const tab = await page.context().newPage();
  await tab.goto(path);
  await expect(tab.getByText('öppen i en annan flik')).toBeVisible();
  await look(tab, 'open in another tab', { isMain: true });
  await tab.close();

  await visit.go('Granska och skicka');
  await look(page, 'review', { isMain: true });
  await page.getByRole('button', { name: 'Skicka uppföljningen' }).click();
  await expect(page.getByRole('link', { name: /din situation/ }).first()).toBeVisible();
  await look(page, 'review with an error summary', { isMain: true });
  await visit.go(sections.client);
  await look(page, 'questions to the client, one of them missing');
  await page.goto(`${path}/utskrift`);
  await expect(heading(page)).toBeVisible();
  await look(page, 'print');
  const onPaper = [
    'Björkgården HVB',
    'Läxhjälpen fungerar bra.',
    'Bristande',
    'Fyra inställda samtal på en månad.',
  ];
  await lookOnPaper(page, 'print', onPaper);
  await page.goto(path);
  return visit.followUpId;
};

/** The ways of what was sent: not yet away, at the register, corrected, refused; and what needs the person. */
export const walkSent = async (
  page: Page,
  front: FaultyFront,
  followUpId: string,
  look: Look,
): Promise<void> => {
  const [visit, outbox] = [new Visit(page), new Outbox(page)];
  await visit.go(sections.client);
  await visit.askClient();
  await visit.assess('Godkänt');
  await visit.findNothingMore();
  front.fault = (_method, path) => (path === '/api/uploads' ? { kind: 'reset' } : null);
  await visit.send();
  await expect(visit.heading).toHaveText(/ligger i utkorgen/);
  await look(page, 'sent, in the outbox', { isMain: true });
  await outbox.open();
  await expect(outbox.underway).toBeVisible();
  await look(page, 'outbox: needs you, on the way', { isMain: true });
  await toDay(page);
  await expect(page.getByRole('link', { name: 'väntar på att skickas' })).toBeVisible();
  await look(page, 'today, with something to send');
  await outbox.open();

  front.fault = () => null;
  await outbox.sendNow();
  await expect(outbox.underway).toHaveCount(0);
  await look(page, 'outbox: done');
  await page.goto(`${front.origin}/uppfoljning/${followUpId}`);
  await expect(visit.heading).toContainText('I registret');
  await look(page, 'sent, in the register', { isMain: true });
  await visit.correct();
  await look(page, 'correction under way');
  await visit.go(sections.assessment);
  await visit.answer(asked.overall, 'Mycket bra');
  front.fault = (_method, path) => (path === '/api/uploads' ? { kind: 'problem', code: 'invalid' } : null);
  await visit.send();
  await expect(visit.heading).toHaveText('Kom inte in i registret');
  await look(page, 'sent, refused');
  await outbox.open();
  await expect(outbox.needsYou).toContainText('Kom inte in i registret');
  await page.getByRole('button', { name: 'Välj en version' }).first().click();
  await look(page, 'outbox: refused, two versions with an error', { isMain: true });
  front.fault = () => null;
};
