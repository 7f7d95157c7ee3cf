import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newOneTimeKeys, openWith, sealFor, type OneTimeKeys } from '#device/vault/hpke.ts';
import {
  recoveredReply,
  recoveredText,
  recoveryCodeOf,
  recoveryKeyReply,
  recoveryText,
  recoveryView,
} from '#domain/recovery.ts';
import { sealingInfo } from '#domain/sealing.ts';
import { createSealedTablet } from './sealed-tablet.ts';
import type { Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
let deviceId: string;
let secret: Uint8Array<ArrayBuffer>;

const as = (who: Person | null, path: string, body?: unknown, method = 'POST') =>
  server.ask(who, path, { method, ...(body !== undefined && { body }) });
const read = (who: Person, path: string) => as(who, path, undefined, 'GET');

const codeOf = ({ publicKey }: OneTimeKeys): string =>
  recoveryCodeOf(createHash('sha256').update(publicKey).digest());
interface Asked {
  readonly id: string;
  readonly keys: OneTimeKeys;
}
const begin = async (): Promise<Asked> => {
  const keys = await newOneTimeKeys();
  const asked = await as('caseworker', '/api/recoveries', { deviceId, publicKey: keys.publicKey });
  expect(asked.status).toBe(201);
  return { id: recoveryView.parse(asked.body).id, keys };
};
const approve = ({ id, keys }: Asked, who: Person = 'administrator') =>
  as(who, `/api/recoveries/${id}/approvals`, { code: codeOf(keys), reason: `${who} rang her up` });
const release = ({ id }: Asked, who: Person = 'caseworker') => as(who, `/api/recoveries/${id}/release`);
const deposit = async (slotId: string, who: Person = 'caseworker') => {
  const path = `/api/devices/${deviceId}/recovery`;
  const { key } = recoveryKeyReply.parse((await read(who, path)).body);
  const aad = recoveryText({ userId: server.seed.users[who], deviceId, slotId, keyId: key.id });
  const sealed = Buffer.from(await sealFor(key, sealingInfo.recovery, aad, secret)).toString('base64');
  const kept = await as(who, path, { keyId: key.id, slotId, sealed }, 'PUT');
  if (kept.status !== 204) throw new Error(`Nothing was kept: ${kept.text}`);
  return key.id;
};
const open = async ({ id, keys }: Asked, body: unknown) => {
  const { sealed, slotId } = recoveredReply.parse(body);
  const aad = recoveredText({ recoveryId: id, userId: server.seed.users.caseworker, deviceId, slotId });
  return openWith(keys, sealingInfo.recovered, aad, new Uint8Array(Buffer.from(sealed, 'base64')));
};

const slotId = randomUUID();
beforeAll(async () => {
  server = await startTestServer();
  // A second and a third administrator: two who have other tasks as well.
  const { inspector, cityCoordinator } = server.seed.users;
  await server.context.database.write(async ({ query }) => {
    await query
      .updateTable('users')
      .set({ roles: '["administrator"]' })
      .where('id', 'in', [inspector, cityCoordinator])
      .execute();
  });
  const tablet = await createSealedTablet(server);
  deviceId = tablet.tablet.deviceId;
  await tablet.enrol('caseworker');
  secret = new Uint8Array(randomBytes(32));
  await deposit(slotId);
});
afterAll(() => server.stop());

test('a key that nothing can be sealed for is refused when it is given, not when it is needed', async () => {
  const [one, order8] = [
    Buffer.alloc(32),
    Buffer.from('e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800', 'hex'),
  ];
  one[0] = 1;
  for (const point of [Buffer.alloc(32), one, order8]) {
    const asked = await as('caseworker', '/api/recoveries', {
      deviceId,
      publicKey: point.toString('base64url'),
    });
    expect([asked.status, asked.body]).toMatchObject([422, { code: 'invalid' }]);
  }
});

describe('recovery', () => {
  test('two administrators release the secret to the tablet that asked, and see nothing of it', async () => {
    const asked = await begin();
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
    expect((await approve(asked)).body).toMatchObject({
      state: 'asked',
      approvals: [{ name: 'The administrator', reason: 'administrator rang her up' }],
    });
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
    const second = await approve(asked, 'inspector');
    expect(second.body).toMatchObject({ state: 'approved' });
    expect(JSON.stringify(second.body)).not.toContain(codeOf(asked.keys));
    const answer = await release(asked);
    expect(await open(asked, answer.body)).toEqual({ ok: true, value: secret });
    expect((await open({ ...asked, keys: await newOneTimeKeys() }, answer.body)).ok).toBe(false);
    // An answer can be lost on its way; it is the very same one.
    expect((await release(asked)).body).toEqual(answer.body);
    expect((await approve(asked, 'cityCoordinator')).body).toMatchObject({ code: 'state-conflict' });

    const log = await server.context.database.query
      .selectFrom('recovery_log')
      .select(['event', 'by_id'])
      .where('recovery_id', '=', asked.id)
      .orderBy('ordinal')
      .execute();
    const { caseworker, administrator, inspector } = server.seed.users;
    expect(log.map((row) => [row.event, row.by_id])).toEqual([
      ['asked', caseworker],
      ['approved', administrator],
      ['approved', inspector],
      ['fetched', caseworker],
    ]);
    const audited = await server.context.database.query
      .selectFrom('audit_log')
      .select(['action', 'actor_id', 'why', 'board_id'])
      .where('action', 'like', 'recovery-%')
      .orderBy('position')
      .execute();
    expect(new Set(audited.map((row) => row.board_id)).size).toBe(1);
    expect(audited[0]?.board_id).not.toBe('');
    expect(audited.map((row) => [row.action, row.actor_id, row.why])).toEqual([
      ['recovery-asked', caseworker, null],
      ['recovery-approved', administrator, 'administrator rang her up'],
      ['recovery-approved', inspector, 'inspector rang her up'],
      ['recovery-fetched', caseworker, null],
      ['recovery-fetched', caseworker, null],
    ]);

    // Another slot has taken the place of the one that it opened.
    await deposit(slotId);
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
  });

  test('nobody approves without the code that the tablet shows', async () => {
    const asked = await begin();
    const path = `/api/recoveries/${asked.id}/approvals`;
    const wrong = codeOf(asked.keys).replace(/\d$/, (digit) => String((Number(digit) + 1) % 10));
    for (const code of [wrong, '', '123']) {
      const answered = await as('administrator', path, { code, reason: 'I know her.' });
      expect(answered.body).toMatchObject({ code: 'invalid' });
    }
    const unsaid = await as('administrator', path, { code: codeOf(asked.keys), reason: ' ' });
    expect(unsaid.body).toMatchObject({ code: 'invalid' });
    expect((await read('caseworker', `/api/recoveries/${asked.id}`)).body).toMatchObject({ approvals: [] });
  });

  test('one administrator twice is one, and none approves her own asking', async () => {
    const asked = await begin();
    await approve(asked);
    expect((await approve(asked)).body).toMatchObject({ state: 'asked' });
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
    const give = (userId: string) =>
      server.context.database.write(async ({ query }) => {
        await query.updateTable('recoveries').set({ user_id: userId }).where('id', '=', asked.id).execute();
      });
    await give(server.seed.users.inspector);
    expect((await approve(asked, 'inspector')).body).toMatchObject({ code: 'not-allowed' });
    await give(server.seed.users.caseworker);
  });

  test('an administrator rejects it with a reason, though it was approved', async () => {
    const asked = await begin();
    await approve(asked);
    await approve(asked, 'inspector');
    const rejected = await as('cityCoordinator', `/api/recoveries/${asked.id}/rejection`, {
      reason: 'She has asked for nothing.',
    });
    const rejection = { reason: 'She has asked for nothing.' };
    expect(rejected.body).toMatchObject({ state: 'rejected', rejection });
    expect((await read('caseworker', `/api/recoveries/${asked.id}`)).body).toMatchObject({ rejection });
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
  });

  test('she who asked takes it back, and asking again does', async () => {
    const [first, second] = [await begin(), await begin()];
    const stateOf = async ({ id }: Asked) => (await read('caseworker', `/api/recoveries/${id}`)).body;
    expect(await stateOf(first)).toMatchObject({ state: 'withdrawn' });
    expect((await as('caseworker', `/api/recoveries/${second.id}/withdrawal`)).status).toBe(204);
    expect(await stateOf(second)).toMatchObject({ state: 'withdrawn' });
    expect((await approve(second)).body).toMatchObject({ code: 'state-conflict' });
  });

  test("is about nothing to anybody else, and nobody's secret is kept for somebody else", async () => {
    const asked = await begin();
    await approve(asked);
    await approve(asked, 'inspector');
    const strange = `/api/recoveries/${asked.id}`;
    const nowhere = `/api/recoveries/${randomUUID()}`;
    // Word for word what is answered where there is no such thing.
    const [seen, unseen] = [await read('otherCaseworker', strange), await read('otherCaseworker', nowhere)];
    expect(seen.status).toBe(404);
    expect(seen.body).toEqual(unseen.body);
    expect((await release(asked, 'otherCaseworker')).status).toBe(404);
    expect((await as('otherCaseworker', `${strange}/withdrawal`)).status).toBe(404);
    const { publicKey } = asked.keys;
    expect((await as('otherCaseworker', '/api/recoveries', { deviceId, publicKey })).status).toBe(404);
    expect((await read('otherCaseworker', `/api/devices/${deviceId}/recovery`)).status).toBe(404);
    const { id: keyId } = server.context.sealing.recoveryKeyFor('any board');
    const kept = { keyId, slotId, sealed: 'AAAA' };
    expect((await as('otherCaseworker', `/api/devices/${deviceId}/recovery`, kept, 'PUT')).status).toBe(404);
    expect((await as('caseworker', `/api/devices/${randomUUID()}/recovery`, kept, 'PUT')).status).toBe(404);
  });

  test('a new recovery key is told of, and what was kept for the old one still opens', async () => {
    const before = await deposit(slotId);
    server.clock.advance(1_000);
    server.context.sealing.rotateRecovery();
    const { key, deposit: kept } = recoveryKeyReply.parse(
      (await read('caseworker', `/api/devices/${deviceId}/recovery`)).body,
    );
    expect(key.id).not.toBe(before);
    expect(kept).toEqual({ keyId: before, slotId });
    const asked = await begin();
    await approve(asked);
    await approve(asked, 'inspector');
    expect(await open(asked, (await release(asked)).body)).toEqual({ ok: true, value: secret });
  });

  test('is over after three days, also when it was approved', async () => {
    const asked = await begin();
    await approve(asked);
    await approve(asked, 'inspector');
    server.clock.advance(3 * 24 * 60 * 60_000 + 1);
    for (const who of ['caseworker', 'administrator', 'inspector'] as const) await server.signIn(who);
    expect((await read('caseworker', `/api/recoveries/${asked.id}`)).body).toMatchObject({
      state: 'expired',
    });
    expect((await release(asked)).body).toMatchObject({ code: 'state-conflict' });
    expect((await approve(asked)).body).toMatchObject({ code: 'state-conflict' });
  });

  test('an hour after signing in she shows again who she is', async () => {
    server.clock.advance(6 * 60_000);
    const { publicKey } = await newOneTimeKeys();
    const answered = await as('caseworker', '/api/recoveries', { deviceId, publicKey });
    expect(answered.body).toMatchObject({ code: 'step-up-needed' });
  });

  test('its log can neither be changed nor shortened', async () => {
    const run = (sql: string) =>
      server.context.database.write(async (transaction) => transaction.prepare(sql).run());
    await expect(run(`UPDATE recovery_log SET by_id = 'nobody'`)).rejects.toThrow(/not changed/);
    await expect(run('DELETE FROM recovery_log')).rejects.toThrow(/not shortened/);
  });
});
