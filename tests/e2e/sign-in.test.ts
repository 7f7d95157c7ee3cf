import { DatabaseSync } from 'node:sqlite';
import { join } from 'node:path';
import { expect, test, type BrowserContext, type Page } from '@playwright/test';
import { codeAt, stepAt } from '#server/identity/totp.ts';
import { useCity } from './city.ts';
import { newWatchedContext } from './foreign-requests.ts';
import { lookAtAll, lookForBarriers, lookForOverflow, lookForSmallTargets, sizes } from './looks.ts';
import { startRegister } from './register-process.ts';
import { demoPassword } from './tablet.ts';
import { signIn } from './tablet-screens.ts';

const city = useCity();
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((each) => alphabet.indexOf(each).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};

/** A code that has not been used: the server takes each once. */
let usedStep = 0;
const nextCode = (secret: Buffer): string => {
  usedStep = Math.max(usedStep + 1, stepAt(new Date()) - 1);
  return codeAt(secret, usedStep);
};

const leave = async (page: Page): Promise<void> => {
  await page.getByText('Inloggad som').locator('..').click();
  await page.getByRole('button', { name: 'Logga ut eller byt användare' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Logga in i Följsam');
};

const begin = async (page: Page, userName: string, password = demoPassword): Promise<void> => {
  await page.getByLabel('Användarnamn').fill(userName);
  await page.getByLabel('Lösenord').fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
};

const toAccount = async (page: Page): Promise<void> => {
  await page.goto(`${city.origin}/konto`);
  await expect(page.getByRole('heading', { name: 'Andra steget vid inloggning' })).toBeVisible();
};

const menu = (page: Page) => page.getByRole('navigation', { name: 'Huvudmeny', exact: true });

/** An authenticator that lies in the machine, whose owner unlocks it when asked. */
const addAuthenticator = async (context: BrowserContext, page: Page): Promise<void> => {
  const browser = await context.newCDPSession(page);
  await browser.send('WebAuthn.enable');
  await browser.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
};

/** Makes every open session's proof an hour old, as if she had been at work since. */
const letProofsGrowOld = (): void => {
  const register = new DatabaseSync(join(city.register.dataDir, 'register.sqlite'));
  register.exec("UPDATE sessions SET proved_at = '2020-01-01T00:00:00.000Z'");
  register.close();
};

test('an authenticator app is set up by its picture, and asked for from then on', async ({ browser }) => {
  const page = await (await newWatchedContext(browser, { viewport: sizes.tablet })).newPage();
  await page.goto(city.origin);
  await signIn(page, 'samordnare2');
  await toAccount(page);
  await page.getByRole('button', { name: 'Lägg till kodapp' }).click();
  await expect(page.getByRole('img', { name: 'Bild att läsa av med kodappen' })).toBeVisible();
  await lookForOverflow(page, 'account, a code app under way');
  await lookForSmallTargets(page, 'account, a code app under way');
  const secret = fromBase32((await page.locator('code').innerText()).replaceAll(' ', ''));
  await page.getByLabel('Kod ur kodappen').fill('000000');
  await page.getByRole('button', { name: 'Spara' }).click();
  await expect(page.getByText('Koden stämde inte')).toBeVisible();
  await page.getByLabel('Kod ur kodappen').fill(nextCode(secret));
  await page.getByRole('button', { name: 'Spara' }).click();
  await expect(page.getByText('Det andra steget är sparat.')).toBeVisible();

  await leave(page);
  await begin(page, 'samordnare2');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Visa att det är du');
  await expect(page.getByLabel('Kod ur kodappen')).toHaveAttribute('autocomplete', 'one-time-code');
  await lookAtAll(page, 'second step, code app');
  await page.getByLabel('Kod ur kodappen').fill('000000');
  await page.getByRole('button', { name: 'Logga in' }).click();
  // What was wrong is not said, and she begins again.
  await expect(page.getByRole('alert')).toContainText('stämde inte. Börja om.');
  await begin(page, 'samordnare2');
  await page.getByLabel('Kod ur kodappen').fill(nextCode(secret));
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(menu(page)).toBeVisible();
  await page.context().close();
});

test('a passkey is made, signs in, and is shown again before figures leave the house', async ({
  browser,
}) => {
  const context = await newWatchedContext(browser, { viewport: sizes.tablet, acceptDownloads: true });
  const page = await context.newPage();
  await addAuthenticator(context, page);
  await page.goto(city.origin);
  await signIn(page, 'samordnare');
  await toAccount(page);
  await page.getByRole('button', { name: 'Lägg till lösennyckel' }).click();
  await expect(page.getByText('Det andra steget är sparat.')).toBeVisible();

  await leave(page);
  await begin(page, 'samordnare');
  await expect(page.getByRole('button', { name: 'Använd lösennyckel' })).toBeVisible();
  await lookAtAll(page, 'second step, passkey');
  await page.getByRole('button', { name: 'Använd lösennyckel' }).click();
  await expect(menu(page)).toBeVisible();

  await page.goto(`${city.origin}/rapporter`);
  const csv = page.getByRole('button', { name: 'CSV' });
  await expect(csv).toBeVisible();
  letProofsGrowOld();
  await csv.click();
  const dialog = page.getByRole('dialog', { name: 'Visa igen att det är du' });
  await expect(dialog.getByRole('button', { name: 'Använd lösennyckel' })).toBeVisible();
  await lookForBarriers(page, 'step-up');
  await lookForOverflow(page, 'step-up');
  await dialog.getByRole('button', { name: 'Avbryt' }).click();
  await expect(page.getByText('Visa igen att det är du, och gör om.')).toBeVisible();
  const downloaded = page.waitForEvent('download');
  await csv.click();
  await dialog.getByRole('button', { name: 'Använd lösennyckel' }).click();
  expect((await downloaded).suggestedFilename()).toMatch(/\.csv$/);
  await expect(dialog).toBeHidden();
  await context.close();
});

test('somebody without a second factor shows her password again', async ({ browser }) => {
  const page = await (await newWatchedContext(browser, { viewport: sizes.tablet })).newPage();
  await page.goto(city.origin);
  await signIn(page, 'admin');
  await page.goto(`${city.origin}/administration`);
  await page.getByRole('link', { name: 'Maria Holm' }).click();
  const make = page.getByRole('button', { name: 'Återställningslänk' });
  await expect(make).toBeVisible();
  letProofsGrowOld();
  await make.click();
  const dialog = page.getByRole('dialog', { name: 'Visa igen att det är du' });
  await dialog.getByLabel('Lösenord').fill('not her password');
  await dialog.getByRole('button', { name: 'Bekräfta' }).click();
  await expect(dialog.getByRole('alert')).toContainText('stämde inte');
  await dialog.getByLabel('Lösenord').fill(demoPassword);
  await dialog.getByRole('button', { name: 'Bekräfta' }).click();
  const link = page.getByRole('textbox', { name: 'Länk att lämna till Maria Holm' });
  await expect(link).toHaveValue(/inbjudan/);

  // What is copied is on the clipboard until she leaves.
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const clipboard = () => page.evaluate(() => navigator.clipboard.readText());
  await page.getByRole('button', { name: 'Kopiera' }).click();
  await expect.poll(clipboard).toBe(await link.inputValue());
  await leave(page);
  expect(await clipboard()).toBe('');
  await page.context().close();
});

test('what is open elsewhere is seen and ended', async ({ browser }) => {
  const here = await (await newWatchedContext(browser, { viewport: sizes.tablet })).newPage();
  const there = await (await newWatchedContext(browser, { viewport: sizes.desktop })).newPage();
  for (const page of [there, here]) {
    await page.goto(city.origin);
    await signIn(page, 'stad');
  }
  await toAccount(here);
  const sessions = here.getByRole('list', { name: 'Här är du inloggad' });
  await expect(sessions.getByRole('listitem')).toHaveCount(2);
  await sessions.getByRole('button', { name: 'Avsluta' }).click();
  await expect(here.getByText('Inloggningen är avslutad.')).toBeVisible();
  await expect(sessions.getByRole('listitem')).toHaveCount(1);
  await there.getByText('Inloggad som').locator('..').click();
  await there.getByRole('link', { name: 'Mitt konto' }).click();
  await expect(there.getByText('Du behöver logga in igen.')).toBeVisible();
  await here.context().close();
  await there.context().close();
});

test('where a second factor is required, the first administrator makes hers with the account', async ({
  browser,
}) => {
  const register = await startRegister((port) => ({
    PUBLIC_ORIGIN: `http://localhost:${port}`,
    SESSION_SECRET: 's'.repeat(40),
  }));
  await expect.poll(() => register.heard()).toContain('/inbjudan/');
  const [link = ''] = /http:\S+\/inbjudan\/\S+/.exec(register.heard()) ?? [];
  const context = await newWatchedContext(browser, { viewport: sizes.tablet });
  const page = await context.newPage();
  await addAuthenticator(context, page);
  await page.goto(link);
  await page.getByLabel('Namn', { exact: true }).fill('Ada Admin');
  await page.getByLabel('Användarnamn').fill('ada');
  await page.getByLabel('Nytt lösenord').fill('fyra korta ord i rad');
  await page.getByLabel('Lösenordet en gång till').fill('fyra korta ord i rad');
  await page.getByRole('button', { name: 'Fortsätt' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Välj ett andra steg');
  await lookForBarriers(page, 'a second factor with the account', { isMain: true });
  await page.getByRole('button', { name: 'Lägg till lösennyckel' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('användare i Följsam');

  await leave(page);
  await begin(page, 'ada', 'fyra korta ord i rad');
  await expect(page.getByRole('button', { name: 'Använd lösennyckel' })).toBeVisible();
  await lookForBarriers(page, 'second step', { isMain: true });
  await lookForOverflow(page, 'second step');
  await lookForSmallTargets(page, 'second step');
  await page.getByRole('button', { name: 'Använd lösennyckel' }).click();
  await expect(menu(page)).toBeVisible();
  await context.close();
  await register.remove();
});
