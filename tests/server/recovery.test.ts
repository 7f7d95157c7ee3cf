import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { newOneTimeKeys, openWith, sealFor, type OneTimeKeys } from '#device/vault/hpke.ts';
import {
  recoveredReply,
  recoveredText,
  recoveryKeyReply,
  recoveryText,
  recoveryView,
  sealingInfo,
} from '#domain/sealing.ts';
import { createSealedTablet } from './sealed-tablet.ts';
import type { Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
let deviceId: string;
let dataKey: Uint8Array<ArrayBuffer>;

const as = (who: Person | null, path: string, body?: unknown, method = 'POST') =>
  server.ask(who, path, { method, ...(body !== undefined && { body }) });
const ask = (publicKey: string, who: Person = 'caseworker') =>
  as(who, '/api/recoveries', { deviceId, publicKey });
const approve = (id: string, who: Person = 'administrator') => as(who, `/api/recoveries/${id}/approvals`);
const fetchKey = (id: string, who: Person = 'caseworker') => as(who, `/api/recoveries/${id}/data-key`);

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
  const { key } = recoveryKeyReply.parse(
    (await as('caseworker', '/api/recovery-key', undefined, 'GET')).body,
  );
  dataKey = new Uint8Array(randomBytes(32));
  const aad = recoveryText({ userId: server.seed.users.caseworker, deviceId, keyId: key.id });
  const sealed = Buffer.from(await sealFor(key, sealingInfo.recovery, aad, dataKey)).toString('base64');
  const kept = await as('caseworker', `/api/devices/${deviceId}/recovery`, { keyId: key.id, sealed }, 'PUT');
  if (kept.status !== 204) throw new Error(`Nothing was kept: ${kept.text}`);
});
afterAll(() => server.stop());

const begin = async (): Promise<{ id: string; keys: OneTimeKeys }> => {
  const keys = await newOneTimeKeys();
  const asked = await ask(keys.publicKey);
  expect(asked.status).toBe(201);
  return { id: recoveryView.parse(asked.body).id, keys };
};

describe('recovery', () => {
  test('two administrators release the key to the tablet that asked, once, and see nothing of it', async () => {
    const { id, keys } = await begin();
    expect((await fetchKey(id)).body).toMatchObject({ code: 'state-conflict' });
    const first = await approve(id);
    expect(first.body).toMatchObject({ state: 'asked', approvals: [{ name: 'The administrator' }] });
    expect((await fetchKey(id)).body).toMatchObject({ code: 'state-conflict' });
    const second = await approve(id, 'inspector');
    expect(second.body).toMatchObject({ state: 'approved' });
    expect(Object.keys(second.body).toSorted()).toEqual(
      ['approvals', 'askedAt', 'deviceId', 'id', 'state', 'userId', 'userName'].toSorted(),
    );
    const { sealed } = recoveredReply.parse((await fetchKey(id)).body);
    const aad = recoveredText({ recoveryId: id, userId: server.seed.users.caseworker, deviceId });
    const bytes = new Uint8Array(Buffer.from(sealed, 'base64'));
    expect(await openWith(keys, sealingInfo.recovered, aad, bytes)).toEqual({ ok: true, value: dataKey });
    expect((await openWith(await newOneTimeKeys(), sealingInfo.recovered, aad, bytes)).ok).toBe(false);
    expect((await fetchKey(id)).body).toMatchObject({ code: 'state-conflict' });
    expect((await approve(id, 'cityCoordinator')).body).toMatchObject({ code: 'state-conflict' });

    const log = await server.context.database.query
      .selectFrom('recovery_log')
      .select(['event', 'by_id'])
      .where('recovery_id', '=', id)
      .orderBy('ordinal')
      .execute();
    const { caseworker, administrator, inspector } = server.seed.users;
    expect(log.map((row) => [row.event, row.by_id])).toEqual([
      ['asked', caseworker],
      ['approved', administrator],
      ['approved', inspector],
      ['fetched', caseworker],
    ]);
  });

  test('one administrator twice is one', async () => {
    const { id } = await begin();
    await approve(id);
    expect((await approve(id)).body).toMatchObject({ state: 'asked' });
    expect((await fetchKey(id)).body).toMatchObject({ code: 'state-conflict' });
  });

  test('an administrator does not approve her own asking', async () => {
    const { id } = await begin();
    const { administrator, caseworker } = server.seed.users;
    const give = (userId: string) =>
      server.context.database.write(async ({ query }) => {
        await query.updateTable('recoveries').set({ user_id: userId }).where('id', '=', id).execute();
      });
    await give(administrator);
    expect((await approve(id)).body).toMatchObject({ code: 'not-allowed' });
    await give(caseworker);
  });

  test("is about nothing to anybody else, and nobody's key is kept for somebody else", async () => {
    const { id, keys } = await begin();
    expect((await as('otherCaseworker', `/api/recoveries/${id}`, undefined, 'GET')).status).toBe(404);
    await approve(id);
    await approve(id, 'inspector');
    expect((await fetchKey(id, 'otherCaseworker')).status).toBe(404);
    expect((await ask(keys.publicKey, 'otherCaseworker')).status).toBe(404);
    const { key } = recoveryKeyReply.parse(
      (await as('otherCaseworker', '/api/recovery-key', undefined, 'GET')).body,
    );
    const kept = { keyId: key.id, sealed: 'AAAA' };
    expect((await as('otherCaseworker', `/api/devices/${deviceId}/recovery`, kept, 'PUT')).status).toBe(404);
    expect((await as('caseworker', `/api/devices/${randomUUID()}/recovery`, kept, 'PUT')).status).toBe(404);
  });

  test('is over after a day, also when it was approved', async () => {
    const { id } = await begin();
    await approve(id);
    await approve(id, 'inspector');
    server.clock.advance(25 * 60 * 60_000);
    for (const who of ['caseworker', 'administrator', 'inspector'] as const) await server.signIn(who);
    expect((await as('caseworker', `/api/recoveries/${id}`, undefined, 'GET')).body).toMatchObject({
      state: 'expired',
    });
    expect((await fetchKey(id)).body).toMatchObject({ code: 'state-conflict' });
    expect((await approve(id)).body).toMatchObject({ code: 'state-conflict' });
  });

  test('its log can neither be changed nor shortened', async () => {
    const run = (sql: string) =>
      server.context.database.write(async (transaction) => transaction.prepare(sql).run());
    await expect(run(`UPDATE recovery_log SET by_id = 'nobody'`)).rejects.toThrow(/not changed/);
    await expect(run('DELETE FROM recovery_log')).rejects.toThrow(/not shortened/);
  });
});
