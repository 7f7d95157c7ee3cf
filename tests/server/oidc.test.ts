import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { sessionView } from '#domain/session.ts';
import { inviteFirstAdministrator } from '#server/identity/first-administrator.ts';
import { invite } from '#server/identity/invitations.ts';
import { oidcMapping } from '#server/identity/oidc-mapping.ts';
import type { OidcSettings } from '#server/identity/oidc-settings.ts';
import { OidcBrowser } from './oidc-browser.ts';
import { client, startOidcCity, strong, weak, type OidcCity } from './oidc-city.ts';
import type { Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const site = 'http://localhost';
const begin = `${site}/api/session/external`;
const callback = `${begin}/callback`;
let city: OidcCity;
let otherCity: OidcCity;
let server: TestServer;
let browser: OidcBrowser;

const mapping = oidcMapping.parse({
  rules: [
    { claim: 'groups', equals: 'foljsam-first', roles: ['caseworker'], team: 'first' },
    { claim: 'groups', equals: 'foljsam-coordinators', roles: ['district-coordinator'], boards: ['first'] },
    { claim: 'groups', equals: 'foljsam-nowhere', roles: ['caseworker'], team: 'there is none' },
  ],
});
const settings = (of: Partial<OidcSettings> = {}): OidcSettings => ({
  issuer: city.issuer,
  clientId: client.id,
  clientSecret: client.secret,
  name: 'Stadens inloggning',
  scope: 'openid profile',
  acr: [strong],
  maxAge: 3_600,
  mapping,
  ...of,
});

const newBrowser = () => new OidcBrowser(new Map([[site, server.address]]));
const start = async (of: Partial<OidcSettings> = {}): Promise<void> => {
  server = await startTestServer({ oidc: settings(of), allowsLocalAccounts: false });
  browser = newBrowser();
};

beforeAll(async () => {
  [city, otherCity] = await Promise.all([startOidcCity(callback), startOidcCity(callback)]);
});
afterAll(() => Promise.all([city.stop(), otherCity.stop()]));
beforeEach(async () => {
  for (const each of [city, otherCity])
    Object.assign(each.visitor, {
      subject: 'eva',
      claims: { name: 'Eva Lind', preferred_username: 'Eva.Lind', groups: ['foljsam-first', 'others'] },
      acr: strong,
      authenticatedAt: null,
    });
  await start();
});
afterEach(() => server.stop());

/** Goes to the provider and back; gives the page of the app that she lands on. */
const goThrough = async (from = begin, through = browser): Promise<string> => {
  const back = await through.goUntil(await through.goUntil(from, '/auth'), '/api/session/external/callback');
  return landOn(back, through);
};
const landOn = async (back: URL, through = browser): Promise<string> => {
  const landed = await through.goUntil(back, '/inloggad');
  return landed.pathname + landed.search;
};
const session = async (through = browser): Promise<unknown> =>
  (await through.ask(`${site}/api/session`)).json();
const link = async (who: Person | null): Promise<string> => {
  const { context, seed } = server;
  if (who === null) return (await inviteFirstAdministrator(context, site))?.split('/').at(-1) ?? '';
  const made = await context.database.write((transaction) =>
    invite(transaction, seed.users[who], 'invitation', context.now()),
  );
  return made.path.split('/').at(-1) ?? '';
};

test('whoever the mapping gives rights becomes a user, the same one every time', async () => {
  expect(await goThrough()).toBe('/inloggad');
  const first = sessionView.parse(await session());
  expect(first).toMatchObject({
    userName: 'eva.lind',
    name: 'Eva Lind',
    roles: ['caseworker'],
    team: { id: server.seed.teams.first },
  });
  // Another name and other groups, but the same subject.
  city.visitor.claims = { name: 'Eva Berg', preferred_username: 'eva.berg', groups: 'foljsam-coordinators' };
  const other = newBrowser();
  await goThrough(begin, other);
  expect(sessionView.parse(await session(other))).toMatchObject({
    userId: first.userId,
    userName: 'eva.lind',
    name: 'Eva Berg',
    roles: ['district-coordinator'],
    team: null,
    boards: [{ id: server.seed.boards.first }],
  });
});

test('a name at the provider is nobody here: another subject is another user', async () => {
  city.visitor.claims = { ...city.visitor.claims, preferred_username: 'administrator' };
  await goThrough();
  const eva = sessionView.parse(await session());
  expect(eva.userId).not.toBe(server.seed.users.administrator);
  expect(eva).toMatchObject({ userName: 'administrator-2', roles: ['caseworker'] });
  city.visitor.subject = 'somebody else';
  const other = newBrowser();
  await goThrough(begin, other);
  expect(sessionView.parse(await session(other))).toMatchObject({ userName: 'administrator-3' });
});

test('the session is as strict as any, and takes the place of the one before', async () => {
  await goThrough();
  const before = browser.cookieOf(site, '__Host-foljsam');
  const away = await browser.ask(begin);
  expect(away.headers.get('set-cookie')).toMatch(
    /^__Host-foljsam-external=[\w-]{43}; Max-Age=600; Path=\/; HttpOnly; Secure; SameSite=Lax$/,
  );
  const back = await browser.goUntil(away.headers.get('location') ?? '', '/api/session/external/callback');
  const landed = await browser.ask(back);
  expect(landed.headers.get('set-cookie')).toMatch(
    /^__Host-foljsam=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/,
  );
  const cookie = `__Host-foljsam=${before}`;
  expect((await server.ask(null, '/api/session', { headers: { cookie } })).status).toBe(401);
});

test.each([
  ['belongs to no group', { groups: ['others'] }],
  ['says nothing of groups', {}],
  ['has a group whose team is not there', { groups: ['foljsam-nowhere'] }],
])('whoever %s is not let in, and is no user', async (_said, claims) => {
  city.visitor.claims = claims;
  expect(await goThrough()).toBe('/inloggad?fel=no-rights');
  expect((await browser.ask(`${site}/api/session`)).status).toBe(401);
  const { query } = server.context.database;
  expect(await query.selectFrom('external_identities').selectAll().execute()).toEqual([]);
});

test('rights that the provider takes away are gone, and one who is turned off here stays out', async () => {
  await goThrough();
  const { userId } = sessionView.parse(await session());
  city.visitor.claims = { groups: [] };
  expect(await goThrough(begin, newBrowser())).toBe('/inloggad?fel=no-rights');
  city.visitor.claims = { groups: ['foljsam-first'] };
  await server.context.database.write(({ query }) =>
    query.updateTable('users').set({ is_active: 0 }).where('id', '=', userId).execute(),
  );
  expect(await goThrough(begin, newBrowser())).toBe('/inloggad?fel=not-known');
});

test('a link of an administrator ties somebody to a user, once, and her rights stay the administrator’s', async () => {
  await server.stop();
  await start({ mapping: null });
  expect(await goThrough()).toBe('/inloggad?fel=not-known');
  const invitation = await link('coordinator');
  expect(await goThrough(`${begin}?invitation=${invitation}`)).toBe('/inloggad');
  expect(sessionView.parse(await session())).toMatchObject({
    userId: server.seed.users.coordinator,
    roles: ['district-coordinator'],
  });
  city.visitor.subject = 'a thief';
  expect(await goThrough(`${begin}?invitation=${invitation}`, newBrowser())).toBe('/inloggad?fel=link-used');
  city.visitor.subject = 'eva';
  const again = newBrowser();
  expect(await goThrough(begin, again)).toBe('/inloggad');
  expect(await session(again)).toMatchObject({ userId: server.seed.users.coordinator });
});

test('the first administrator can be one of the provider’s', async () => {
  await server.context.database.write(({ query }) =>
    query.updateTable('users').set({ is_active: 0 }).execute(),
  );
  const invitation = await link(null);
  expect(await goThrough(`${begin}?invitation=${invitation}`)).toBe('/inloggad');
  expect(await session()).toMatchObject({ userName: 'eva.lind', roles: ['administrator'] });
  expect(await inviteFirstAdministrator(server.context, site)).toBeNull();
});

test('a proof that is not strong enough, or too old, is refused', async () => {
  city.visitor.acr = weak;
  expect(await goThrough()).toBe('/inloggad?fel=too-weak');
  city.visitor.acr = strong;
  city.visitor.authenticatedAt = Math.floor(Date.now() / 1000) - 7_200;
  // Somebody on the way leaves out how old it may be, so that the provider does not ask anew.
  browser = newBrowser();
  const away = new URL(await browser.goUntil(begin, '/auth'));
  expect(away.searchParams.get('max_age')).toBe('3600');
  expect(away.searchParams.get('acr_values')).toBe(strong);
  expect(away.searchParams.get('code_challenge_method')).toBe('S256');
  away.searchParams.delete('max_age');
  const back = await browser.goUntil(away, '/api/session/external/callback');
  expect(back.searchParams.get('code')).not.toBeNull();
  expect(await landOn(back)).toBe('/inloggad?fel=refused');
});

test('another nonce is refused', async () => {
  const away = await browser.goUntil(begin, '/auth');
  away.searchParams.set('nonce', 'of another');
  const back = await browser.goUntil(away, '/api/session/external/callback');
  expect(back.searchParams.get('code')).not.toBeNull();
  expect(await landOn(back)).toBe('/inloggad?fel=refused');
});

test('a code is good once, for the browser that went and what it went with', async () => {
  const back = await browser.goUntil(await browser.goUntil(begin, '/auth'), '/api/session/external/callback');
  // Another browser has not gone away, or has gone with another state.
  expect(await landOn(back, newBrowser())).toBe('/inloggad?fel=refused');
  const other = newBrowser();
  await other.goUntil(begin, '/auth');
  expect(await landOn(back, other)).toBe('/inloggad?fel=refused');
  const mixed = newBrowser();
  const own = await mixed.goUntil(await mixed.goUntil(begin, '/auth'), '/api/session/external/callback');
  own.searchParams.set('code', back.searchParams.get('code') ?? '');
  expect(await landOn(own, mixed)).toBe('/inloggad?fel=refused');
});

test('an answer that has been used opens nothing again', async () => {
  const back = await browser.goUntil(await browser.goUntil(begin, '/auth'), '/api/session/external/callback');
  const tie = browser.cookieOf(site, '__Host-foljsam-external');
  expect(await landOn(back)).toBe('/inloggad');
  expect(await landOn(back)).toBe('/inloggad?fel=refused');
  expect(tie).toBeDefined();
});

test('an answer of another provider is refused', async () => {
  const away = await browser.goUntil(begin, '/auth');
  const elsewhere = new URL(away.pathname + away.search, otherCity.issuer);
  const back = await browser.goUntil(elsewhere, '/api/session/external/callback');
  expect(back.searchParams.get('iss')).toBe(otherCity.issuer);
  expect(await landOn(back)).toBe('/inloggad?fel=refused');
});

test('a provider that does not answer is told of, and asked again the next time', async () => {
  await server.stop();
  await start({ issuer: 'http://localhost:9' });
  const landed = await browser.goUntil(begin, '/inloggad');
  expect(landed.search).toBe('?fel=unavailable');
});

test('to show again who she is she goes to the provider, and must be the same', async () => {
  await goThrough();
  const report = () => browser.ask(`${site}/api/session/step-up`);
  expect(await (await report()).json()).toMatchObject({ ways: ['external'] });
  const before = browser.cookieOf(site, '__Host-foljsam');
  const away = await browser.goUntil(`${begin}?purpose=step-up`, '/auth');
  expect(away.searchParams.get('prompt')).toBe('login');
  expect(away.searchParams.get('max_age')).toBe('0');
  const back = await browser.goUntil(away, '/api/session/external/callback');
  expect(await landOn(back)).toBe('/inloggad?steg=bekraftat');
  expect(browser.cookieOf(site, '__Host-foljsam')).not.toBe(before);
  city.visitor.subject = 'somebody else';
  browser.forget(city.issuer);
  const stolen = await browser.goUntil(`${begin}?purpose=step-up`, '/auth');
  const other = await browser.goUntil(stolen, '/api/session/external/callback');
  expect(await landOn(other)).toBe('/inloggad?fel=refused');
  expect((await newBrowser().ask(`${begin}?purpose=step-up`)).status).toBe(401);
});

test('where local accounts are off their routes say so, and the page is told what there is', async () => {
  const means = await server.ask(null, '/api/sign-in');
  expect(means.body).toMatchObject({ local: false, external: { name: 'Stadens inloggning' } });
  const body = { userName: 'caseworker', password: 'correct horse battery' };
  const signIn = await server.ask(null, '/api/session', { method: 'POST', body });
  expect(signIn.body.code).toBe('not-allowed');
  const path = `/api/invitations/${await link('caseworker')}`;
  expect((await server.ask(null, path)).status).toBe(200);
  const chosen = await server.ask(null, path, { method: 'POST', body: { password: body.password } });
  expect(chosen.body.code).toBe('not-allowed');
});

test('too many who go out from one network and do not come back have to wait; one who comes back does not count', async () => {
  const { database } = server.context;
  const counted = async (): Promise<number> =>
    (await database.query.selectFrom('sign_in_failures').select('subject').execute()).length;
  await goThrough();
  expect(await counted()).toBe(0);
  const at = server.clock.now.toISOString();
  await database.write(async ({ query }) => {
    for (let times = 0; times < 300; times += 1)
      await query.insertInto('sign_in_failures').values({ subject: 'away:127.0.0.1', at }).execute();
  });
  expect(await landOn(new URL(begin), newBrowser())).toBe('/inloggad?fel=wait');
  const [left] = await database.query.selectFrom('ceremonies').select('kind').execute();
  expect(left).toBeUndefined();
  server.clock.advance(16_000);
  expect(await goThrough(begin, newBrowser())).toBe('/inloggad');
});
