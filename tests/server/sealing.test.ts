import { randomUUID } from 'node:crypto';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { plainKeyId } from '#server/register/unseal.ts';
import { newKeyFile } from '#server/sealing/key-file.ts';
import { keysInMemory, openKeyFolder } from '#server/sealing/key-folder.ts';
import { keysToRemove, longestUse, openSealingKeys, uploadKeysOf } from '#server/sealing/sealing-keys.ts';
import { sealUpload } from '#device/vault/sealed-item.ts';
import { createAuthor, createSealedTablet, type SealedTablet } from './sealed-tablet.ts';
import { submissionOf } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';
import { uploadOf } from './visits.ts';

let server: TestServer;
let tablet: SealedTablet;
beforeAll(async () => {
  server = await startTestServer();
  tablet = await createSealedTablet(server);
  await tablet.enrol('caseworker');
});
afterAll(() => server.stop());

const visit = () => submissionOf(server.seed, 'first', { followUpId: randomUUID() }).submission;

describe('a sealed upload', () => {
  test('is opened and taken in; sealed anew for another key it is known again', async () => {
    const item = visit();
    const first = await tablet.send(await tablet.seal(item));
    expect(first.results).toMatchObject([{ id: item.id, status: 'accepted' }]);
    server.context.sealing.rotate();
    const again = await tablet.seal(item);
    expect((await tablet.send(again)).results).toMatchObject([{ status: 'accepted', duplicate: true }]);
    expect((await tablet.send(uploadOf(item))).results).toMatchObject([{ duplicate: true }]);
  });

  test('sealed for a key from before is opened as long as that is kept', async () => {
    const before = await tablet.seal(visit());
    expect(server.context.sealing.rotate().id).not.toBe(before.keyId);
    expect((await tablet.send(before)).results).toMatchObject([{ status: 'accepted' }]);
  });

  test('for a key that is not known is to be sealed anew', async () => {
    const upload = await sealUpload(visit(), tablet.author, { ...(await tablet.key()), id: 'of-long-ago' });
    expect((await tablet.send(upload)).results).toMatchObject([
      { status: 'reseal', reason: 'unknown-key', receipt: 0 },
    ]);
  });

  test('with any part changed is refused; the others of the batch go on', async () => {
    const [one, two] = [await tablet.seal(visit()), await tablet.seal(visit())];
    const bytes = Buffer.from(one.content, 'base64');
    const flipped = (at: number) => {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      return { ...one, content: changed.toString('base64') };
    };
    const bad = [
      flipped(0),
      flipped(40),
      flipped(bytes.length - 1),
      { ...one, content: '' },
      { ...one, content: two.content },
      { ...one, id: randomUUID() },
      { ...one, followUpId: randomUUID() },
      { ...one, kind: 'carried-out' as const },
    ];
    const { results } = await tablet.send(...bad, two);
    expect(results.slice(0, -1).map((each) => [each.status, each.reason])).toEqual(
      bad.map(() => ['rejected', 'unreadable']),
    );
    expect(results.at(-1)?.status).toBe('accepted');
  });

  test('that its author has not signed is forged: whoever holds the tablet alone can write nothing', async () => {
    // The thief has the tablet's key and everything public, and not what lies in the vault.
    const forged = await tablet.seal(visit(), await createAuthor());
    expect((await tablet.send(forged)).results).toMatchObject([{ status: 'reseal', reason: 'forged' }]);
    const mine = visit();
    const noSignature = { ...tablet.author, sign: async () => '' };
    expect((await tablet.send(await tablet.seal(mine, noSignature))).results).toMatchObject([
      { reason: 'forged' },
    ]);
    // What she wrote herself can be delivered, and is hers.
    expect((await tablet.send(await tablet.seal(mine))).results).toMatchObject([{ status: 'accepted' }]);
  });

  test('another item under a signature that was given to one is forged', async () => {
    const signed = await tablet.author.sign(JSON.stringify(visit()));
    const replayed = await tablet.seal(visit(), { ...tablet.author, sign: async () => signed });
    expect((await tablet.send(replayed)).results).toMatchObject([{ reason: 'forged' }]);
  });

  test('signed by a key of her own on another tablet is forged here', async () => {
    const other = await createSealedTablet(server);
    await other.enrol('caseworker');
    expect((await tablet.send(await tablet.seal(visit(), other.author))).results).toMatchObject([
      { reason: 'forged' },
    ]);
  });

  test('of a vault made anew is hers by the new key, and what the old one signed still is', async () => {
    const renewed = await createAuthor();
    const before = await tablet.seal(visit());
    expect((await tablet.enrol('caseworker', { authorKey: renewed.publicKey })).status).toBe(200);
    const { results } = await tablet.send(before, await tablet.seal(visit(), renewed));
    expect(results.map((each) => each.status)).toEqual(['accepted', 'accepted']);
  });

  test('of somebody who has no key there yet waits on the tablet, as a whole', async () => {
    const other = await createSealedTablet(server);
    await other.enrol('caseworker', { authorKey: undefined });
    const upload = await other.seal(visit());
    expect((await other.post([upload])).body).toMatchObject({ status: 403, code: 'wrong-user' });
    await other.enrol('caseworker');
    expect((await other.send(upload)).results).toMatchObject([{ status: 'accepted' }]);
  });
});

test('where everything must be sealed, what is not is to be', async () => {
  const strict = await startTestServer({ acceptsPlainUploads: false });
  const sealing = await createSealedTablet(strict);
  await sealing.enrol('caseworker');
  const { submission, upload } = submissionOf(strict.seed, 'first');
  expect(upload.keyId).toBe(plainKeyId);
  expect((await sealing.send(upload)).results).toMatchObject([{ status: 'reseal', reason: 'unknown-key' }]);
  expect((await sealing.send(await sealing.seal(submission))).results).toMatchObject([
    { status: 'accepted' },
  ]);
  await strict.stop();
});

describe('a tablet', () => {
  const tell = (deviceId: string, method = 'POST') =>
    server.ask('administrator', `/api/devices/${deviceId}/lost`, { method });

  test('that is lost delivers what waits, is told, erases itself once, and is done with', async () => {
    const lost = await createSealedTablet(server);
    const { deviceId } = lost.tablet;
    await lost.enrol('caseworker');
    expect((await lost.send()).device).toBeUndefined();
    expect((await lost.tellErased()).body).toMatchObject({ code: 'state-conflict' });
    expect((await tell(deviceId)).status).toBe(204);
    const reply = await lost.send(await lost.seal(visit()));
    expect(reply).toMatchObject({ device: 'lost', results: [{ status: 'accepted' }] });
    expect((await lost.send()).device).toBe('lost');
    expect((await lost.enrol('caseworker')).body).toMatchObject({ code: 'state-conflict' });

    expect((await lost.tellErased('foljsam-uploads-1\n')).body).toMatchObject({ code: 'bad-signature' });
    const erased = await lost.tellErased(undefined, 2);
    expect([erased.status, erased.headers.get('clear-site-data')]).toEqual([
      204,
      '"cache", "cookies", "storage"',
    ]);
    expect((await lost.tellErased()).status).toBe(204);
    // What it told first stands.
    const row = await server.context.database.query
      .selectFrom('devices')
      .select('undelivered')
      .where('id', '=', deviceId)
      .executeTakeFirst();
    expect(row).toEqual({ undelivered: 2 });
    expect((await lost.post([])).body).toMatchObject({ code: 'unknown-device' });
    expect((await tell(deviceId)).body).toMatchObject({ code: 'state-conflict' });
    expect((await tell(deviceId, 'DELETE')).body).toMatchObject({ code: 'state-conflict' });
  });

  test('that is found again is as before', async () => {
    const found = await createSealedTablet(server);
    await found.enrol('caseworker');
    await tell(found.tablet.deviceId);
    expect((await tell(found.tablet.deviceId, 'DELETE')).status).toBe(204);
    expect((await found.send()).device).toBeUndefined();
    expect((await tell(randomUUID())).status).toBe(404);
  });
});

describe('the keys', () => {
  const start = Date.parse('2026-11-22T12:00:00.000Z');

  test('a new one is made after 90 days; one that another process has made is found', () => {
    const store = keysInMemory();
    let now = start;
    const keys = openSealingKeys(store, () => new Date(now));
    const first = keys.current();
    now += longestUse - 1;
    expect(keys.current()).toEqual(first);
    now += 1;
    const second = keys.current();
    expect(second.id).not.toBe(first.id);
    expect(keys.uploadKey(first.id)).toBeDefined();
    now += 10_000;
    const elsewhere = newKeyFile('upload', null, new Date(now));
    store.write(elsewhere);
    expect(keys.uploadKey(elsewhere.id)).toBeDefined();
    expect(keys.current().id).toBe(elsewhere.id);
  });

  test('a recovery key is of one board, stays, and opens no upload', () => {
    const keys = openSealingKeys(keysInMemory(), () => new Date(start));
    const [one, other] = [keys.recoveryKeyFor('one'), keys.recoveryKeyFor('other')];
    expect(keys.recoveryKeyFor('one')).toEqual(one);
    expect(other).not.toEqual(one);
    expect([keys.uploadKey(one.id), keys.recoveryKey(keys.current().id)]).toEqual([undefined, undefined]);
  });

  test('an old one goes when no tablet can hold anything for it, and the one in use never', () => {
    const [old, newer, current] = [1, 2, 3].map((day) =>
      newKeyFile('upload', null, new Date(`2026-11-0${day}T00:00:00.000Z`)),
    );
    if (!old || !newer || !current) throw new Error('There are no keys');
    const store = keysInMemory();
    for (const each of [newer, current, old]) store.write(each);
    const ring = uploadKeysOf(store);
    expect(ring).toEqual([current, newer, old]);
    const from = (day: number, isGone = false) => ({ enrolledAt: `2026-11-0${day}T12:00:00.000Z`, isGone });
    expect(keysToRemove(ring, [])).toEqual([newer, old]);
    expect(keysToRemove(ring, [from(2)])).toEqual([old]);
    expect(keysToRemove(ring, [from(1), from(3)])).toEqual([]);
    expect(keysToRemove(ring, [from(1, true), from(3)])).toEqual([newer, old]);
  });

  test('lie in files for the server alone; where others can read them it does not start, and the demo closes them', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'foljsam-keys-'));
    const keysDir = join(folder, 'keys');
    const opened = openKeyFolder(keysDir, false);
    if (!opened.ok) throw new Error(opened.problem);
    const { id } = openSealingKeys(opened.value, () => new Date(start)).current();
    const [file = ''] = readdirSync(keysDir);
    const modes = () => [statSync(keysDir).mode & 0o777, statSync(join(keysDir, file)).mode & 0o777];
    expect(modes()).toEqual([0o700, 0o600]);
    chmodSync(join(keysDir, file), 0o644);
    expect(openKeyFolder(keysDir, false)).toMatchObject({ ok: false });
    await expect(startTestServer({ dataDir: folder, sealingKeysDir: keysDir })).rejects.toThrow(/can read/);
    expect(openKeyFolder(keysDir, true).ok).toBe(true);
    expect(modes()).toEqual([0o700, 0o600]);
    const again = openKeyFolder(keysDir, false);
    expect(again.ok && openSealingKeys(again.value, () => new Date(start)).current().id).toBe(id);
    rmSync(folder, { recursive: true });
  });

  test('other keys of the server lie in the same folder undisturbed', () => {
    const folder = mkdtempSync(join(tmpdir(), 'foljsam-keys-'));
    mkdirSync(join(folder, 'sealing-not-a-file'), { mode: 0o700 });
    const opened = openKeyFolder(folder, false);
    expect(opened.ok && opened.value.read()).toEqual([]);
    rmSync(folder, { recursive: true });
  });
});
