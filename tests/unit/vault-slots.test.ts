import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createRecordCodec } from '#device/vault/record-codec.ts';
import { secureRandomBytes } from '#device/vault/random.ts';
import { slot, type Slot } from '#device/vault/slot.ts';
import { addSlot, changePassphrase, createSlots, removeSlot, renewSlots } from '#device/vault/slot-making.ts';
import { openSlot } from '#device/vault/slots.ts';

const making = { randomBytes: secureRandomBytes, randomId: randomUUID };
const passphrase = 'kanel trappa svala moln';
const opening = { kind: 'passphrase' as const, passphrase };
const place = { store: 'drafts', id: 'one', revision: 1 };
const wrong = { ok: false, problem: 'wrong-secret' };

let slots: readonly Slot[];
let bytes: Uint8Array;
beforeAll(async () => {
  const made = await createSlots(passphrase, making);
  slots = made.slots;
  bytes = await createRecordCodec(made.key, secureRandomBytes).encode(place, 'seen');
});

/** What was written at the beginning, read through what opens the slots now. */
const readBy = async (of: readonly Slot[], by: Parameters<typeof openSlot>[1]) => {
  const key = await openSlot(of, by);
  return key.ok ? createRecordCodec(key.value, secureRandomBytes).decode(place, bytes) : key;
};
const read = { ok: true, value: 'seen' };
const passkey = () => ({
  kind: 'passkey' as const,
  credentialId: 'AAEC',
  salt: Buffer.from(secureRandomBytes(32)).toString('base64'),
  // The caller's bytes are spent: each asking gives them anew.
  prfOutput: new Uint8Array(32).fill(7),
});
const value = <Of>(result: { ok: true; value: Of } | { ok: false; problem: unknown }): Of => {
  if (!result.ok) throw new Error(String(result.problem));
  return result.value;
};

test('the passphrase opens; another is an answer, not a crash; letters composed otherwise are the same', async () => {
  expect(await readBy(slots, opening)).toEqual(read);
  expect(await readBy(slots, { ...opening, passphrase: `${passphrase} ` })).toEqual(wrong);
  const { slots: composed } = await createSlots('åsna över ängen', making);
  expect((await openSlot(composed, { ...opening, passphrase: 'åsna över ängen'.normalize('NFD') })).ok).toBe(
    true,
  );
});

test('the key can be used and not read', async () => {
  const key = value(await openSlot(slots, opening));
  expect(key.extractable).toBe(false);
  await expect(crypto.subtle.exportKey('raw', key)).rejects.toThrow();
});

test('what lies in the clear is parameters, salts and wrapped bytes, and parses again', () => {
  const [only] = slots;
  expect(only).toMatchObject({ kind: 'passphrase', version: 1, memoryKib: 65_536, passes: 3, lanes: 1 });
  expect(slot.parse(JSON.parse(JSON.stringify(only)))).toEqual(only);
  expect(slot.safeParse({ ...only, memoryKib: 2 ** 31 }).success).toBe(false);
  expect(slot.safeParse({ ...only, memoryKib: 8 }).success).toBe(false);
});

test('a slot with a changed parameter does not open', async () => {
  const [only] = slots;
  if (only?.kind !== 'passphrase') throw new Error('There is no passphrase');
  const others: Slot[] = [
    { ...only, id: randomUUID() },
    { ...only, passes: 2 },
    { ...only, salt: Buffer.alloc(16).toString('base64') },
    { ...only, iv: Buffer.alloc(12).toString('base64') },
    { ...only, iv: 'AAAA' },
    { ...only, wrapped: Buffer.alloc(48).toString('base64') },
  ];
  for (const each of others) expect(await openSlot([each], opening)).toEqual(wrong);
});

test('a new passphrase takes the place of the old one; the data is not written anew', async () => {
  const changed = value(await changePassphrase(slots, opening, 'blåbär kvarn sadel ekorre', making));
  expect(changed.map((each) => each.kind)).toEqual(['passphrase', 'recovery']);
  expect(await readBy(changed, opening)).toEqual(wrong);
  expect(await readBy(changed, { ...opening, passphrase: 'blåbär kvarn sadel ekorre' })).toEqual(read);
  expect(await changePassphrase(slots, { ...opening, passphrase: 'x' }, 'y', making)).toEqual(wrong);
});

describe('a passkey', () => {
  test('opens beside the passphrase, by its own credential and its own output alone', async () => {
    const added = value(await addSlot(slots, opening, passkey(), making));
    expect(added.map((each) => each.kind)).toEqual(['passphrase', 'recovery', 'passkey']);
    expect(await readBy(added, passkey())).toEqual(read);
    expect(await readBy(added, opening)).toEqual(read);
    expect(await readBy(added, { ...passkey(), prfOutput: new Uint8Array(32).fill(8) })).toEqual(wrong);
    expect(await readBy(added, { ...passkey(), credentialId: 'AAED' })).toEqual(wrong);
  });

  test('can be taken away; the passphrase cannot', async () => {
    const added = value(await addSlot(slots, opening, passkey(), making));
    const [first, , third] = added;
    expect(removeSlot(added, first?.id ?? '')).toEqual({ ok: false, problem: 'mandatory' });
    expect(value(removeSlot(added, third?.id ?? ''))).toEqual(slots);
    expect(removeSlot(added, randomUUID())).toEqual({ ok: false, problem: 'not-found' });
  });

  test('that gave its output has spent it', async () => {
    const given = passkey();
    await addSlot(slots, opening, given, making);
    expect(given.prfOutput.every((byte) => byte === 0)).toBe(true);
  });
});

test('recovery: the secret that the register keeps opens the slot of this tablet, and is then used up', async () => {
  const { slots: first, recovery } = await createSlots(passphrase, making);
  const { slots: elsewhere } = await createSlots(passphrase, making);
  const opened = { kind: 'recovery' as const, secret: recovery.secret };
  expect(first.map((each) => each.kind)).toEqual(['passphrase', 'recovery']);
  expect((await openSlot(first, opened)).ok).toBe(true);
  // Half a key: with another tablet's rows, or another slot's, it is nothing.
  expect(await openSlot(elsewhere, opened)).toEqual(wrong);
  expect(await openSlot(first, { ...opened, secret: new Uint8Array(32) })).toEqual(wrong);

  const added = value(await addSlot(first, opening, passkey(), making));
  const renewed = value(await renewSlots(added, opened, 'en helt ny lösenfras', making));
  expect(renewed.slots.map((each) => each.kind)).toEqual(['passphrase', 'passkey', 'recovery']);
  expect(await openSlot(renewed.slots, opened)).toEqual(wrong);
  expect(await openSlot(renewed.slots, opening)).toEqual(wrong);
  const bytesOfFirst = await createRecordCodec(
    value(await openSlot(first, opening)),
    secureRandomBytes,
  ).encode(place, 'seen');
  const ways = [
    { ...opening, passphrase: 'en helt ny lösenfras' },
    passkey(),
    { kind: 'recovery' as const, secret: renewed.recovery.secret },
  ];
  for (const way of ways) {
    const key = value(await openSlot(renewed.slots, way));
    expect(await createRecordCodec(key, secureRandomBytes).decode(place, bytesOfFirst)).toEqual(read);
  }
  expect(removeSlot(renewed.slots, renewed.recovery.slotId)).toEqual({ ok: false, problem: 'mandatory' });
});
