import { createPublicKey } from 'node:crypto';
import type { Enrolment } from '#domain/protocol.ts';
import type { WriteTransaction } from '../database/database.ts';

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
