import { DatabaseSync } from 'node:sqlite';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test, type Page } from '@playwright/test';
import { client, startOidcCity, strong, type OidcCity } from '../server/oidc-city.ts';
import { askedElsewhere, newWatchedContext } from './foreign-requests.ts';
import { lookForBarriers, sizes } from './looks.ts';
import { startRegister, type RegisterProcess } from './register-process.ts';

const mapping = {
  rules: [
    { claim: 'groups', equals: 'coordinators', roles: ['district-coordinator'], boards: ['farsta'] },
    { claim: 'groups', equals: 'caseworkers', roles: ['caseworker'], team: 'farsta' },
  ],
};
let folder: string;
let provider: OidcCity;
let register: RegisterProcess;

test.beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foljsam-provider-'));
  const file = join(folder, 'mapping.json');
  await writeFile(file, JSON.stringify(mapping));
  register = await startRegister(async (port) => {
    // Another host is another site, as a provider is: a cookie that is Strict does not come along from there.
    provider = await startOidcCity(`http://localhost:${port}/api/session/external/callback`, '127.0.0.1');
    return {
      DEMO: '1',
      AUTH_LOCAL: 'off',
      OIDC_ISSUER: provider.issuer,
      OIDC_CLIENT_ID: client.id,
      OIDC_CLIENT_SECRET: client.secret,
      OIDC_ACR: strong,
      OIDC_MAPPING: file,
      OIDC_NAME: 'stadens inloggning',
    };
  });
  Object.assign(provider.visitor, {
    subject: 'eva',
    claims: { name: 'Eva Lind', preferred_username: 'eva.lind', groups: ['coordinators'] },
  });
});
test.afterEach(() => expect(askedElsewhere, 'requests to other origins').toEqual([]));
test.afterAll(async () => {
  await register.remove();
  await provider.stop();
  await rm(folder, { recursive: true });
});

const way = (page: Page) => page.getByRole('link', { name: 'Fortsätt med stadens inloggning' });

test('a provider on another site lets in, and is asked again before figures leave the house', async ({
  browser,
}) => {
  const context = await newWatchedContext(browser, { viewport: sizes.tablet, acceptDownloads: true });
  const page = await context.newPage();
  await page.goto(`http://localhost:${register.port}`);
  await expect(way(page)).toBeVisible();
  await expect(page.getByLabel('Lösenord')).toHaveCount(0);
  await lookForBarriers(page, 'sign-in at the provider');
  await way(page).click();
  await expect(page.getByRole('navigation', { name: 'Huvudmeny', exact: true })).toBeVisible();
  const cookie = (await context.cookies()).find(({ name }) => name === '__Host-foljsam');
  expect(cookie).toMatchObject({ sameSite: 'Strict', httpOnly: true, secure: true });

  await page.goto(`http://localhost:${register.port}/rapporter`);
  const csv = page.getByRole('button', { name: 'CSV' });
  await expect(csv).toBeVisible();
  const database = new DatabaseSync(join(register.dataDir, 'register.sqlite'));
  database.exec("UPDATE sessions SET proved_at = '2020-01-01T00:00:00.000Z'");
  database.close();
  const downloaded = page.waitForEvent('download');
  await csv.click();
  await page.getByRole('button', { name: 'Bekräfta hos inloggningstjänsten' }).click();
  expect((await downloaded).suggestedFilename()).toMatch(/\.csv$/);
  await context.close();
});

test('whoever has no role is told so, in a page without barriers', async ({ browser }) => {
  Object.assign(provider.visitor, { subject: 'ada', claims: { groups: [] } });
  const page = await (await newWatchedContext(browser, { viewport: sizes.tablet })).newPage();
  await page.goto(`http://localhost:${register.port}`);
  await way(page).click();
  await expect(page.getByRole('alert')).toContainText('inte gett dig någon roll');
  await lookForBarriers(page, 'not let in by the provider', { isMain: true });
  await page.getByRole('link', { name: 'Till inloggningen' }).click();
  await expect(way(page)).toBeVisible();
  await page.context().close();
});
