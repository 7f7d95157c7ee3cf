import { expect, test, type Page } from '@playwright/test';
import { deskCases } from '#server/demo/desk-cases.ts';
import { organisationRows } from '#server/demo/organisation-rows.ts';
import { people } from '#server/demo/people.ts';
import { visitAnswers } from '#server/demo/visit-answers.ts';
import { lastTime } from '#server/demo/week-cases.ts';
import { useCity } from './city.ts';
import { pageOf } from './every-screen.ts';

const city = useCity();

/** Words of Swedish that hardly a sentence goes without, and those of the screens that a translation may miss. */
const swedishWords = `
  och att är inte som till från för på av den det har kan ska du din ditt dina eller när finns
  alla inget ingen idag igår kl besök uppföljning uppföljningar uppföljningen sparat skicka utkorg
  registret svar svaret fråga frågor brukare ärende granska granskning godkänd återförd planering
  rapporter användare stadsdel enhet handläggare verksamhet utförare samordnare socialsekreterare
  måndag tisdag onsdag torsdag fredag lördag söndag januari februari maj juni juli augusti oktober
  mars dagar sedan antal
`
  .trim()
  .split(/\s+/u);
const isSwedish = new RegExp(`(?<!\\p{L})(?:${swedishWords.join('|')})(?!\\p{L})`, 'iu');

const stringsOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : typeof value === 'object' && value !== null
      ? Object.values(value).flatMap(stringsOf)
      : [];

/** What people of the demo city have written and what things are called there, which stays in their own language. */
const written = [
  ...stringsOf([deskCases, lastTime, organisationRows('2026-01-01')]),
  ...lastTime.flatMap((found) => stringsOf(visitAnswers('2026-01-01', 'site-visit', found))),
].filter((text) => text.includes(' '));
const userNames = people.map(({ userName }) => userName);

/** Everything that is read or heard on the page, but for what people have written. */
const wordsOn = async (page: Page): Promise<string> => {
  const said = await page.evaluate(() => {
    const isForeign = (element: Element | null) =>
      element?.closest('noscript, [lang="sv"]:not(html)') !== null;
    const texts: string[] = [document.title];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node !== null; node = walker.nextNode())
      if (!isForeign(node.parentElement)) texts.push(node.textContent ?? '');
    for (const name of ['aria-label', 'title', 'alt', 'placeholder'])
      for (const element of document.querySelectorAll(`[${name}]`))
        if (!isForeign(element)) texts.push(element.getAttribute(name) ?? '');
    return texts.join('\n');
  });
  return written.reduce((text, each) => text.replaceAll(each, ''), said);
};

const isEnglish = async (page: Page, path: string): Promise<void> => {
  await page.goto(city.origin + path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.waitForLoadState('networkidle');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  const found = (await wordsOn(page))
    .split('\n')
    .filter((line) => isSwedish.test(line) && !userNames.includes(line));
  expect.soft(found, path).toEqual([]);
};

const switchToEnglish = async (page: Page): Promise<void> => {
  await page.getByText('Inloggad som').locator('..').click();
  await page.getByRole('button', { name: 'In English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
};

test('in English no Swedish is left on the screens of the tablet', async ({ browser }) => {
  const page = await pageOf(browser, city.origin, 'maria');
  await expect(page.getByText('Senast idag')).toBeVisible();
  await switchToEnglish(page);
  await page.getByRole('listitem').filter({ hasText: 'A.K.' }).getByRole('link').first().click();
  await expect(page).toHaveURL(/uppfoljning/);
  const visit = new URL(page.url()).pathname.split('/').slice(0, 3).join('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  const sections = await page
    .locator(`a[href^="${visit}/"]`)
    .evaluateAll((links) => [...new Set(links.map((link) => link.getAttribute('href') ?? ''))]);
  for (const path of [
    '/idag',
    '/utkorg',
    '/utkast',
    '/ny-uppfoljning',
    ...sections,
    `${visit}/utskrift`,
    '/finns-inte',
  ])
    await isEnglish(page, path);
  await page.context().close();
});

test('nor on those of the office', async ({ browser }) => {
  const office = {
    samordnare: [
      '/granskning',
      '/granskning?lista=aterforda',
      '/planering',
      '/planering/ny',
      '/rapporter',
      '/gallring',
      '/registerutdrag',
    ],
    stad: ['/rapporter'],
    admin: [
      '/administration',
      '/administration/ny',
      '/administration/aterstallning',
      '/frageformular',
      '/frageformular/nytt',
      '/frageformular/individual-follow-up@1',
      '/konto',
    ],
  };
  for (const [userName, paths] of Object.entries(office)) {
    const page = await pageOf(browser, city.origin, userName);
    await switchToEnglish(page);
    for (const path of paths) await isEnglish(page, path);
    await page.context().close();
  }
});
