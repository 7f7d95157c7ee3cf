import 'fake-indexeddb/auto';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { DeviceDatabase, TabletDatabase, type IdentityRecord, type OutboxState } from '#device/database.ts';
import { putInLine } from '#device/outbox-line.ts';
import { erasure } from '#domain/protocol.ts';
import type { Answered } from '#sync/reply.ts';
import { eraseIfDelivered } from '#sync/standing.ts';
import type { Transport } from '#sync/transport.ts';
import { makeIdentity } from '../convergence/tablet.ts';

const databaseName = `foljsam-${randomUUID()}`;
let device: DeviceDatabase;
let identity: IdentityRecord;
beforeEach(async () => {
  device = new DeviceDatabase();
  identity = await makeIdentity();
  await device.identity.put(identity);
  await device.users.put({
    userId: randomUUID(),
    databaseName,
    isCurrent: 1,
    revision: 1,
    session: new Uint8Array(),
  });
});
afterEach(() => device.delete());

const put = async (state: OutboxState): Promise<void> => {
  const database = new TabletDatabase(databaseName);
  const id = randomUUID();
  const record = {
    id,
    kind: 'submission' as const,
    followUpId: id,
    authorId: id,
    keyId: 'plain',
    state,
    receipt: null,
    refusal: null,
  };
  await putInLine(database, [
    { record, content: 'AAAA', shown: { id, revision: 1, bytes: new Uint8Array() } },
  ]);
  database.close();
};
const heard: number[] = [];
const erase = async (answered: Answered | null): Promise<boolean> => {
  const known = (await device.identity.get('tablet')) ?? identity;
  const silent = () => Promise.resolve(null);
  const transport: Transport = {
    push: silent,
    pull: silent,
    sealingKeys: silent,
    erased: (_deviceId, body) => {
      heard.push(erasure.parse(JSON.parse(body)).undelivered);
      return Promise.resolve(answered);
    },
  };
  return eraseIfDelivered({ device, identity: known, transport, now: Date.now });
};
const thanks: Answered = { status: 204, contentType: '', retryAfter: null, body: '' };

test('a lost tablet erases itself when nothing waits any more, and tells what it could not deliver until it is heard', async () => {
  for (const state of ['received', 'reseal', 'refused', 'waiting'] as const) await put(state);
  expect(await erase(thanks)).toBe(false);
  const database = new TabletDatabase(databaseName);
  await database.outbox.where('state').equals('waiting').modify({ state: 'received' });
  database.close();

  expect(await erase(null)).toBe(true);
  expect(await device.users.count()).toBe(0);
  expect(await erase(thanks)).toBe(true);
  expect(heard).toEqual([2, 2]);
});
