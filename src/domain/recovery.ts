import * as z from 'zod/mini';
import { id, instant } from './ids.ts';
import { x25519PublicKey } from './sealing.ts';

/** What opens a recovery slot is bound to, when it is sealed for the board's recovery key. */
export const recoveryText = (of: {
  userId: string;
  deviceId: string;
  slotId: string;
  keyId: string;
}): string => [of.userId, of.deviceId, of.slotId, of.keyId].join('|');

/** What it is bound to when it is sealed for the tablet that asked. */
export const recoveredText = (of: {
  recoveryId: string;
  userId: string;
  deviceId: string;
  slotId: string;
}): string => [of.recoveryId, of.userId, of.deviceId, of.slotId].join('|');

/** The sealed secret of a slot: the encapsulated key, 32 bytes of secret and 16 of tag, base64. */
const sealedSecret = z.base64().check(z.maxLength(200));
const keyId = z.string().check(z.maxLength(64));

/** `GET /api/devices/:id/recovery`: the recovery key of her board, and what is kept of her for that tablet. */
export const recoveryKeyReply = z.strictObject({
  key: z.strictObject({ id: keyId, publicKey: x25519PublicKey }),
  deposit: z.nullable(z.strictObject({ keyId: z.string(), slotId: z.string() })),
});

/** `PUT /api/devices/:id/recovery`: what opens the recovery slot of her store there, sealed for her board. */
export const recoveryDeposit = z.strictObject({ keyId, slotId: id, sealed: sealedSecret });

/** `POST /api/recoveries`: asks for what opens the slot, to be sealed for the key that comes with it. */
export const recoveryRequest = z.strictObject({ deviceId: id, publicKey: x25519PublicKey });

/**
 * What is read out by her who asks and typed by those who approve: eight digits of a hash of the key that it is to be
 * sealed for. Whoever types it has spoken with whoever has the tablet in her hands. `digest`: SHA-256 of the key's text.
 */
export const recoveryCodeOf = (digest: Uint8Array): string => {
  const digits = [...digest.subarray(0, 6)].reduce((sum, byte) => sum * 256 + byte, 0) % 100_000_000;
  const text = String(digits).padStart(8, '0');
  return `${text.slice(0, 4)} ${text.slice(4)}`;
};

/** `POST /api/recoveries/:id/approvals`: the code that she who asks has said, and how one knows that it is she. */
export const recoveryApproval = z.strictObject({
  code: z.string().check(
    z.overwrite((text) => text.replaceAll(/\D/g, '')),
    z.regex(/^\d{8}$/),
  ),
  reason: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
});

/** `POST /api/recoveries/:id/rejection` */
export const recoveryRejection = z.pick(recoveryApproval, { reason: true });

/**
 * How a recovery stands:
 * - asked: waits for administrators; approved: waits for her who asked
 * - fetched: she has got what she asked for
 * - rejected by an administrator, withdrawn by her who asked, expired by the clock
 */
const recoveryStates = ['asked', 'approved', 'fetched', 'rejected', 'withdrawn', 'expired'] as const;

/** A recovery, as its asker and the administrators see it. Nothing in it opens anything. */
export const recoveryView = z.strictObject({
  id,
  deviceId: id,
  tablet: z.string(),
  userId: id,
  userName: z.string(),
  askedAt: instant,
  expiresAt: instant,
  state: z.enum(recoveryStates),
  approvals: z.array(z.strictObject({ userId: id, name: z.string(), at: instant, reason: z.string() })),
  /** Who rejected it, when and why; null where nobody has. */
  rejection: z.nullable(z.strictObject({ name: z.string(), at: instant, reason: z.string() })),
});
export type RecoveryView = z.infer<typeof recoveryView>;

/** `GET /api/recoveries` */
export const recoveriesReply = z.strictObject({ recoveries: z.array(recoveryView) });

/** `POST /api/recoveries/:id/release`: for her who asked, until it expires. */
export const recoveredReply = z.strictObject({ slotId: id, sealed: sealedSecret });
