import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { encapsulatedKeyBytes, type SealingKey } from '#domain/sealing.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { fromBase64, toBase64Url } from '../base64.ts';

const suite = new CipherSuite({
  kem: new DhkemX25519HkdfSha256(),
  kdf: new HkdfSha256(),
  aead: new Aes256Gcm(),
});
const encoder = new TextEncoder();

const importPublicKey = (publicKey: string): Promise<CryptoKey> => {
  const raw = fromBase64(publicKey);
  if (raw === undefined) throw new Error('The public key is not base64url');
  return suite.kem.importKey('raw', raw.buffer, true);
};

/**
 * Seals bytes for whoever holds the private key (RFC 9180, base mode). `info` says what for, `aad` what they are bound
 * to. Gives the encapsulated key with the ciphertext behind it.
 */
export const sealFor = async (
  { publicKey }: SealingKey,
  info: string,
  aad: string,
  plaintext: Uint8Array<ArrayBuffer>,
): Promise<Uint8Array<ArrayBuffer>> => {
  const recipientPublicKey = await importPublicKey(publicKey);
  const sender = await suite.createSenderContext({ recipientPublicKey, info: encoder.encode(info) });
  const ciphertext = await sender.seal(plaintext, encoder.encode(aad));
  const sealed = new Uint8Array(sender.enc.byteLength + ciphertext.byteLength);
  sealed.set(new Uint8Array(sender.enc));
  sealed.set(new Uint8Array(ciphertext), sender.enc.byteLength);
  return sealed;
};

/** A key pair for one answer. The private half can be used where it was made, and read nowhere. */
export interface OneTimeKeys {
  /** Base64url. */
  readonly publicKey: string;
  readonly pair: CryptoKeyPair;
}

export const newOneTimeKeys = async (): Promise<OneTimeKeys> => {
  // The suite would make one that can be read.
  const pair = await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
  if (!('privateKey' in pair)) throw new Error('X25519 gives a pair');
  const raw = new Uint8Array(await crypto.subtle.exportKey('raw', pair.publicKey));
  return { publicKey: toBase64Url(raw), pair };
};

/** Opens what was sealed for one's own key; `unreadable` where it was sealed for another, or for another use. */
export const openWith = async (
  { pair }: OneTimeKeys,
  info: string,
  aad: string,
  sealed: Uint8Array<ArrayBuffer>,
): Promise<Result<Uint8Array<ArrayBuffer>, 'unreadable'>> => {
  try {
    const recipient = await suite.createRecipientContext({
      recipientKey: pair.privateKey,
      enc: sealed.slice(0, encapsulatedKeyBytes).buffer,
      info: encoder.encode(info),
    });
    const opened = await recipient.open(sealed.slice(encapsulatedKeyBytes), encoder.encode(aad));
    return succeed(new Uint8Array(opened));
  } catch {
    // HPKE has one way to fail, and says no more about it.
    return fail('unreadable');
  }
};
