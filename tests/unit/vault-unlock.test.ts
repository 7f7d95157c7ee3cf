import 'fake-indexeddb/auto';
import { randomUUID, verify, createPublicKey } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DeviceDatabase, TabletDatabase } from '#device/database.ts';
import { authorKey } from '#device/vault/author-key.ts';
import { afterWrongGuess, noGuesses, waitBeforeGuess } from '#device/vault/guessing.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import { createSlots } from '#device/vault/slot-making.ts';
import { keepSlots, readVault, unlock } from '#device/vault/vault-store.ts';
import { itemSignaturePrefix } from '#domain/sealing.ts';

const minute = 60_000;

describe('wrong guesses', () => {
  test('cost nothing three times, then twice as long each time, at most five minutes', () => {
    const waits = Array.from({ length: 16 }, (_, wrong) => waitBeforeGuess({ wrong, last: 1_000 }, 1_000));
    expect(waits.slice(0, 7)).toEqual([0, 0, 0, 0, 2_000, 4_000, 8_000]);
    expect(Math.max(...waits)).toBe(5 * minute);
    expect(waits.toSorted((one, other) => one - other)).toEqual(waits);
  });

  test('whatever the clock does, nobody waits longer than five minutes, and a wait ends', () => {
    fc.assert(
      fc.property(fc.nat(), fc.integer(), fc.integer(), (wrong, last, now) => {
        const wait = waitBeforeGuess({ wrong, last }, now);
        expect(wait).toBeGreaterThanOrEqual(0);
        expect(wait).toBeLessThanOrEqual(5 * minute);
        expect(waitBeforeGuess({ wrong, last }, last + 5 * minute)).toBe(0);
      }),
    );
  });
});

describe('unlocking', () => {
  const userId = randomUUID();
  const opening = { kind: 'passphrase' as const, passphrase: 'kanel trappa svala moln' };
  const slip = { ...opening, passphrase: 'kanel trappa svala mol' };
  const made = createSlots(opening.passphrase, { randomBytes: secureRandomBytes, randomId: randomUUID });
  let device: DeviceDatabase;
  let now = 0;
  beforeEach(async () => {
    device = new DeviceDatabase(randomUUID());
    now = 1_000_000;
    await keepSlots(device, userId, 0, (await made).slots);
  });
  afterEach(() => device.delete());
  const tryTo = (by: typeof opening) => unlock(device, userId, by, () => now);

  test('waits after the fourth wrong guess, also when the app was closed in between, and forgets them after', async () => {
    for (let guess = 0; guess < 4; guess += 1) {
      expect(await tryTo(slip)).toEqual({ ok: false, problem: { reason: 'wrong-secret' } });
    }
    expect(await tryTo(opening)).toEqual({ ok: false, problem: { reason: 'wait', milliseconds: 2_000 } });
    now += 2_000;
    expect((await tryTo(opening)).ok).toBe(true);
    expect((await readVault(device, userId))?.guesses).toEqual(noGuesses);
    expect(afterWrongGuess(noGuesses, now)).toEqual({ wrong: 1, last: now });
  });

  test('says that there is no vault, and never deletes one', async () => {
    expect(await unlock(device, randomUUID(), opening, () => now)).toEqual({
      ok: false,
      problem: { reason: 'no-vault' },
    });
    const before = (await readVault(device, userId))?.slots;
    await tryTo(slip);
    expect((await readVault(device, userId))?.slots).toEqual(before);
  });

  test('slots made of older ones do not undo what another tab has changed', async () => {
    const { slots } = await made;
    expect(await keepSlots(device, userId, 1, slots)).toEqual({ ok: true, value: undefined });
    expect(await keepSlots(device, userId, 1, [])).toEqual({ ok: false, problem: 'stale' });
  });
});

describe("the author's key", () => {
  let database: TabletDatabase;
  beforeEach(() => {
    database = new TabletDatabase(randomUUID());
  });
  afterEach(() => database.delete());
  const newCodec = async () =>
    createRecordCodec(
      await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']),
      secureRandomBytes,
    );

  test('is the same at each asking, in two tabs at once too, and signs what its public half verifies', async () => {
    const codec = await newCodec();
    const [one, other] = await Promise.all([authorKey(database, codec), authorKey(database, codec)]);
    expect(one.publicKey).toEqual(other.publicKey);
    const again = await authorKey(database, codec);
    const key = createPublicKey({ key: one.publicKey, format: 'jwk' });
    const signature = Buffer.from(await again.sign('{"id":1}'), 'base64url');
    const verifies = (text: string) =>
      verify('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }, signature);
    expect([verifies(`${itemSignaturePrefix}{"id":1}`), verifies('{"id":1}')]).toEqual([true, false]);
  });

  test('lies on the disk encrypted alone, and is made anew where the vault is another', async () => {
    const one = await authorKey(database, await newCodec());
    const [record] = await database.secrets.toArray();
    expect(Buffer.from(record?.bytes ?? []).includes(one.publicKey.x)).toBe(false);
    const codec = await newCodec();
    const other = await authorKey(database, codec);
    expect(other.publicKey).not.toEqual(one.publicKey);
    expect((await authorKey(database, codec)).publicKey).toEqual(other.publicKey);
  });
});
