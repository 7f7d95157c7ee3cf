/**
 * HPKE (RFC 9180) in base mode with the suite DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM, by node:crypto
 * alone. Section numbers are those of the RFC. Each context seals or opens one message, so its sequence number is 0.
 */
import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { encapsulatedKeyBytes } from '#domain/sealing.ts';

// 7.1, 7.2, 7.3: the identifiers of the algorithms.
const kemSuite = Buffer.from([...Buffer.from('KEM'), 0x00, 0x20]);
const hpkeSuite = Buffer.from([...Buffer.from('HPKE'), 0x00, 0x20, 0x00, 0x01, 0x00, 0x02]);
const version = Buffer.from('HPKE-v1');
const nothing = Buffer.alloc(0);
const noSalt = Buffer.alloc(32);
const tagBytes = 16;

const hmac = (key: Buffer, ...parts: readonly Buffer[]): Buffer => {
  const mac = createHmac('sha256', key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** 4, LabeledExtract. */
const extract = (salt: Buffer, suite: Buffer, label: string, material: Buffer): Buffer =>
  hmac(salt, version, suite, Buffer.from(label), material);

/** 4, LabeledExpand: at most 32 bytes, which one round of HKDF-Expand gives. */
const expand = (key: Buffer, suite: Buffer, label: string, info: Buffer, length: number): Buffer => {
  const lengthBytes = Buffer.from([0, length]);
  return hmac(key, lengthBytes, version, suite, Buffer.from(label), info, Buffer.from([1])).subarray(
    0,
    length,
  );
};

/** 4.1, ExtractAndExpand: the secret that both sides share. */
const sharedSecret = (dh: Buffer, encapsulated: Buffer, recipient: Buffer): Buffer =>
  expand(
    extract(noSalt, kemSuite, 'eae_prk', dh),
    kemSuite,
    'shared_secret',
    Buffer.concat([encapsulated, recipient]),
    32,
  );

// 5.1: of the context only `info` differs from use to use, and there are few uses.
const contexts = new Map<string, Buffer>();
const contextOf = (info: string): Buffer => {
  const known = contexts.get(info);
  if (known !== undefined) return known;
  const made = Buffer.concat([
    Buffer.from([0]),
    extract(noSalt, hpkeSuite, 'psk_id_hash', nothing),
    extract(noSalt, hpkeSuite, 'info_hash', Buffer.from(info)),
  ]);
  if (contexts.size < 100) contexts.set(info, made);
  return made;
};

/** 5.1, KeySchedule. */
const schedule = (shared: Buffer, info: string): { key: Buffer; nonce: Buffer } => {
  const context = contextOf(info);
  const secret = extract(shared, hpkeSuite, 'secret', nothing);
  return {
    key: expand(secret, hpkeSuite, 'key', context, 32),
    nonce: expand(secret, hpkeSuite, 'base_nonce', context, 12),
  };
};

/** The 32 bytes of an X25519 key's public half. */
export const rawPublicKey = (key: KeyObject): Buffer =>
  Buffer.from(key.export({ format: 'jwk' }).x ?? '', 'base64url');

/** An X25519 public key of its 32 bytes. */
export const publicKeyOf = (raw: Buffer): KeyObject =>
  createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: raw.toString('base64url') }, format: 'jwk' });

/** A recipient's private key, with the public half that goes into each opening. */
export interface Recipient {
  readonly privateKey: KeyObject;
  readonly publicBytes: Buffer;
}

/** 6.1, OpenBase: what was sealed for the key, or undefined where it was not, or has been changed. */
export const openSealed = (
  { privateKey, publicBytes }: Recipient,
  info: string,
  aad: string,
  sealed: Buffer,
): Buffer | undefined => {
  if (sealed.length < encapsulatedKeyBytes + tagBytes) return undefined;
  const encapsulated = sealed.subarray(0, encapsulatedKeyBytes);
  try {
    const dh = diffieHellman({ privateKey, publicKey: publicKeyOf(encapsulated) });
    const { key, nonce } = schedule(sharedSecret(dh, encapsulated, publicBytes), info);
    const opening = createDecipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
    opening.setAuthTag(sealed.subarray(-tagBytes));
    return Buffer.concat([opening.update(sealed.subarray(encapsulatedKeyBytes, -tagBytes)), opening.final()]);
  } catch {
    // A point of small order, or a tag that does not fit: it was not sealed like this for this key.
    return undefined;
  }
};

/** 6.1, SealBase. `ephemeral` is given by tests alone, to compare with published values. */
export const sealFor = (
  recipient: KeyObject,
  info: string,
  aad: string,
  plaintext: Buffer,
  ephemeral: { publicKey: KeyObject; privateKey: KeyObject } = generateKeyPairSync('x25519'),
): Buffer => {
  const encapsulated = rawPublicKey(ephemeral.publicKey);
  const dh = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient });
  const { key, nonce } = schedule(sharedSecret(dh, encapsulated, rawPublicKey(recipient)), info);
  const sealing = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(aad));
  const ciphertext = Buffer.concat([sealing.update(plaintext), sealing.final()]);
  return Buffer.concat([encapsulated, ciphertext, sealing.getAuthTag()]);
};

/**
 * Whether anything can be sealed for a public key (base64url). With a point of small order both sides share nothing but zeros, which
 * RFC 9180 (7.1.4) and node:crypto refuse.
 */
export const canSealFor = (publicKey: string): boolean => {
  const { privateKey } = generateKeyPairSync('x25519');
  try {
    diffieHellman({ privateKey, publicKey: publicKeyOf(Buffer.from(publicKey, 'base64url')) });
    return true;
  } catch {
    // It says only that it failed.
    return false;
  }
};
