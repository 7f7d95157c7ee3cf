import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import type { UploadItem } from './protocol.ts';

/**
 * How the queue is sealed: HPKE (RFC 9180) in base mode, DHKEM(X25519, HKDF-SHA256), HKDF-SHA256, AES-256-GCM. On the
 * wire stands the encapsulated key, 32 bytes, and the ciphertext behind it.
 */
export const encapsulatedKeyBytes = 32;

/** HPKE's `info`, one for each use, so that what is sealed for one use opens for no other. */
export const sealingInfo = {
  upload: 'foljsam upload 1',
  /** The data key, for the recovery key of the board. */
  recovery: 'foljsam recovery 1',
  /** The data key, for the tablet that asked for it. */
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

/** What a data key is bound to when it is sealed for its board's recovery key. */
export const recoveryText = (of: { userId: string; deviceId: string; keyId: string }): string =>
  [of.userId, of.deviceId, of.keyId].join('|');

/** What a recovered data key is bound to when it is sealed for the tablet that asked. */
export const recoveredText = (of: { recoveryId: string; userId: string; deviceId: string }): string =>
  [of.recoveryId, of.userId, of.deviceId].join('|');

/** A sealed data key: the encapsulated key, 32 bytes of key and 16 of tag, base64. */
const sealedDataKey = z.base64().check(z.maxLength(200));

/** `GET /api/recovery-key`: the recovery key of the board of whoever is signed in. */
export const recoveryKeyReply = z.strictObject({
  boardId: id,
  key: z.strictObject({ id: z.string().check(z.maxLength(64)), publicKey: x25519PublicKey }),
});

/** `PUT /api/devices/:id/recovery`: the data key of whoever is signed in, on that tablet, sealed for her board. */
export const recoveryDeposit = z.strictObject({
  keyId: z.string().check(z.maxLength(64)),
  sealed: sealedDataKey,
});

/** `POST /api/recoveries`: asks for the data key of a tablet, to be sealed for the key that comes with it. */
export const recoveryRequest = z.strictObject({ deviceId: id, publicKey: x25519PublicKey });

const recoveryStates = ['asked', 'approved', 'fetched', 'expired'] as const;

/** A recovery, as its asker and the administrators see it. Nothing in it opens anything. */
export const recoveryView = z.strictObject({
  id,
  deviceId: id,
  userId: id,
  userName: z.string(),
  askedAt: instant,
  state: z.enum(recoveryStates),
  approvals: z.array(z.strictObject({ userId: id, name: z.string(), at: instant })),
});
export type RecoveryView = z.infer<typeof recoveryView>;

/** `GET /api/recoveries` */
export const recoveriesReply = z.strictObject({ recoveries: z.array(recoveryView) });

/** `POST /api/recoveries/:id/data-key`: once, for her who asked. */
export const recoveredReply = z.strictObject({ sealed: sealedDataKey });
