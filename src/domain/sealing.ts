import * as z from 'zod/mini';
import type { UploadItem } from './protocol.ts';

/**
 * How the queue is sealed: HPKE (RFC 9180) in base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. On the
 * wire stands the encapsulated key, 32 bytes, and the ciphertext behind it.
 */
export const encapsulatedKeyBytes = 32;

/** HPKE's `info`, one for each use, so that what is sealed for one use opens for no other. */
export const sealingInfo = {
  upload: 'foljsam upload 1',
  /** What opens a recovery slot, for the recovery key of the board. */
  recovery: 'foljsam recovery 1',
  /** The same, for the tablet that asked for it. */
  recovered: 'foljsam recovered 1',
} as const;

/** What a sealed upload is bound to beside its key: the envelope as it stands outside the seal. */
export const envelopeText = ({
  id: itemId,
  kind,
  followUpId,
  authorId,
  keyId,
}: Omit<UploadItem, 'content'>): string => [itemId, kind, followUpId, authorId, keyId].join('|');

/** What is put before an item when its author signs it, so that a signature is good for nothing else. */
export const itemSignaturePrefix = 'foljsam-item-1\n';

/**
 * Inside the seal: the item as the very text that was signed, and the author's signature over it (P-256, SHA-256, IEEE
 * P1363, base64url).
 */
export const sealedContent = z.strictObject({ item: z.string(), signature: z.string() });
export type SealedContent = z.infer<typeof sealedContent>;

/** A public key as it goes on the wire: X25519, 32 bytes, base64url. */
export const x25519PublicKey = z.string().check(z.regex(/^[\w-]{43}$/));

/** `GET /api/sealing-keys`: what the next items are to be sealed for. */
export const sealingKeysReply = z.strictObject({
  current: z.strictObject({ id: z.string().check(z.maxLength(64)), publicKey: x25519PublicKey }),
});
export type SealingKeysReply = z.infer<typeof sealingKeysReply>;
export type SealingKey = SealingKeysReply['current'];
