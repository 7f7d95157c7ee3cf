import { fail, succeed, type Result } from '#domain/result.ts';
import { importDataKey, spend, type DataKey } from './data-key.ts';
import { unwrapKey, type Slot, type SlotProblem } from './slot.ts';
import { keyOfPasskey, keyOfPassphrase, keyOfRecovery } from './wrapping-keys.ts';

type Raw = Uint8Array<ArrayBuffer>;

/** Opens a slot: its kind, and what a person has or knows, or what the register has given back for her. */
export type Opening =
  | { readonly kind: 'passphrase'; readonly passphrase: string }
  | { readonly kind: 'passkey'; readonly credentialId: string; readonly prfOutput: Raw }
  | { readonly kind: 'recovery'; readonly secret: Raw };

/** The key of the slot that the opening is for; undefined where there is no such slot. */
const wrappingKeyFor = async (
  slots: readonly Slot[],
  opening: Opening,
): Promise<{ slot: Slot; key: CryptoKey } | undefined> => {
  for (const slot of slots) {
    if (opening.kind === 'passphrase' && slot.kind === 'passphrase') {
      return { slot, key: await keyOfPassphrase(slot, opening.passphrase) };
    }
    if (opening.kind === 'passkey' && slot.kind === 'passkey' && slot.credentialId === opening.credentialId) {
      return { slot, key: await keyOfPasskey(slot, opening.prfOutput) };
    }
    if (opening.kind === 'recovery' && slot.kind === 'recovery') {
      return { slot, key: await keyOfRecovery(slot, opening.secret) };
    }
  }
  return undefined;
};

/** Works with the data key's bytes while a slot is open. */
export const withRaw = async <Value>(
  slots: readonly Slot[],
  opening: Opening,
  work: (raw: Raw) => Promise<Value>,
): Promise<Result<Value, SlotProblem>> => {
  const found = await wrappingKeyFor(slots, opening);
  if (found === undefined) return fail('wrong-secret');
  const raw = await unwrapKey(found.slot, found.key);
  return raw.ok ? succeed(await spend(raw.value, () => work(raw.value))) : raw;
};

/** Opens the vault; a wrong passphrase is an answer like another. */
export const openSlot = (slots: readonly Slot[], opening: Opening): Promise<Result<DataKey, SlotProblem>> =>
  withRaw(slots, opening, importDataKey);
