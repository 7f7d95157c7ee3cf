import { expect, type Page } from '@playwright/test';
import { lookOnPaper, type Look } from './looks.ts';
import { passphraseOf, protect, unlockWhenLocked } from './unlocking.ts';

const office = { isOffice: true } as const;
const main = { isOffice: true, isMain: true } as const;
const heading = (page: Page) => page.getByRole('heading', { level: 1 });
const rows = (page: Page) => page.getByRole('navigation', { name: 'Granskning' }).getByRole('listitem');

/** The review desk with each of its lists, and what is opened from them. */
export const walkDesk = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(`${origin}/granskning`);
  await expect(rows(page).first()).toBeVisible();
  await look(page, 'desk, nothing open', main);
  await rows(page).filter({ hasText: '2198-04' }).getByRole('link').click();
  await expect(page.getByRole('button', { name: 'Godkänn' })).toBeVisible();
  await look(page, 'desk, a submission', main);
  await page.getByRole('button', { name: 'Återför med kommentar' }).click();
  await page.getByRole('button', { name: 'Kommentera' }).first().click();
  await look(page, 'desk, return');
  await page.getByRole('button', { name: 'Återför', exact: true }).click();
  await look(page, 'desk, return without a comment', main);
  for (const list of ['Återförda', 'Godkända', 'Två versioner', 'Undantagna']) {
    const link = page.getByRole('group', { name: 'Listor' }).getByRole('link', { name: list });
    await link.click();
    await expect(link).toHaveAttribute('aria-current', 'true');
    await expect(rows(page).first()).toBeVisible();
    await look(page, `desk, list ${list}`, office);
    await rows(page).first().getByRole('link').click();
    await expect(page).toHaveURL(/granskning\/.+\?/);
    // What is opened takes the focus to its heading when it is there.
    await expect(heading(page)).toBeFocused();
    await look(page, `desk, one of ${list}`, office);
  }
  await dismiss(page);
};

/** What was set aside is dismissed: it takes saying why, and leaves the list. */
const dismiss = async (page: Page): Promise<void> => {
  const before = await rows(page).count();
  await page.getByRole('button', { name: 'Ta inte in' }).click();
  const why = page.getByLabel('Varför');
  await expect(why).toBeFocused();
  await expect(why).toHaveAccessibleDescription(/Skriv varför den inte tas in/);
  await why.fill('Besöket gjordes av en annan enhet.');
  await page.getByRole('button', { name: 'Ta inte in' }).click();
  await expect(page.getByText('Uppföljningen togs inte in.')).toBeVisible();
  await expect(rows(page)).toHaveCount(before - 1);
};

/** What is planned, what is to be planned, and who has which placement. */
export const walkPlanning = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(`${origin}/planering`);
  await expect(page.getByRole('list', { name: 'Planerade' })).toBeVisible();
  await look(page, 'planning', main);
  for (const list of ['Försenade', 'Gjorda', 'Blev inte av', 'Inställda']) {
    await page.getByRole('link', { name: list }).click();
    await expect(page.getByRole('list', { name: list })).toBeVisible();
    await look(page, `planning, list ${list}`, office);
  }
  await page.getByRole('link', { name: 'Försenade' }).click();
  await page.getByRole('list', { name: 'Försenade' }).getByRole('button').first().click();
  await look(page, 'planning, a change', main);
  await page.goto(`${origin}/planering/ny`);
  await expect(heading(page)).toHaveText('Planera en uppföljning');
  await page.getByRole('button', { name: 'Planera', exact: true }).click();
  await look(page, 'planning, a new one with errors', main);
  await page.goto(`${origin}/planering/placeringar`);
  await expect(page.getByRole('listitem').filter({ hasText: '2198-04' }).first()).toBeVisible();
  await look(page, 'placements', main);
  await page
    .getByRole('listitem')
    .filter({ hasText: '2198-04' })
    .getByRole('button', { name: 'Ändra' })
    .first()
    .click();
  await expect(page.getByRole('heading', { name: 'Skyddade personuppgifter' })).toBeVisible();
  await expect(page.getByRole('checkbox').first()).toBeVisible();
  await look(page, 'placements, a change', main);
};

/** Log control, what is to be purged, and an extract of somebody. */
export const walkOversight = async (page: Page, origin: string, look: Look): Promise<void> => {
  const month = new Date().toISOString().slice(0, 7);
  await page.goto(`${origin}/loggkontroll?manad=${month}&urval=all`);
  await expect(heading(page)).toContainText('i loggen');
  await page.waitForLoadState('networkidle');
  await look(page, 'log control', main);
  await page.getByLabel('Vad kom fram?').selectOption('to-be-looked-into');
  await page.getByRole('button', { name: 'Anteckna' }).click();
  await look(page, 'log control, a check without a comment');
  await page.goto(`${origin}/gallring`);
  await expect(page.getByRole('heading', { name: 'Regler' })).toBeVisible();
  await look(page, 'purging', main);
  await page.goto(`${origin}/registerutdrag`);
  await page.getByRole('button', { name: 'Ta ut' }).click();
  await look(page, 'extract without a number', main);
};

/** The coordinator's report, as it stands and of a period without anything. */
export const walkOwnReport = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(`${origin}/rapporter?from=2022-04&to=2022-09`);
  await expect(heading(page)).toBeVisible();
  await page.waitForLoadState('networkidle');
  await look(page, 'report', main);
  await lookOnPaper(page, 'report', ['Registrerade av genomförda', 'Bedömning av utföraren']);
};

/** What the city sees: closed periods, what is published, closing and publishing. */
export const walkCityReports = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(`${origin}/rapporter`);
  await page.waitForLoadState('networkidle');
  await look(page, 'closed periods', main);
  for (const link of await page.locator('main a[href^="/rapporter/"]').all()) {
    const href = (await link.getAttribute('href')) ?? '';
    const other = await page.context().newPage();
    await other.goto(origin + href);
    await expect(heading(other)).toBeVisible();
    await other.waitForLoadState('networkidle');
    await look(other, `report ${href.split('/')[2] ?? ''}`, main);
    await other.close();
  }
  await publish(page, look);
};

/** The exact figures of a month are published: by a decision and its day, and then all can read them. */
const publish = async (page: Page, look: Look): Promise<void> => {
  const form = page.getByRole('region', { name: 'Publicera exakta siffror' });
  await form.getByLabel('Från').selectOption('2023-01');
  await form.getByLabel('Till').selectOption('2023-01');
  await form.getByRole('button', { name: 'Publicera' }).click();
  await expect(form.getByLabel('Beslut', { exact: true })).toBeFocused();
  await expect(form.getByText('Ange beslutet.')).toBeVisible();
  await look(page, 'publishing without a decision');
  await form.getByLabel('Beslut', { exact: true }).fill('Tjänsteutlåtande 2023:7');
  await form.getByLabel('Beslutsdag').fill('2023-03-01');
  await form.getByRole('button', { name: 'Publicera' }).click();
  await expect(page).toHaveURL(/\/rapporter\/publicerad\//);
  await expect(heading(page)).toBeVisible();
  await expect(page.getByText('Tjänsteutlåtande 2023:7').first()).toBeVisible();
};

/** Users, one of them, a new one. Gives the one-time link of the user who is invited. */
export const walkAdministration = async (page: Page, origin: string, look: Look): Promise<string> => {
  await page.goto(`${origin}/administration`);
  await expect(page.getByRole('list', { name: 'Användare' })).toBeVisible();
  await look(page, 'users', main);
  await page.goto(`${origin}/administration/ny`);
  await page.getByRole('button', { name: 'Bjud in' }).click();
  await look(page, 'new user with errors', main);
  await page.goto(`${origin}/administration`);
  await page.getByRole('link', { name: 'Maria Holm' }).click();
  await expect(heading(page)).toHaveText('Maria Holm');
  await look(page, 'user with tablets', main);
  await page.goto(`${origin}/administration`);
  await page.getByRole('link', { name: 'Nils Fors' }).click();
  await page.getByRole('button', { name: 'Ny länk' }).click();
  const link = page.getByRole('textbox', { name: 'Länk att lämna till Nils Fors' });
  await expect(link).toBeVisible();
  await look(page, 'user with a new link', office);
  return new URL(await link.inputValue()).pathname;
};

/** One's own account, with an authenticator app under way and a password that is too short. */
export const walkAccount = async (page: Page, origin: string, look: Look): Promise<void> => {
  await page.goto(`${origin}/konto`);
  await expect(page.getByRole('list', { name: 'Här är du inloggad' })).toBeVisible();
  await look(page, 'account', { isMain: true });
  await page.getByRole('button', { name: 'Lägg till kodapp' }).click();
  await expect(page.getByLabel('Kod ur kodappen')).toBeVisible();
  await page.getByRole('button', { name: 'Spara' }).click();
  await page.getByLabel('Nytt lösenord').fill('kort');
  await page.getByRole('button', { name: 'Byt lösenord' }).click();
  await look(page, 'account, a code app under way, with errors', { isMain: true });
};

/** The invitation of somebody who has no work yet: choosing a password, and a day without visits. */
export const walkInvitation = async (page: Page, origin: string, link: string, look: Look): Promise<void> => {
  await page.goto(origin + link);
  await expect(heading(page)).toHaveText('Välj ditt lösenord');
  await look(page, 'invitation', { isMain: true });
  const [first, second] = [page.getByLabel('Nytt lösenord'), page.getByLabel('Lösenordet en gång till')];
  await first.fill('kort');
  await page.getByRole('button', { name: 'Spara och logga in' }).click();
  await look(page, 'invitation, too short');
  await first.fill('fyra korta ord i rad');
  await second.fill('fyra korta ord i rad');
  await page.getByRole('button', { name: 'Spara och logga in' }).click();
  await protect(page, passphraseOf('somebody new'));
  await expect(heading(page)).toHaveText('Inga besök idag');
  await unlockWhenLocked(page, () => passphraseOf('somebody new'));
  await look(page, 'a day without visits', { isMain: true });
  await page.getByRole('navigation').getByRole('link', { name: 'Utkorg' }).first().click();
  await expect(heading(page)).toHaveText('Allt är i registret');
  await look(page, 'an empty outbox');
  await page.goto(origin + link);
  await expect(heading(page)).toHaveText(/använd eller för gammal/);
  await look(page, 'invitation, used');
  await page.goto(`${origin}/finns-inte`);
  await expect(heading(page)).toHaveText('Sidan finns inte');
  await look(page, 'no such page');
};
