import { createPublicKey, verify, type KeyObject } from 'node:crypto';
import { enrolment } from '#domain/protocol.ts';
import { itemSignaturePrefix } from '#domain/sealing.ts';
import type { WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';

/** Keys that have been read from their text; a caseworker's is asked for with each item of hers. */
const read = new Map<string, KeyObject>();
const mostRead = 5_000;

const keyOf = (stored: string): KeyObject => {
  const known = read.get(stored);
  if (known !== undefined) return known;
  if (read.size >= mostRead) read.clear();
  const jwk = enrolment.shape.publicKey.parse(JSON.parse(stored));
  const key = createPublicKey({ key: jwk, format: 'jwk' });
  read.set(stored, key);
  return key;
};

/** The keys that the author has had on the tablet. An older one still holds for what was signed with it. */
export const authorKeysOf = (
  transaction: Pick<WriteTransaction, 'prepare'>,
  deviceId: string,
  userId: string,
): readonly KeyObject[] =>
  transaction
    .prepare(
      'SELECT public_key FROM author_keys WHERE device_id = ? AND user_id = ? ORDER BY enrolled_at DESC',
    )
    .all(deviceId, userId)
    .map((row) => keyOf(text(row, 'public_key')));

const prefix = Buffer.from(itemSignaturePrefix);

/** Whether one of the keys has signed the item's text; the signature is in IEEE P1363 form, base64url. */
export const isSignedByAuthor = (keys: readonly KeyObject[], item: Buffer, signature: string): boolean => {
  const signed = Buffer.concat([prefix, item]);
  const bytes = Buffer.from(signature, 'base64url');
  return keys.some((key) => verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes));
};
