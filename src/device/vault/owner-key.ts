import * as z from 'zod/mini';
import { fail, succeed, type Result } from '#domain/result.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import type { Codec, Place } from '../codec.ts';
import type { TabletDatabase } from '../database.ts';
import { writeWhenCurrent } from '../retry.ts';
import { dataKeyBytes, newDataKeyBytes, spend } from './data-key.ts';
import type { RandomBytes } from './random.ts';
import { ownerSlot, unwrapKey, wrapKey, type OwnerSlot } from './slot.ts';
import { argon2Parameters } from './slot-making.ts';
import { keyOfPassphrase } from './wrapping-keys.ts';

/**
 * The key to the copies of one person's drafts, the same on all of her devices. `slot`: as this device has wrapped it
 * under her passphrase here, to be left with the server. Its bytes lie in the vault, encrypted like any record.
 */
export interface OwnerKey {
  readonly id: string;
  readonly key: CryptoKey;
  readonly slot: OwnerSlot;
}

/** What wrapping the key takes. */
export interface OwnerMaking {
  readonly randomBytes: RandomBytes;
  readonly randomId: () => string;
}

const recordId = 'owner';
const kept = z.object({ raw: z.string(), slot: ownerSlot });
type Raw = Uint8Array<ArrayBuffer>;

const placeOf = (revision: number): Place => ({ store: 'secrets', id: recordId, revision });
const importKey = (raw: Raw): Promise<CryptoKey> =>
  crypto.subtle.importKey('raw', raw, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);

const wrap = async (
  raw: Raw,
  of: Pick<OwnerSlot, 'keyId' | 'userId'>,
  passphrase: string,
  { randomBytes, randomId }: OwnerMaking,
): Promise<OwnerSlot> => {
  const header = {
    version: 1 as const,
    id: randomId(),
    kind: 'owner' as const,
    keyId: of.keyId,
    userId: of.userId,
    ...argon2Parameters,
    salt: toBase64(randomBytes(16)),
  };
  const key = await keyOfPassphrase(header, passphrase);
  return { ...header, ...(await wrapKey(header, key, raw, randomBytes)) };
};

const readRow = async (database: TabletDatabase, codec: Codec) => {
  const row = await database.secrets.get(recordId);
  const decoded = row && (await codec.decode(placeOf(row.revision), row.bytes));
  const read = decoded?.ok === true ? kept.safeParse(decoded.value) : undefined;
  const raw = read?.success === true ? fromBase64(read.data.raw) : undefined;
  return raw?.length === dataKeyBytes && read?.success === true ? { raw, slot: read.data.slot } : undefined;
};

const keep = (database: TabletDatabase, codec: Codec, raw: Raw, slot: OwnerSlot): Promise<void> =>
  writeWhenCurrent(async () => {
    const before = (await database.secrets.get(recordId))?.revision;
    const revision = (before ?? 0) + 1;
    const bytes = await codec.encode(placeOf(revision), { raw: toBase64(raw), slot });
    return database.transaction('rw', database.secrets, async () => {
      if ((await database.secrets.get(recordId))?.revision !== before) return fail('stale');
      await database.secrets.put({ id: recordId, revision, bytes });
      return succeed(undefined);
    });
  });

/** The key as this device holds it; undefined where it does not yet. */
export const readOwnerKey = async (database: TabletDatabase, codec: Codec): Promise<OwnerKey | undefined> => {
  const read = await readRow(database, codec);
  return (
    read &&
    spend(read.raw, async () => ({ id: read.slot.keyId, key: await importKey(read.raw), slot: read.slot }))
  );
};

/** Makes a new key, wrapped under the passphrase. Only where the server has none of hers. */
export const makeOwnerKey = (
  database: TabletDatabase,
  codec: Codec,
  userId: string,
  passphrase: string,
  making: OwnerMaking,
): Promise<void> => {
  const raw = newDataKeyBytes(making.randomBytes);
  return spend(raw, async () => {
    const slot = await wrap(raw, { keyId: making.randomId(), userId }, passphrase, making);
    await keep(database, codec, raw, slot);
  });
};

/** Why slots do not open. `foreign-owner`: they are somebody else's. `unknown-format`: none that this version knows. */
export type OwnerSlotProblem = 'wrong-secret' | 'foreign-owner' | 'unknown-format';

/** A slot as the server keeps it: text that says nothing to it. */
export const slotToText = (slot: OwnerSlot): string =>
  toBase64(new TextEncoder().encode(JSON.stringify(slot)));

const slotOfText = (text: string): OwnerSlot | undefined => {
  const bytes = fromBase64(text);
  if (bytes === undefined) return undefined;
  try {
    const read = ownerSlot.safeParse(JSON.parse(new TextDecoder().decode(bytes)));
    return read.success ? read.data : undefined;
  } catch {
    // Not what a device has written: the caller says so.
    return undefined;
  }
};

/** Opens the first of the slots that the passphrase opens, and works with the key's bytes. */
const withOpened = async <Value>(
  texts: readonly string[],
  userId: string,
  passphrase: string,
  work: (raw: Raw, slot: OwnerSlot) => Promise<Value>,
): Promise<Result<Value, OwnerSlotProblem>> => {
  let problem: OwnerSlotProblem = 'unknown-format';
  for (const text of texts) {
    const slot = slotOfText(text);
    if (slot === undefined) continue;
    if (slot.userId !== userId) {
      problem = 'foreign-owner';
      continue;
    }
    const raw = await unwrapKey(slot, await keyOfPassphrase(slot, passphrase));
    if (raw.ok) return succeed(await spend(raw.value, () => work(raw.value, slot)));
    problem = raw.problem;
  }
  return fail(problem);
};

/**
 * Takes the key that another device has left, by the passphrase used there. It stays wrapped as it was there until the
 * passphrase is changed here.
 */
export const adoptOwnerKey = (
  database: TabletDatabase,
  codec: Codec,
  of: { readonly userId: string; readonly slots: readonly string[] },
  passphrase: string,
): Promise<Result<void, OwnerSlotProblem>> =>
  withOpened(of.slots, of.userId, passphrase, (raw, slot) => keep(database, codec, raw, slot));

/** The key in a file, opened by the passphrase; it is used for that file and not kept. */
export const openOwnerSlot = (
  text: string,
  userId: string,
  passphrase: string,
): Promise<Result<{ readonly id: string; readonly key: CryptoKey }, OwnerSlotProblem>> =>
  withOpened([text], userId, passphrase, async (raw, slot) => ({
    id: slot.keyId,
    key: await importKey(raw),
  }));

/** Wraps the key anew, for a passphrase that has been changed here; undefined where the device has no key. */
export const rewrapOwnerKey = async (
  database: TabletDatabase,
  codec: Codec,
  passphrase: string,
  making: OwnerMaking,
): Promise<OwnerSlot | undefined> => {
  const read = await readRow(database, codec);
  if (read === undefined) return undefined;
  return spend(read.raw, async () => {
    const slot = await wrap(read.raw, read.slot, passphrase, making);
    await keep(database, codec, read.raw, slot);
    return slot;
  });
};
