import * as z from 'zod/mini';
import { fail, succeed, type Result } from '#domain/result.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import { dataKeyBytes } from './data-key.ts';
import type { RandomBytes } from './random.ts';

const base64 = z.base64().check(z.maxLength(400));
const common = { version: z.literal(1), id: z.uuidv4() };

/** Opened by a passphrase. The bounds keep a changed row from asking for all of the memory or none. */
const passphraseSlot = z.strictObject({
  ...common,
  kind: z.literal('passphrase'),
  memoryKib: z.int().check(z.minimum(19_456), z.maximum(1_048_576)),
  passes: z.int().check(z.minimum(1), z.maximum(16)),
  lanes: z.int().check(z.minimum(1), z.maximum(4)),
  salt: base64,
  iv: base64,
  wrapped: base64,
});

/** Opened by a passkey: the output of WebAuthn's PRF for `salt`, behind the person's own verification. */
const passkeySlot = z.strictObject({
  ...common,
  kind: z.literal('passkey'),
  credentialId: base64,
  salt: base64,
  iv: base64,
  wrapped: base64,
});

/** Opened by the passphrase of the device that made it; wraps the key to the copies of her drafts, and lies on the server. */
export const ownerSlot = z.strictObject({
  ...passphraseSlot.shape,
  kind: z.literal('owner'),
  // It comes from the server, which must not make the worker run out of memory or time.
  memoryKib: z.int().check(z.minimum(19_456), z.maximum(131_072)),
  passes: z.int().check(z.minimum(1), z.maximum(6)),
  keyId: z.uuidv4(),
  userId: z.uuidv4(),
});
export type OwnerSlot = z.infer<typeof ownerSlot>;

/**
 * Opened by a secret that the register keeps, sealed for the recovery key of the board, and gives back when two
 * administrators have said so. Neither half opens anything without the other: the secret is not on the tablet, but for
 * inside the store itself, and this row is nowhere else.
 */
const recoverySlot = z.strictObject({ ...common, kind: z.literal('recovery'), iv: base64, wrapped: base64 });

export const slot = z.discriminatedUnion('kind', [passphraseSlot, passkeySlot, recoverySlot]);
export type Slot = z.infer<typeof slot>;
export type PassphraseSlot = z.infer<typeof passphraseSlot>;
export type PasskeySlot = z.infer<typeof passkeySlot>;
export type RecoverySlot = z.infer<typeof recoverySlot>;

/** Why a slot does not open: the secret is another, or the row has been changed. Nobody can tell which. */
export type SlotProblem = 'wrong-secret';

type Sealable = Slot | OwnerSlot;
export type SlotHeader<Of extends Sealable> = Omit<Of, 'iv' | 'wrapped'>;

/** All of a slot but what is sealed: the wrapped key is bound to it, so that no parameter can be changed. */
const associated = (of: SlotHeader<Sealable>): Uint8Array<ArrayBuffer> => {
  const given = Object.entries(of).filter(([name]) => name !== 'iv' && name !== 'wrapped');
  return new TextEncoder().encode(`foljsam slot|${JSON.stringify(given.toSorted())}`);
};

/** Wraps the data key's bytes under the key that the slot's secret gives. */
export const wrapKey = async (
  header: SlotHeader<Sealable>,
  wrappingKey: CryptoKey,
  dataKey: Uint8Array<ArrayBuffer>,
  randomBytes: RandomBytes,
): Promise<{ iv: string; wrapped: string }> => {
  const iv = randomBytes(12);
  const additionalData = associated(header);
  const wrapped = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, dataKey);
  return { iv: toBase64(iv), wrapped: toBase64(new Uint8Array(wrapped)) };
};

/** The data key's bytes; the caller spends them. */
export const unwrapKey = async (
  of: Sealable,
  wrappingKey: CryptoKey,
): Promise<Result<Uint8Array<ArrayBuffer>, SlotProblem>> => {
  const [iv, wrapped] = [fromBase64(of.iv), fromBase64(of.wrapped)];
  if (iv?.length !== 12 || wrapped === undefined) return fail('wrong-secret');
  const additionalData = associated(of);
  try {
    const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, wrappingKey, wrapped);
    const bytes = new Uint8Array(opened);
    return bytes.length === dataKeyBytes ? succeed(bytes) : fail('wrong-secret');
  } catch (error) {
    // The tag does not fit: a wrong secret looks like this, and so does a changed row.
    if (error instanceof DOMException && error.name === 'OperationError') return fail('wrong-secret');
    throw error;
  }
};
