import { test, type Browser, type BrowserContextOptions, type Page } from '@playwright/test';
import { startFront } from './faulty-front.ts';
import { newWatchedContext } from './foreign-requests.ts';
import { sizes, type Look } from './looks.ts';
import {
  walkAccount,
  walkAdministration,
  walkCityReports,
  walkDesk,
  walkInvitation,
  walkOversight,
  walkOwnReport,
  walkPlanning,
} from './office-screens.ts';
import { signIn, walkSent, walkSignIn, walkToday, walkVisit } from './tablet-screens.ts';
import { walkCameBack, walkTrouble } from './trouble-screens.ts';

const options: BrowserContextOptions = { reducedMotion: 'reduce', viewport: sizes.tablet, hasTouch: true };

const newPage = async (browser: Browser): Promise<Page> => {
  const page = await (await newWatchedContext(browser, options)).newPage();
  page.setDefaultTimeout(15_000);
  return page;
};

/** A page of a context of its own, where that user of the demo city has signed in. */
export const pageOf = async (browser: Browser, origin: string, userName: string): Promise<Page> => {
  const page = await newPage(browser);
  await page.goto(origin);
  await signIn(page, userName);
  // Her first page takes the focus when it is there, and an open menu closes at that.
  await page.getByRole('heading', { level: 1 }).waitFor();
  return page;
};

/** Goes to every screen of the caseworker, in every state that matters. */
export const walkTheTablet = async (browser: Browser, registerPort: number, look: Look): Promise<void> => {
  const front = await startFront(registerPort);
  const page = await newPage(browser);
  const { origin } = front;
  await test.step('sign-in', () => walkSignIn(page, origin, look));
  await test.step('today', () => walkToday(page, look));
  const followUpId = await test.step('visit', () => walkVisit(page, origin, look));
  await test.step('sent', () => walkSent(page, front, followUpId, look));
  await test.step('came back', () => walkCameBack(page, look));
  await page.goto(`${origin}/utkast`);
  await page.getByRole('heading', { level: 2 }).first().waitFor();
  await look(page, 'drafts', { isMain: true });
  await page.goto(`${origin}/delar`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await look(page, 'parts sheet', { isMain: true });
  await test.step('trouble', () => walkTrouble(page, front, look));
  await page.context().close();
  await front.close();
};

/** Goes to every screen of the office, and of somebody new. */
export const walkTheOffice = async (browser: Browser, origin: string, look: Look): Promise<void> => {
  const coordinator = await pageOf(browser, origin, 'samordnare');
  await test.step('desk', () => walkDesk(coordinator, origin, look));
  await test.step('planning', () => walkPlanning(coordinator, origin, look));
  await test.step('report', () => walkOwnReport(coordinator, origin, look));
  await test.step('oversight', () => walkOversight(coordinator, origin, look));
  await coordinator.context().close();
  const city = await pageOf(browser, origin, 'stad');
  await test.step('city', () => walkCityReports(city, origin, look));
  await city.context().close();
  const administrator = await pageOf(browser, origin, 'admin');
  const link = await test.step('users', () => walkAdministration(administrator, origin, look));
  await test.step('account', () => walkAccount(administrator, origin, look));
  await administrator.context().close();
  const invited = await newPage(browser);
  await test.step('invitation', () => walkInvitation(invited, origin, link, look));
  await invited.context().close();
};
