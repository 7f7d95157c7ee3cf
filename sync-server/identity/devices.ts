import { createPublicKey, verify } from 'node:crypto';
import { enrolment, signaturePrefix, type Enrolment } from '#domain/protocol.ts';
import type { Database, WriteTransaction } from '../database/database.ts';

/** An enrolled tablet as its uploads are checked against. */
export interface Device {
  readonly id: string;
  readonly publicKey: Enrolment['publicKey'];
  readonly isRevoked: boolean;
  /** The people it is enrolled for. */
  readonly users: ReadonlySet<string>;
}

/** The tablet of that id, or undefined where none was enrolled. */
export const findDevice = async ({ query }: Database, deviceId: string): Promise<Device | undefined> => {
  const device = await query
    .selectFrom('devices')
    .select(['public_key', 'revoked_at'])
    .where('id', '=', deviceId)
    .executeTakeFirst();
  if (device === undefined) return undefined;
  const users = await query
    .selectFrom('device_users')
    .select('user_id')
    .where('device_id', '=', deviceId)
    .execute();
  return {
    id: deviceId,
    publicKey: enrolment.shape.publicKey.parse(JSON.parse(device.public_key)),
    isRevoked: device.revoked_at !== null,
    users: new Set(users.map((each) => each.user_id)),
  };
};

const prefix = Buffer.from(signaturePrefix);

/** Whether the tablet has signed the bytes; the signature is in IEEE P1363 form, base64url. */
export const isSignedBy = (device: Device, bytes: Uint8Array, signature: string): boolean =>
  verify(
    'sha256',
    Buffer.concat([prefix, bytes]),
    { key: createPublicKey({ key: device.publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );

export type EnrolmentOutcome = 'enrolled' | 'bad-key' | 'other-key' | 'revoked';

const isPoint = (key: Enrolment['publicKey']): boolean => {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    // What is no point on the curve is no key; the caller says so.
    return false;
  }
};

/** Enrols a tablet for a user. The same tablet may be enrolled for several; its key never changes. */
export const enrol = async (
  { query }: WriteTransaction,
  { deviceId, label, publicKey }: Enrolment,
  userId: string,
  at: string,
): Promise<EnrolmentOutcome> => {
  const { kty, crv, x, y } = publicKey;
  const stored = JSON.stringify({ kty, crv, x, y });
  if (!isPoint(publicKey)) return 'bad-key';
  const known = await query.selectFrom('devices').selectAll().where('id', '=', deviceId).executeTakeFirst();
  if (known !== undefined && known.public_key !== stored) return 'other-key';
  if (known !== undefined && known.revoked_at !== null) return 'revoked';
  if (known === undefined) {
    await query
      .insertInto('devices')
      .values({ id: deviceId, label, public_key: stored, enrolled_at: at, revoked_at: null })
      .execute();
  }
  await query
    .insertInto('device_users')
    .values({ device_id: deviceId, user_id: userId, enrolled_at: at, seen_at: at })
    .onConflict((on) => on.columns(['device_id', 'user_id']).doUpdateSet({ seen_at: at }))
    .execute();
  return 'enrolled';
};

/** Takes a tablet's right to send away; false where there is no such tablet. */
export const revoke = async ({ query }: WriteTransaction, deviceId: string, at: string): Promise<boolean> => {
  const known = await query
    .updateTable('devices')
    .set((is) => ({ revoked_at: is.fn.coalesce('revoked_at', is.val(at)) }))
    .where('id', '=', deviceId)
    .returning('id')
    .execute();
  return known.length > 0;
};
