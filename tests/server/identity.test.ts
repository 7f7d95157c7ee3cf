import { generateKeyPairSync } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { invitedReply, usersReply } from '#domain/office/accounts.ts';
import { signInReply } from '#domain/office/sign-in.ts';
import { sessionView } from '#domain/session.ts';
import { inviteFirstAdministrator } from '#server/identity/first-administrator.ts';
import { password } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const minute = 60_000;
const signIn = (userName: string, given: string, headers: Record<string, string> = {}) =>
  server.ask(null, '/api/session', { method: 'POST', body: { userName, password: given }, headers });
const withCookie = (cookie: string) => server.ask(null, '/api/session', { headers: { cookie } });
const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';

test('signing in gives a session that no script can read', async () => {
  const { status, body, headers } = await signIn(' CaseWorker ', password);
  expect(status).toBe(200);
  const { session, secondStep } = signInReply.parse(body);
  expect(secondStep).toBeNull();
  expect(session).toMatchObject({
    userId: server.seed.users.caseworker,
    roles: ['caseworker'],
    team: { id: server.seed.teams.first },
  });
  const cookie = headers.get('set-cookie') ?? '';
  expect(cookie).toMatch(/^__Host-foljsam=[\w-]{43}; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
  expect((await withCookie(cookieOf(headers))).body.userId).toBe(server.seed.users.caseworker);
});

test('the register keeps no token that could be used', async () => {
  const cookie = await server.signIn('caseworker');
  const { database } = server.context;
  const rows = await database.query.selectFrom('sessions').selectAll().execute();
  expect(rows).toHaveLength(1);
  expect(cookie).not.toContain(rows[0]?.token_hash);
  expect((await withCookie(`__Host-foljsam=${rows[0]?.token_hash}`)).status).toBe(401);
});

test('a new session takes the place of the one before, and signing out ends it', async () => {
  const first = await server.signIn('caseworker');
  const second = cookieOf((await signIn('coordinator', password, { cookie: first })).headers);
  expect((await withCookie(first)).status).toBe(401);
  expect((await withCookie(second)).body.userId).toBe(server.seed.users.coordinator);
  await server.ask(null, '/api/session', { method: 'DELETE', headers: { cookie: second } });
  expect((await withCookie(second)).body.code).toBe('not-signed-in');
});

test('a session ends after half an hour of rest, and after eight hours in any case', async () => {
  const rested = await server.signIn('caseworker');
  server.clock.advance(29 * minute);
  expect((await withCookie(rested)).status).toBe(200);
  server.clock.advance(29 * minute);
  expect((await withCookie(rested)).status).toBe(200);
  server.clock.advance(31 * minute);
  expect((await withCookie(rested)).status).toBe(401);

  const busy = await server.signIn('caseworker');
  for (let hour = 0; hour < 7.75; hour += 0.25) {
    server.clock.advance(15 * minute);
    expect((await withCookie(busy)).status).toBe(200);
  }
  server.clock.advance(16 * minute);
  expect((await withCookie(busy)).status).toBe(401);
});

test('a wrong password and an unknown user are answered alike', async () => {
  const wrong = await signIn('caseworker', 'not the password');
  const unknown = await signIn('nobody', 'not the password');
  expect(wrong.body).toEqual(unknown.body);
  expect(wrong.body).toMatchObject({ status: 401, code: 'wrong-credentials' });
});

test('guessing slows down, for that account alone, and is never locked for ever', async () => {
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, index) => signIn('caseworker', `guess ${index}`)),
  );
  const codes = answers.map((each) => each.body.code);
  expect(codes.filter((code) => code === 'wrong-credentials')).toHaveLength(5);
  expect(codes.filter((code) => code === 'too-many-requests')).toHaveLength(7);

  const refused = await signIn('caseworker', password);
  expect(refused.status).toBe(429);
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(0);
  expect((await signIn('coordinator', password)).status).toBe(200);

  server.clock.advance(wait * 1000);
  expect((await signIn('caseworker', 'one more guess')).body.code).toBe('wrong-credentials');
  const longer = Number((await signIn('caseworker', password)).headers.get('retry-after'));
  expect(longer).toBe(2 * wait);
  server.clock.advance(longer * 1000);
  expect((await signIn('caseworker', password)).status).toBe(200);
  // A right password clears the account.
  expect((await signIn('caseworker', 'mistyped')).body.code).toBe('wrong-credentials');
});

test('an address that tries many accounts is slowed down too', async () => {
  for (let index = 0; index < 30; index += 1) await signIn(`somebody${index}`, 'guess');
  expect((await signIn('caseworker', password)).status).toBe(429);
  expect((await signIn('caseworker', password, { 'x-forwarded-for': '192.0.2.7' })).status).toBe(200);
});

test('an invited user chooses a password by a link that works once', async () => {
  const { seed } = server;
  const invited = await server.ask('administrator', '/api/users', {
    method: 'POST',
    body: {
      userName: 'Eva.Lind',
      name: 'Eva Lind',
      roles: ['caseworker', 'district-coordinator'],
      teamId: seed.teams.first,
      boardIds: [seed.boards.first],
    },
  });
  expect(invited.status).toBe(201);
  const { user, invitation } = invitedReply.parse(invited.body);
  expect(user).toMatchObject({ userName: 'eva.lind', initials: 'EL', hasPassword: false });
  const path = `/api${invitation.path.replace('inbjudan', 'invitations')}`;
  expect((await server.ask(null, path)).body).toMatchObject({ purpose: 'invitation', name: 'Eva Lind' });
  const answer = (given: string) => server.ask(null, path, { method: 'POST', body: { password: given } });
  expect((await answer('too short')).body.code).toBe('invalid');
  expect((await answer('Eva.Lind-2026')).body).toMatchObject({ errors: [{ detail: 'too-simple' }] });
  const signedIn = await answer('a password of her own');
  expect(sessionView.parse(signedIn.body)).toMatchObject({ userId: user.id, team: { id: seed.teams.first } });
  expect((await withCookie(cookieOf(signedIn.headers))).status).toBe(200);
  expect((await answer('a password of another')).body.code).toBe('not-found');
  expect((await server.ask(null, path)).body.code).toBe('not-found');
  expect((await signIn('eva.lind', 'a password of her own')).status).toBe(200);
});

test('a reset link makes the former void, runs out after a day, and ends the sessions of the old password', async () => {
  const path = `/api/users/${server.seed.users.caseworker}/reset`;
  const link = async () => {
    const { body } = await server.ask('administrator', path, { method: 'POST' });
    return `/api${invitedReply.parse(body).invitation.path.replace('inbjudan', 'invitations')}`;
  };
  const [first, second] = [await link(), await link()];
  expect((await server.ask(null, first)).status).toBe(404);
  // An invitation is for somebody who has not been in yet.
  const invited = await server.ask('administrator', path.replace('reset', 'invitation'), { method: 'POST' });
  expect(invited.body.code).toBe('state-conflict');
  const session = await server.signIn('caseworker');
  await server.ask(null, second, { method: 'POST', body: { password: 'a second one of hers' } });
  expect((await withCookie(session)).status).toBe(401);
  expect((await signIn('caseworker', password)).status).toBe(401);
  const third = await link();
  server.clock.advance(24 * 60 * minute - 1);
  expect((await server.ask(null, third)).body.purpose).toBe('reset');
  server.clock.advance(1);
  expect((await server.ask(null, third)).status).toBe(404);
});

test('the first administrator makes her account by the link that the server prints', async () => {
  const { context } = server;
  expect(await inviteFirstAdministrator(context, 'https://foljsam.example')).toBeNull();
  await context.database.write(({ query }) =>
    query.updateTable('users').set({ is_active: 0 }).where('user_name', '=', 'administrator').execute(),
  );
  const printed = (await inviteFirstAdministrator(context, 'https://foljsam.example')) ?? '';
  expect(printed).toMatch(/^https:\/\/foljsam\.example\/inbjudan\/[\w-]{43}$/);
  const path = `/api/invitations/${printed.split('/').at(-1)}`;
  expect((await server.ask(null, path)).body).toMatchObject({ purpose: 'first-administrator', name: null });
  const nameless = await server.ask(null, path, { method: 'POST', body: { password } });
  expect(nameless.body.code).toBe('invalid');
  const named = { password, name: 'Ada Admin', userName: 'ada' };
  const made = await server.ask(null, path, { method: 'POST', body: named });
  expect(sessionView.parse(made.body)).toMatchObject({ userName: 'ada', roles: ['administrator'] });
  expect(await inviteFirstAdministrator(context, 'https://foljsam.example')).toBeNull();
});

test('rights that are taken away are gone with the next request; one administrator is always left', async () => {
  const { users, teams, boards } = server.seed;
  const change = (id: string, body: unknown) =>
    server.ask('administrator', `/api/users/${id}`, { method: 'PATCH', body });
  const coordinator = await server.signIn('coordinator');
  expect((await change(users.coordinator, { roles: ['inspector'], boardIds: [] })).status).toBe(200);
  const asked = await server.ask(null, '/api/review/queue', { headers: { cookie: coordinator } });
  expect(asked.body.code).toBe('not-allowed');

  const caseworker = await server.signIn('caseworker');
  await change(users.caseworker, { teamId: teams.other });
  expect(await withCookie(caseworker)).toMatchObject({ body: { team: { id: teams.other } } });
  await change(users.caseworker, { teamId: teams.first });
  expect(await withCookie(caseworker)).toMatchObject({ body: { team: { id: teams.first } } });
  await change(users.caseworker, { isActive: false });
  expect((await withCookie(caseworker)).status).toBe(401);
  expect((await signIn('caseworker', password)).status).toBe(401);

  expect((await change(users.administrator, { isActive: false })).body.code).toBe('state-conflict');
  expect((await change(users.administrator, { roles: ['inspector'] })).body.code).toBe('state-conflict');
  expect((await change(users.inspector, { boardIds: [teams.first] })).body.code).toBe('invalid');
  expect((await change(boards.first, { name: 'Nobody' })).body.code).toBe('not-found');
  const { body } = await server.ask('administrator', '/api/users');
  expect(usersReply.parse(body).users.find((user) => user.id === users.caseworker)?.isActive).toBe(false);
});

test('a tablet is enrolled for several people with one key, and can be revoked', async () => {
  const keyOf = () => generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey.export({ format: 'jwk' });
  const tablet = { deviceId: crypto.randomUUID(), label: 'Platta 7', publicKey: keyOf() };
  const enrol = (who: 'caseworker' | 'otherCaseworker', body: unknown) =>
    server.ask(who, '/api/devices', { method: 'POST', body });
  expect((await enrol('caseworker', tablet)).status).toBe(200);
  expect((await enrol('otherCaseworker', tablet)).status).toBe(200);
  expect((await enrol('caseworker', tablet)).status).toBe(200);
  expect((await enrol('caseworker', { ...tablet, publicKey: keyOf() })).body.code).toBe('already-exists');
  const noPoint = {
    ...tablet,
    deviceId: crypto.randomUUID(),
    publicKey: { kty: 'EC', crv: 'P-256', x: 'AA', y: 'AA' },
  };
  expect((await enrol('caseworker', noPoint)).body.code).toBe('invalid');

  const { body } = await server.ask('administrator', '/api/users');
  const owners = usersReply.parse(body).users.filter((user) => user.tablets.length > 0);
  expect(owners.map((user) => user.userName).sort()).toEqual(['caseworker', 'othercaseworker']);
  const revoked = await server.ask('administrator', `/api/devices/${tablet.deviceId}`, { method: 'DELETE' });
  expect(revoked.status).toBe(204);
  expect((await enrol('caseworker', tablet)).body.code).toBe('state-conflict');
});

test('local accounts can be turned off', async () => {
  const other = await startTestServer({ allowsLocalAccounts: false });
  const body = { userName: 'caseworker', password };
  expect((await other.ask(null, '/api/session', { method: 'POST', body })).body.code).toBe('not-allowed');
  await other.stop();
});
