import { afterEach, beforeEach, expect, test } from 'vitest';
import { factorBegun, signInReply, type FactorBegun } from '#domain/office/sign-in.ts';
import { invitedReply } from '#domain/office/accounts.ts';
import { ownAccount } from '#domain/office/own-account.ts';
import { codeAt, stepAt } from '#server/identity/totp.ts';
import { password, type Person } from './seed.ts';
import { SoftwarePasskey } from './software-passkey.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const origin = 'http://localhost';
const step = 30_000;
let server: TestServer;
beforeEach(async () => {
  server = await startTestServer({ requiresSecondFactor: true });
});
afterEach(() => server.stop());

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const fromBase32 = (text: string): Buffer => {
  const bits = [...text].map((each) => alphabet.indexOf(each).toString(2).padStart(5, '0')).join('');
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
};
const cookieOf = (headers: Headers): string => (headers.get('set-cookie') ?? '').split(';')[0] ?? '';
const post = (path: string, body: unknown, headers: Record<string, string> = {}) =>
  server.ask(null, path, { method: 'POST', body, headers });

const secretIn = (begun: FactorBegun): Buffer => {
  if (begun.kind !== 'totp') throw new Error('Not an authenticator app');
  return fromBase32(begun.secret);
};
const codeNow = (secret: Buffer): string => codeAt(secret, stepAt(server.clock.now));

/** Gives somebody a new password and a second factor through a reset link that an administrator made. */
const reset = async (who: Person) => {
  const { context, seed } = server;
  const { invite } = await import('#server/identity/invitations.ts');
  const { path } = await context.database.write((transaction) =>
    invite(transaction, seed.users[who], 'reset', context.now()),
  );
  return `/api${path.replace('inbjudan', 'invitations')}`;
};
const withTotp = async (who: Person) => {
  const link = await reset(who);
  const begun = factorBegun.parse((await post(`${link}/factor`, { kind: 'totp' })).body);
  const secret = secretIn(begun);
  const factor = { kind: 'totp', token: begun.token, code: codeNow(secret) };
  const done = await post(link, { password, factor });
  expect(done.status).toBe(200);
  server.clock.advance(step);
  return { secret, cookie: cookieOf(done.headers) };
};
const withPasskey = async (who: Person) => {
  const link = await reset(who);
  const begun = factorBegun.parse((await post(`${link}/factor`, { kind: 'passkey' })).body);
  if (begun.kind !== 'passkey') throw new Error('Not a passkey');
  const passkey = new SoftwarePasskey(origin);
  const factor = { kind: 'passkey', token: begun.token, passkey: passkey.create(begun.challenge) };
  const done = await post(link, { password, factor });
  expect(done.status).toBe(200);
  return { passkey, cookie: cookieOf(done.headers) };
};

const begin = async (userName: string, given = password) => {
  const { status, body } = await post('/api/session', { userName, password: given });
  expect(status).toBe(200);
  const { session, secondStep } = signInReply.parse(body);
  expect(session).toBeNull();
  if (secondStep === null) throw new Error('No second factor was asked for');
  return secondStep;
};
const finish = (token: string, proof: unknown) => post('/api/session/second-factor', { token, proof });
const finishWithCode = (token: string, code: string) => finish(token, { kind: 'totp', code });

test('a password alone opens nothing, and what is asked for tells nothing', async () => {
  const { secret } = await withTotp('caseworker');
  const first = await post('/api/session', { userName: 'caseworker', password });
  expect(first.headers.get('set-cookie')).toBeNull();
  const shapes = [
    first.body,
    (await post('/api/session', { userName: 'caseworker', password: 'wrong' })).body,
    (await post('/api/session', { userName: 'nobody', password })).body,
  ].map((body) => {
    const { session, secondStep } = signInReply.parse(body);
    return { session, host: secondStep?.passkey.host, ids: secondStep?.passkey.credentialIds };
  });
  expect(new Set(shapes.map((each) => JSON.stringify(each))).size).toBe(1);

  const right = await finishWithCode((await begin('caseworker')).token, codeNow(secret));
  expect(signInReply.parse(right.body).session?.userName).toBe('caseworker');
  expect(cookieOf(right.headers)).toMatch(/^__Host-foljsam=/);
});

test('whatever was wrong is answered alike', async () => {
  const { secret } = await withTotp('caseworker');
  const wrongPassword = await finishWithCode((await begin('caseworker', 'wrong')).token, codeNow(secret));
  const nobody = await finishWithCode((await begin('nobody')).token, codeNow(secret));
  const wrongCode = await finishWithCode((await begin('caseworker')).token, '000000');
  const noFactor = await finishWithCode((await begin('coordinator')).token, codeNow(secret));
  const neverBegun = await finishWithCode('never begun', codeNow(secret));
  const alone = await finish((await begin('caseworker')).token, { kind: 'password', password });
  for (const each of [wrongPassword, nobody, wrongCode, noFactor, neverBegun, alone]) {
    expect(each.body).toEqual(wrongPassword.body);
    expect(each.body.code).toBe('wrong-credentials');
    expect(each.headers.get('set-cookie')).toBeNull();
  }
});

test('a code is good once, and what was begun is finished once', async () => {
  const { secret } = await withTotp('caseworker');
  const code = codeNow(secret);
  const { token } = await begin('caseworker');
  expect((await finishWithCode(token, code)).status).toBe(200);
  expect((await finishWithCode(token, code)).status).toBe(401);
  expect((await finishWithCode((await begin('caseworker')).token, code)).status).toBe(401);
  server.clock.advance(step);
  expect((await finishWithCode((await begin('caseworker')).token, codeNow(secret))).status).toBe(200);
  const late = await begin('caseworker');
  server.clock.advance(10 * 60_000);
  expect((await finishWithCode(late.token, codeNow(secret))).status).toBe(401);
});

test('guessing codes is slowed down like guessing passwords', async () => {
  await withTotp('caseworker');
  for (let index = 0; index < 5; index += 1)
    await finishWithCode((await begin('caseworker')).token, `00000${index}`);
  const refused = await post('/api/session', { userName: 'caseworker', password });
  expect(refused.body.code).toBe('too-many-requests');
});

test('the register keeps no secret that makes codes', async () => {
  const { secret } = await withTotp('caseworker');
  const { query } = server.context.database;
  const stored = JSON.stringify(await query.selectFrom('second_factors').selectAll().execute());
  for (const form of ['base64', 'base64url', 'hex', 'latin1'] as const)
    expect(stored).not.toContain(secret.toString(form));
});

test('a passkey signs in, where it was unlocked and has not been copied', async () => {
  const { passkey } = await withPasskey('caseworker');
  const answer = async (of: SoftwarePasskey) => {
    const { token, passkey: asked } = await begin('caseworker');
    return finish(token, { kind: 'passkey', answer: of.answer(asked.challenge) });
  };
  expect((await answer(passkey)).status).toBe(200);
  passkey.unlocks = false;
  expect((await answer(passkey)).status).toBe(401);
  passkey.unlocks = true;
  expect((await answer(passkey)).status).toBe(200);
  passkey.counter = 0;
  expect((await answer(passkey)).status).toBe(401);
  passkey.counter = 40;
  const old = await begin('caseworker');
  const other = await begin('caseworker');
  const replayed = { kind: 'passkey', answer: passkey.answer(old.passkey.challenge) };
  expect((await finish(other.token, replayed)).status).toBe(401);
  expect((await answer(new SoftwarePasskey(origin))).status).toBe(401);
});

test('a passkey of one person does not sign in another, nor one of another site', async () => {
  const { passkey } = await withPasskey('caseworker');
  await withTotp('coordinator');
  const { token, passkey: asked } = await begin('coordinator');
  const foreign = await finish(token, { kind: 'passkey', answer: passkey.answer(asked.challenge) });
  expect(foreign.status).toBe(401);

  const link = await reset('inspector');
  const begun = factorBegun.parse((await post(`${link}/factor`, { kind: 'passkey' })).body);
  if (begun.kind !== 'passkey') throw new Error('Not a passkey');
  const elsewhere = new SoftwarePasskey('http://localhost:9');
  const factor = { kind: 'passkey', token: begun.token, passkey: elsewhere.create(begun.challenge) };
  expect((await post(link, { password, factor })).body.code).toBe('wrong-credentials');
});

test('a link needs a second factor that works, and takes away those that were lost', async () => {
  const lost = await withTotp('caseworker');
  const link = await reset('caseworker');
  expect((await post(link, { password })).body.code).toBe('invalid');
  const begun = factorBegun.parse((await post(`${link}/factor`, { kind: 'totp' })).body);
  const mistyped = { kind: 'totp', token: begun.token, code: '000000' };
  expect((await post(link, { password, factor: mistyped })).body.code).toBe('wrong-credentials');
  const typed = { ...mistyped, code: codeNow(secretIn(begun)) };
  expect((await post(link, { password, factor: typed })).status).toBe(200);
  server.clock.advance(step);
  expect((await finishWithCode((await begin('caseworker')).token, codeNow(lost.secret))).status).toBe(401);
  const right = await finishWithCode((await begin('caseworker')).token, codeNow(secretIn(begun)));
  expect(right.status).toBe(200);
});

test('the first administrator gets a second factor with her account', async () => {
  const { context } = server;
  await context.database.write(({ query }) => query.updateTable('users').set({ is_active: 0 }).execute());
  const { inviteFirstAdministrator } = await import('#server/identity/first-administrator.ts');
  const printed = (await inviteFirstAdministrator(context, origin)) ?? '';
  const link = `/api/invitations/${printed.split('/').at(-1)}`;
  const wanted = { kind: 'totp', userName: 'ada' };
  const begun = factorBegun.parse((await post(`${link}/factor`, wanted)).body);
  const secret = secretIn(begun);
  const factor = { kind: 'totp', token: begun.token, code: codeNow(secret) };
  const made = await post(link, { password, name: 'Ada Admin', userName: 'ada', factor });
  expect(made.body).toMatchObject({ userName: 'ada', roles: ['administrator'] });
  server.clock.advance(step);
  expect((await finishWithCode((await begin('ada')).token, codeNow(secret))).status).toBe(200);
});

test('a step-up is asked for when the proof is old, and gives the session a new token', async () => {
  const { secret, cookie } = await withTotp('administrator');
  const path = `/api/users/${server.seed.users.caseworker}/reset`;
  const makeLink = (as: string) => post(path, undefined, { cookie: as });
  expect((await makeLink(cookie)).status).toBe(201);
  server.clock.advance(5 * 60_000);
  expect((await makeLink(cookie)).body).toMatchObject({ status: 403, code: 'step-up-needed' });

  const ask = async (proof: unknown, as = cookie) => {
    const { body } = await server.ask(null, '/api/session/step-up', { headers: { cookie: as } });
    expect(body.ways).toEqual(['totp']);
    return post('/api/session/step-up', { token: body.token, proof }, { cookie: as });
  };
  expect((await ask({ kind: 'totp', code: '000000' })).body.code).toBe('wrong-credentials');
  expect((await ask({ kind: 'password', password })).body.code).toBe('wrong-credentials');
  const proved = await ask({ kind: 'totp', code: codeNow(secret) });
  expect(proved.status).toBe(204);
  const renewed = cookieOf(proved.headers);
  expect((await makeLink(cookie)).body.code).toBe('not-signed-in');
  const made = await makeLink(renewed);
  expect(invitedReply.parse(made.body).invitation.path).toMatch(/^\/inbjudan\//);
});

test('a step-up that somebody else began proves nothing', async () => {
  const hers = await withTotp('administrator');
  const his = await withTotp('coordinator');
  const { body } = await server.ask(null, '/api/session/step-up', { headers: { cookie: his.cookie } });
  const proof = { kind: 'totp', code: codeNow(hers.secret) };
  const stolen = await post('/api/session/step-up', { token: body.token, proof }, { cookie: hers.cookie });
  expect(stolen.status).toBe(401);
});

test('somebody keeps her own factors: adds, removes, but not the last one', async () => {
  const { cookie } = await withTotp('caseworker');
  const headers = { cookie };
  const begun = factorBegun.parse((await post('/api/account/factors', { kind: 'passkey' }, headers)).body);
  if (begun.kind !== 'passkey') throw new Error('Not a passkey');
  const passkey = new SoftwarePasskey(origin).create(begun.challenge);
  const body = { kind: 'passkey', token: begun.token, passkey };
  const kept = await server.ask(null, '/api/account/factors', { method: 'PUT', body, headers });
  const { factors } = ownAccount.parse(kept.body);
  expect(factors.map((each) => each.kind).sort()).toEqual(['passkey', 'totp']);
  const again = await server.ask(null, '/api/account/factors', { method: 'PUT', body, headers });
  expect(again.status).toBe(401);
  const remove = (id: string) =>
    server.ask(null, `/api/account/factors/${id}`, { method: 'DELETE', headers });
  const [one, other] = factors;
  expect((await remove(one?.id ?? '')).status).toBe(204);
  expect((await remove(one?.id ?? '')).status).toBe(404);
  expect((await remove(other?.id ?? '')).body.code).toBe('state-conflict');
  server.clock.advance(5 * 60_000);
  expect((await remove(other?.id ?? '')).body.code).toBe('step-up-needed');
});

test('one sees where one is signed in, and ends it there', async () => {
  const { secret, cookie } = await withTotp('caseworker');
  const agent = 'Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) Version/18.0 Mobile Safari/604.1';
  const { token } = await begin('caseworker');
  const proof = { kind: 'totp', code: codeNow(secret) };
  const second = await post('/api/session/second-factor', { token, proof }, { 'user-agent': agent });
  const other = cookieOf(second.headers);
  const account = async () =>
    ownAccount.parse((await server.ask(null, '/api/account', { headers: { cookie } })).body);
  const { sessions } = await account();
  expect(sessions).toHaveLength(2);
  const elsewhere = sessions.find((each) => !each.isThisOne);
  expect(elsewhere?.label).toBe('Safari, iPad');
  const end = (path: string, as: string) =>
    server.ask(null, `/api/account/sessions${path}`, { method: 'DELETE', headers: { cookie: as } });
  expect((await end(`/${elsewhere?.id}`, cookie)).status).toBe(204);
  expect((await server.ask(null, '/api/session', { headers: { cookie: other } })).status).toBe(401);
  expect((await end(`/${elsewhere?.id}`, cookie)).status).toBe(404);

  const stranger = await withTotp('coordinator');
  const [mine] = (await account()).sessions;
  expect((await end(`/${mine?.id}`, stranger.cookie)).status).toBe(404);
  expect((await end('', cookie)).status).toBe(204);
  expect((await account()).sessions).toHaveLength(1);

  const admin = await withTotp('administrator');
  const path = `/api/users/${server.seed.users.caseworker}/sessions`;
  const ended = await server.ask(null, path, { method: 'DELETE', headers: { cookie: admin.cookie } });
  expect(ended.body).toMatchObject({ openSessions: 0, secondFactors: 1 });
  expect((await server.ask(null, '/api/session', { headers: { cookie } })).status).toBe(401);
});

test('changing the password needs the present one, and ends the other sessions', async () => {
  const here = await withTotp('caseworker');
  const { token } = await begin('caseworker');
  const there = cookieOf((await finishWithCode(token, codeNow(here.secret))).headers);
  const change = (current: string, next = 'a second one of hers') =>
    server.ask(null, '/api/account/password', {
      method: 'PUT',
      body: { current, next },
      headers: { cookie: here.cookie },
    });
  // Nor is it one that others would try first: her own name, what everybody takes.
  for (const simple of ['Caseworker-2026!', 'Lösenord1234'])
    expect((await change(password, simple)).body).toMatchObject({
      code: 'invalid',
      errors: [{ pointer: '/next', detail: 'too-simple' }],
    });
  expect((await change('wrong')).body.code).toBe('wrong-credentials');
  expect((await change(password)).status).toBe(204);
  const isIn = async (cookie: string) =>
    (await server.ask(null, '/api/session', { headers: { cookie } })).status;
  expect(await isIn(here.cookie)).toBe(200);
  expect(await isIn(there)).toBe(401);
});

test('where it is optional a password is enough, until there is a second factor', async () => {
  await server.stop();
  server = await startTestServer({ requiresSecondFactor: false });
  expect(await server.signIn('caseworker')).toMatch(/^__Host-foljsam=/);
  const { secret } = await withTotp('caseworker');
  const { token } = await begin('caseworker');
  expect((await finishWithCode(token, codeNow(secret))).status).toBe(200);
  const wrong = await post('/api/session', { userName: 'caseworker', password: 'wrong' });
  expect(wrong.body.code).toBe('wrong-credentials');

  // Without one the password is what is asked for again.
  const cookie = await server.signIn('administrator');
  const { body } = await server.ask(null, '/api/session/step-up', { headers: { cookie } });
  expect(body.ways).toEqual(['password']);
  const proof = { kind: 'password', password };
  expect((await post('/api/session/step-up', { token: body.token, proof }, { cookie })).status).toBe(204);
});
