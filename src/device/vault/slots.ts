import { fail, succeed, type Result } from '#domain/result.ts';
import { recoveryText, sealingInfo, type SealingKey } from '#domain/sealing.ts';
import { toBase64 } from '../base64.ts';
import { importDataKey, newDataKeyBytes, spend, type DataKey } from './data-key.ts';
import type { RandomBytes } from './random.ts';
import {
  unwrapKey,
  wrapKey,
  type PasskeySlot,
  type PassphraseSlot,
  type Slot,
  type SlotProblem,
} from './slot.ts';
import { keyOfPasskey, keyOfPassphrase } from './wrapping-keys.ts';

/** What slots are made with. */
export interface SlotMaking {
  readonly randomBytes: RandomBytes;
  readonly randomId: () => string;
}

/** Opens a slot: its kind, and what a person has or knows. */
export type Opening =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'passkey'; readonly credentialId: string; readonly prfOutput: Uint8Array<ArrayBuffer> };

/** What a new slot is to be opened by. */
export type NewSlot =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | {
      readonly kind: 'passkey';
      readonly credentialId: string;
      /** What the PRF was asked with, base64. */
      readonly salt: string;
      readonly prfOutput: Uint8Array<ArrayBuffer>;
    }
  | {
      readonly kind: 'recovery';
      readonly key: SealingKey;
      readonly userId: string;
      readonly deviceId: string;
    };

/** Argon2id of a new slot (RFC 9106, second recommended option, with one lane: WebAssembly has no threads here). */
export const argon2Parameters = { memoryKib: 65_536, passes: 3, lanes: 1 } as const;

type Raw = Uint8Array<ArrayBuffer>;

const makeSlot = async (of: NewSlot, raw: Raw, { randomBytes, randomId }: SlotMaking): Promise<Slot> => {
  const common = { version: 1 as const, id: randomId() };
  switch (of.kind) {
    case 'passphrase': {
      const header = { ...common, kind: of.kind, ...argon2Parameters, salt: toBase64(randomBytes(16)) };
      const key = await keyOfPassphrase(header, of.passphrase);
      return { ...header, ...(await wrapKey(header, key, raw, randomBytes)) };
    }
    case 'passkey': {
      const header = { ...common, kind: of.kind, credentialId: of.credentialId, salt: of.salt };
      const key = await keyOfPasskey(header, of.prfOutput);
      return { ...header, ...(await wrapKey(header, key, raw, randomBytes)) };
    }
    case 'recovery': {
      const { userId, deviceId } = of;
      // Once in the life of a store: what it takes is loaded then.
      const { sealFor } = await import('./hpke.ts');
      const aad = recoveryText({ userId, deviceId, keyId: of.key.id });
      const wrapped = toBase64(await sealFor(of.key, sealingInfo.recovery, aad, raw));
      return { ...common, kind: of.kind, keyId: of.key.id, wrapped };
    }
  }
};

/** The key of the slot that the opening is for; undefined where there is no such slot. */
const wrappingKeyFor = async (
  slots: readonly Slot[],
  opening: Opening,
): Promise<{ slot: PassphraseSlot | PasskeySlot; key: CryptoKey } | undefined> => {
  for (const slot of slots) {
    if (opening.kind === 'passphrase' && slot.kind === 'passphrase') {
      return { slot, key: await keyOfPassphrase(slot, opening.passphrase) };
    }
    if (opening.kind === 'passkey' && slot.kind === 'passkey' && slot.credentialId === opening.credentialId) {
      return { slot, key: await keyOfPasskey(slot, opening.prfOutput) };
    }
  }
  return undefined;
};

/** Works with the data key's bytes while a slot is open. */
const withRaw = async <Value>(
  slots: readonly Slot[],
  opening: Opening,
  work: (raw: Raw) => Promise<Value>,
): Promise<Result<Value, SlotProblem>> => {
  const found = await wrappingKeyFor(slots, opening);
  if (found === undefined) return fail('wrong-secret');
  const raw = await unwrapKey(found.slot, found.key);
  return raw.ok ? succeed(await spend(raw.value, () => work(raw.value))) : raw;
};

/** A new data key, with the slot that no vault is without. */
export const createSlots = async (
  passphrase: string,
  making: SlotMaking,
): Promise<{ readonly slots: readonly Slot[]; readonly key: DataKey }> => {
  const raw = newDataKeyBytes(making.randomBytes);
  return spend(raw, async () => ({
    slots: [await makeSlot({ kind: 'passphrase', passphrase }, raw, making)],
    key: await importDataKey(raw),
  }));
};

/** Opens the vault; a wrong passphrase is an answer like another. */
export const openSlot = (slots: readonly Slot[], opening: Opening): Promise<Result<DataKey, SlotProblem>> =>
  withRaw(slots, opening, importDataKey);

/** Adds a way in. The key is wrapped once more; what lies under it is not touched. */
export const addSlot = (
  slots: readonly Slot[],
  opening: Opening,
  added: Exclude<NewSlot, { kind: 'passphrase' }>,
  making: SlotMaking,
): Promise<Result<readonly Slot[], SlotProblem>> =>
  withRaw(slots, opening, async (raw) => {
    const made = await makeSlot(added, raw, making);
    // A vault has one recovery: the new one takes the place of the old.
    return [...slots.filter((each) => each.kind !== 'recovery' || made.kind !== 'recovery'), made];
  });

/** Puts a new passphrase in place of the one there is. */
export const changePassphrase = (
  slots: readonly Slot[],
  opening: Opening,
  passphrase: string,
  making: SlotMaking,
): Promise<Result<readonly Slot[], SlotProblem>> =>
  withRaw(slots, opening, (raw) => withPassphrase(slots, raw, passphrase, making));

/**
 * Puts a new passphrase over a data key that recovery has given back; the bytes are spent. Checks nothing: whether it is
 * the right key shows when the first record is read.
 */
export const recoverSlots = (
  slots: readonly Slot[],
  raw: Raw,
  passphrase: string,
  making: SlotMaking,
): Promise<{ readonly slots: readonly Slot[]; readonly key: DataKey }> =>
  spend(raw, async () => ({
    slots: await withPassphrase(slots, raw, passphrase, making),
    key: await importDataKey(raw),
  }));

const withPassphrase = async (
  slots: readonly Slot[],
  raw: Raw,
  passphrase: string,
  making: SlotMaking,
): Promise<readonly Slot[]> => [
  await makeSlot({ kind: 'passphrase', passphrase }, raw, making),
  ...slots.filter((each) => each.kind !== 'passphrase'),
];

/** Takes a way in away. Not the passphrase: without it nobody but the board could ever open the vault again. */
export const removeSlot = (
  slots: readonly Slot[],
  slotId: string,
): Result<readonly Slot[], 'mandatory' | 'not-found'> => {
  const found = slots.find((each) => each.id === slotId);
  if (found === undefined) return fail('not-found');
  if (found.kind === 'passphrase') return fail('mandatory');
  return succeed(slots.filter((each) => each.id !== slotId));
};
