import { fail, succeed, type Result } from '#domain/result.ts';
import { toBase64 } from '../base64.ts';
import { importDataKey, newDataKeyBytes, spend, type DataKey } from './data-key.ts';
import type { RandomBytes } from './random.ts';
import { wrapKey, type Slot, type SlotProblem } from './slot.ts';
import { withRaw, type Opening } from './slots.ts';
import { keyOfPasskey, keyOfPassphrase, keyOfRecovery } from './wrapping-keys.ts';

// Apart from what opens slots: they are made and changed seldom, and opened before the lists are there.

/** What slots are made with. */
export interface SlotMaking {
  readonly randomBytes: RandomBytes;
  readonly randomId: () => string;
}

type Raw = Uint8Array<ArrayBuffer>;

/** What a new slot is to be opened by. `salt`: what the PRF was asked with, base64. */
export type NewSlot =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | {
      readonly kind: 'passkey';
      readonly credentialId: string;
      readonly salt: string;
      readonly prfOutput: Raw;
    }
  | { readonly kind: 'recovery'; readonly secret: Raw };

/** The secret of a recovery slot, which the register is to keep. */
export interface RecoverySecret {
  readonly slotId: string;
  readonly secret: Raw;
}

/** Slots as they have become, with what has to be kept beside them. */
export interface MadeSlots {
  readonly slots: readonly Slot[];
  readonly key: DataKey;
  readonly recovery: RecoverySecret;
}

/** Argon2id of a new slot (RFC 9106, second recommended option, with one lane: WebAssembly has no threads here). */
export const argon2Parameters = { memoryKib: 65_536, passes: 3, lanes: 1 } as const;

const recoverySecretBytes = 32;

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
      const header = { ...common, kind: of.kind };
      const key = await keyOfRecovery(header, of.secret);
      return { ...header, ...(await wrapKey(header, key, raw, randomBytes)) };
    }
  }
};

/** The slots with a new passphrase and a new recovery in place of those there are. */
const renew = async (
  slots: readonly Slot[],
  raw: Raw,
  passphrase: string,
  making: SlotMaking,
): Promise<MadeSlots> => {
  const secret = making.randomBytes(recoverySecretBytes);
  const recovery = await makeSlot({ kind: 'recovery', secret }, raw, making);
  return {
    slots: [
      await makeSlot({ kind: 'passphrase', passphrase }, raw, making),
      ...slots.filter((each) => each.kind === 'passkey'),
      recovery,
    ],
    key: await importDataKey(raw),
    recovery: { slotId: recovery.id, secret },
  };
};

/** A new data key, with the slots that no vault is without: the passphrase, and what two administrators release. */
export const createSlots = (passphrase: string, making: SlotMaking): Promise<MadeSlots> => {
  const raw = newDataKeyBytes(making.randomBytes);
  return spend(raw, () => renew([], raw, passphrase, making));
};

/** Adds a way in. The key is wrapped once more; what lies under it is not touched. */
export const addSlot = (
  slots: readonly Slot[],
  opening: Opening,
  added: Extract<NewSlot, { kind: 'passkey' }>,
  making: SlotMaking,
): Promise<Result<readonly Slot[], SlotProblem>> =>
  withRaw(slots, opening, async (raw) => [...slots, await makeSlot(added, raw, making)]);

/** Puts a new passphrase in place of the one there is. The recovery stays, so that no network is needed. */
export const changePassphrase = (
  slots: readonly Slot[],
  opening: Opening,
  passphrase: string,
  making: SlotMaking,
): Promise<Result<readonly Slot[], SlotProblem>> =>
  withRaw(slots, opening, async (raw) => [
    await makeSlot({ kind: 'passphrase', passphrase }, raw, making),
    ...slots.filter((each) => each.kind !== 'passphrase'),
  ]);

/** Puts a new passphrase and a new recovery in place of those there are: what the register gave back is used up. */
export const renewSlots = (
  slots: readonly Slot[],
  opening: Opening,
  passphrase: string,
  making: SlotMaking,
): Promise<Result<MadeSlots, SlotProblem>> =>
  withRaw(slots, opening, (raw) => renew(slots, raw, passphrase, making));

/** Takes a way in away. Not the passphrase: without it nobody but the board could ever open the vault again. */
export const removeSlot = (
  slots: readonly Slot[],
  slotId: string,
): Result<readonly Slot[], 'mandatory' | 'not-found'> => {
  const found = slots.find((each) => each.id === slotId);
  if (found === undefined) return fail('not-found');
  if (found.kind !== 'passkey') return fail('mandatory');
  return succeed(slots.filter((each) => each.id !== slotId));
};
