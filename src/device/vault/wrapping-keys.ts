import { fromBase64 } from '../base64.ts';
import { spend } from './data-key.ts';
import type { OwnerSlot, PasskeySlot, PassphraseSlot, RecoverySlot, SlotHeader } from './slot.ts';

const wrapping = { name: 'AES-GCM', length: 256 } as const;

const bytesOf = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = fromBase64(text);
  // The slot has been parsed: this is a bug.
  if (bytes === undefined) throw new Error('A slot holds what is not base64');
  return bytes;
};

/** The key of a passphrase: Argon2id (RFC 9106) with the slot's parameters. Takes its time; that is what it is for. */
export const keyOfPassphrase = async (
  of: SlotHeader<PassphraseSlot> | SlotHeader<OwnerSlot>,
  passphrase: string,
): Promise<CryptoKey> => {
  const { argon2idOf } = await import('./argon2.ts');
  // The same letters are the same passphrase, however the keyboard composed them.
  const derived = await argon2idOf(passphrase.normalize('NFKC'), bytesOf(of.salt), of);
  const bytes = new Uint8Array(derived);
  derived.fill(0);
  return spend(bytes, () => crypto.subtle.importKey('raw', bytes, wrapping, false, ['encrypt', 'decrypt']));
};

/** HKDF-SHA256 (RFC 5869) over 32 secret bytes, with a context of its own for each use. */
const expanded = async (
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  context: string,
): Promise<CryptoKey> => {
  const base = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveKey']);
  const how = { name: 'HKDF', hash: 'SHA-256', salt, info: new TextEncoder().encode(context) };
  return crypto.subtle.deriveKey(how, base, wrapping, false, ['encrypt', 'decrypt']);
};

/** The key of a passkey, made of the PRF's output. Spends the output. */
export const keyOfPasskey = ({ salt }: SlotHeader<PasskeySlot>, prfOutput: Uint8Array<ArrayBuffer>) =>
  spend(prfOutput, async () => {
    if (prfOutput.length !== 32) throw new Error('A PRF gives 32 bytes');
    return expanded(prfOutput, bytesOf(salt), 'foljsam vault passkey slot 1');
  });

/** The key of the secret that the register keeps for this slot alone. */
export const keyOfRecovery = ({ id }: SlotHeader<RecoverySlot>, secret: Uint8Array<ArrayBuffer>) =>
  expanded(secret, new TextEncoder().encode(id), 'foljsam vault recovery slot 1');
