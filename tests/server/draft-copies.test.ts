import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  draftCopiesReply,
  draftCopyLimits,
  draftCopyReply,
  ownerKeyReply,
} from '#domain/draft-copy/protocol.ts';
import { sweepCopies } from '#server/draft-copies/draft-copies.ts';
import { purgePlacements } from '#server/retention/purge.ts';
import { addPlacement, submit, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const publicKey = {
  kty: 'EC',
  crv: 'P-256',
  x: 'f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU',
  y: 'x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0',
};

let server: TestServer;
let keyId: string;
let [tablet, desktop, others] = ['', '', ''];

const ask = (who: Person, method: string, path: string, body?: unknown) =>
  server.ask(who, path, { method, ...(body !== undefined && { body }) });
const enrol = async (who: Person): Promise<string> => {
  const deviceId = crypto.randomUUID();
  const body = { deviceId, label: 'Platta', publicKey };
  expect((await ask(who, 'POST', '/api/devices', body)).status).toBeLessThan(300);
  return deviceId;
};
const keepSlot = (deviceId: string, of = keyId, who: Person = 'caseworker') =>
  ask(who, 'PUT', `/api/owner-key/slots/${deviceId}`, {
    userId: server.seed.users[who],
    keyId: of,
    slot: 'c2xvdA==',
  });
const copyPath = (deviceId: string, followUpId = server.seed.followUps.first) =>
  `/api/draft-copies/${followUpId}/${deviceId}`;
const keep = (
  deviceId: string,
  revision: number,
  content = 'AAAA',
  followUpId = server.seed.followUps.first,
) => ask('caseworker', 'PUT', copyPath(deviceId, followUpId), { keyId, revision, content });
const list = async (who: Person = 'caseworker') =>
  draftCopiesReply.parse((await ask(who, 'GET', '/api/draft-copies')).body).copies;

beforeAll(async () => {
  server = await startTestServer();
  [tablet, desktop] = [await enrol('caseworker'), await enrol('caseworker')];
  others = await enrol('otherCaseworker');
});
afterAll(() => server.stop());
beforeEach(async () => {
  keyId = crypto.randomUUID();
  await ask('caseworker', 'DELETE', '/api/owner-key');
  await ask('otherCaseworker', 'DELETE', '/api/owner-key');
  await keepSlot(tablet);
});

test('a key belongs to its owner, wrapped once by each of her devices; a second key is refused', async () => {
  expect((await keepSlot(desktop)).status).toBe(204);
  expect((await keepSlot(desktop)).status).toBe(204);
  expect((await keepSlot(desktop, crypto.randomUUID())).body).toMatchObject({ code: 'state-conflict' });
  expect((await keepSlot(others)).body).toMatchObject({ code: 'not-found' });
  const hers = { userId: server.seed.users.otherCaseworker, keyId, slot: 'c2xvdA==' };
  expect((await ask('caseworker', 'PUT', `/api/owner-key/slots/${tablet}`, hers)).status).toBe(409);
  const { key } = ownerKeyReply.parse((await ask('caseworker', 'GET', '/api/owner-key')).body);
  expect(key?.id).toBe(keyId);
  expect(key?.slots.map((each) => each.deviceId).toSorted()).toEqual([tablet, desktop].toSorted());
  expect((await ask('otherCaseworker', 'GET', '/api/owner-key')).body).toMatchObject({ key: null });
});

test('a copy is kept for its owner alone, and only as long as no later one has come', async () => {
  expect((await keep(tablet, 2, 'Zmlyc3Q=')).status).toBe(204);
  expect((await keep(tablet, 2, 'c2Vjb25k')).body).toMatchObject({ code: 'stale-revision' });
  expect((await keep(tablet, 5, 'dGhpcmQ=')).status).toBe(204);
  expect((await keep(desktop, 1)).status).toBe(204);
  const read = await ask('caseworker', 'GET', copyPath(tablet));
  expect(draftCopyReply.parse(read.body)).toMatchObject({ revision: 5, content: 'dGhpcmQ=', keyId });
  expect(await list()).toHaveLength(2);
  expect(await list('otherCaseworker')).toEqual([]);
  expect((await ask('otherCaseworker', 'GET', copyPath(tablet))).status).toBe(404);
  await ask('otherCaseworker', 'DELETE', `${copyPath(tablet)}?through=9`);
  await ask('caseworker', 'DELETE', `${copyPath(tablet)}?through=4`);
  expect(await list()).toHaveLength(2);
  await ask('caseworker', 'DELETE', `${copyPath(tablet)}?through=5`);
  expect((await list()).map((each) => each.deviceId)).toEqual([desktop]);
});

test('a copy under another key, or of a device that is not hers or no longer, is refused', async () => {
  const other = { keyId: crypto.randomUUID(), revision: 1, content: 'AAAA' };
  expect((await ask('caseworker', 'PUT', copyPath(tablet), other)).body).toMatchObject({
    code: 'state-conflict',
  });
  expect((await keep(others, 1)).body).toMatchObject({ code: 'not-found' });
  const lost = await enrol('caseworker');
  expect((await keep(lost, 1)).status).toBe(204);
  await ask('administrator', 'POST', `/api/devices/${lost}/lost`);
  expect((await keep(lost, 2)).body).toMatchObject({ code: 'not-found' });
  // What the lost one wrote is hers all the same.
  expect(await list()).toHaveLength(1);
});

test('size and number have limits', async () => {
  const tooLong = 'A'.repeat(draftCopyLimits.content + 2_000);
  expect((await keep(tablet, 1, tooLong)).status).toBe(413);
  const { context, seed } = server;
  await context.database.write(async (transaction) => {
    const insert = transaction.prepare(
      `INSERT INTO draft_copies (user_id, follow_up_id, device_id, key_id, revision, content, stored_at)
       VALUES (?, ?, ?, ?, 1, 'AAAA', '2026-11-22T12:00:00.000Z')`,
    );
    for (let each = 0; each < draftCopyLimits.copies; each += 1)
      insert.run(seed.users.caseworker, crypto.randomUUID(), tablet, keyId);
  });
  expect((await keep(tablet, 1)).body).toMatchObject({ code: 'too-large' });
  expect(await list()).toHaveLength(draftCopyLimits.copies);
});

test('that a draft is copied and fetched stands in the log, once for the copying', async () => {
  for (const revision of [1, 2, 3]) await keep(tablet, revision);
  await ask('caseworker', 'GET', copyPath(tablet));
  const rows = await server.context.database.query
    .selectFrom('audit_log')
    .select(['action', 'subjects', 'board_id'])
    .where('action', 'in', ['draft-copied', 'draft-fetched'])
    .where('subjects', '!=', '[]')
    .orderBy('position', 'desc')
    .limit(2)
    .execute();
  expect(rows.map((row) => row.action)).toEqual(['draft-fetched', 'draft-copied']);
  expect(rows.map((row) => row.board_id)).toEqual([server.seed.boards.first, server.seed.boards.first]);
});

test('what was registered from a device, and what nobody has written in for long, is swept away', async () => {
  const { context, seed, clock } = server;
  const sweep = () => context.database.write(async (transaction) => sweepCopies(transaction, clock.now));
  await keep(tablet, 1);
  await keep(desktop, 1);
  await sweep();
  expect(await list()).toHaveLength(2);
  clock.advance(60_000);
  await submit(context, seed, 'first', { followUpId: seed.followUps.first });
  await context.database.write(async ({ query }) => {
    await query.updateTable('items').set({ device_id: tablet }).execute();
  });
  await sweep();
  expect((await list()).map((each) => each.deviceId)).toEqual([desktop]);
  clock.advance((draftCopyLimits.days + 1) * 24 * 60 * 60_000);
  await sweep();
  for (const who of ['caseworker', 'otherCaseworker'] as const) await server.signIn(who);
  expect(await list()).toEqual([]);
});

test('copies are in the backup, and go with the placement when it is purged', async () => {
  const { context, seed, dataDir } = server;
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  const content = Buffer.from(`planted ${crypto.randomUUID()}`).toString('base64');
  await keep(tablet, 1, content, followUpId);
  const copy = join(dataDir, 'copy.sqlite');
  await context.database.copyTo(copy);
  expect((await readFile(copy)).includes(content)).toBe(true);
  await context.database.write(async (transaction) => purgePlacements(transaction, [placementId]));
  expect(await list()).toEqual([]);
});
