import { createPublicKey, verify } from 'node:crypto';
import type { TabletView } from '#domain/office/accounts.ts';
import { enrolment, type Enrolment } from '#domain/protocol.ts';
import { signaturePrefix } from '#domain/signing.ts';
import type { Database, WriteTransaction } from '../database/database.ts';

/**
 * How a tablet stands:
 * - active: it sends, and its people work on it
 * - lost: an administrator has said so. What waits on it is still taken in, and each answer tells it to erase itself
 * - erased: it has said that it holds nothing more, or an administrator has ended it. Nothing more is taken from it
 */
export type DeviceState = 'active' | 'lost' | 'erased';

/** An enrolled tablet as its uploads are checked against. */
export interface Device {
  readonly id: string;
  readonly publicKey: Enrolment['publicKey'];
  readonly state: DeviceState;
  /** The people it is enrolled for. */
  readonly users: ReadonlySet<string>;
  /** Those of them who have a key of their own on it: only their sealed items can be told from forged ones. */
  readonly authors: ReadonlySet<string>;
}

interface Marks {
  readonly revoked_at: string | null;
  readonly lost_at: string | null;
  readonly erased_at: string | null;
}

const stateOf = ({ revoked_at: revokedAt, lost_at: lostAt, erased_at: erasedAt }: Marks): DeviceState => {
  if (revokedAt !== null || erasedAt !== null) return 'erased';
  return lostAt === null ? 'active' : 'lost';
};

/** The tablet of that id, or undefined where none was enrolled. */
export const findDevice = async ({ query }: Database, deviceId: string): Promise<Device | undefined> => {
  const device = await query
    .selectFrom('devices')
    .select(['public_key', 'revoked_at', 'lost_at', 'erased_at'])
    .where('id', '=', deviceId)
    .executeTakeFirst();
  // Asked for in any case: the time is not to tell whether there is such a tablet.
  const users = await query
    .selectFrom('device_users')
    .leftJoin('author_keys', (on) =>
      on
        .onRef('author_keys.device_id', '=', 'device_users.device_id')
        .onRef('author_keys.user_id', '=', 'device_users.user_id'),
    )
    .select(['device_users.user_id', 'author_keys.public_key'])
    .where('device_users.device_id', '=', deviceId)
    .execute();
  if (device === undefined) return undefined;
  return {
    id: deviceId,
    publicKey: enrolment.shape.publicKey.parse(JSON.parse(device.public_key)),
    state: stateOf(device),
    users: new Set(users.map((each) => each.user_id)),
    authors: new Set(users.filter((each) => each.public_key !== null).map((each) => each.user_id)),
  };
};

/**
 * Whether the tablet has signed the bytes, with what they are for put before them; the signature is in IEEE P1363 form,
 * base64url.
 */
export const isSignedBy = (
  device: Pick<Device, 'publicKey'>,
  bytes: Uint8Array,
  signature: string,
  prefix = signaturePrefix,
): boolean =>
  verify(
    'sha256',
    Buffer.concat([Buffer.from(prefix), bytes]),
    { key: createPublicKey({ key: device.publicKey, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  );

export type EnrolmentOutcome = 'enrolled' | 'bad-key' | 'other-key' | 'gone';

const isPoint = (key: Enrolment['publicKey']): boolean => {
  try {
    createPublicKey({ key, format: 'jwk' });
    return true;
  } catch {
    // What is no point on the curve is no key; the caller says so.
    return false;
  }
};

const stored = ({ kty, crv, x, y }: Enrolment['publicKey']): string => JSON.stringify({ kty, crv, x, y });

/**
 * Enrols a tablet for a user. The same tablet may be enrolled for several; its key never changes. A lost or ended one is
 * not enrolled again: whoever holds it makes it anew.
 */
export const enrol = async (
  { query }: WriteTransaction,
  { deviceId, label, publicKey, authorKey }: Enrolment,
  userId: string,
  at: string,
): Promise<EnrolmentOutcome> => {
  if (!isPoint(publicKey) || (authorKey !== undefined && !isPoint(authorKey))) return 'bad-key';
  const known = await query.selectFrom('devices').selectAll().where('id', '=', deviceId).executeTakeFirst();
  if (known !== undefined && known.public_key !== stored(publicKey)) return 'other-key';
  if (known !== undefined && stateOf(known) !== 'active') return 'gone';
  if (known === undefined) {
    await query
      .insertInto('devices')
      .values({ id: deviceId, label, public_key: stored(publicKey), enrolled_at: at, revoked_at: null })
      .execute();
  }
  const whose = { device_id: deviceId, user_id: userId };
  await query
    .insertInto('device_users')
    .values({ ...whose, enrolled_at: at, seen_at: at })
    .onConflict((on) => on.columns(['device_id', 'user_id']).doUpdateSet({ seen_at: at }))
    .execute();
  if (authorKey !== undefined) {
    await query
      .insertInto('author_keys')
      .values({ ...whose, public_key: stored(authorKey), enrolled_at: at })
      .onConflict((on) => on.doNothing())
      .execute();
  }
  return 'enrolled';
};

/** Ends a tablet: nothing more is taken from it. False where there is no such tablet. */
export const revoke = async ({ query }: WriteTransaction, deviceId: string, at: string): Promise<boolean> => {
  const known = await query
    .updateTable('devices')
    .set((is) => ({ revoked_at: is.fn.coalesce('revoked_at', is.val(at)) }))
    .where('id', '=', deviceId)
    .returning('id')
    .execute();
  return known.length > 0;
};

/** Says that a tablet is lost (`at`), or found again (null); gives its state, undefined where there is no such tablet. */
export const markLost = async (
  { query }: WriteTransaction,
  deviceId: string,
  at: string | null,
): Promise<DeviceState | undefined> => {
  const known = await query.selectFrom('devices').selectAll().where('id', '=', deviceId).executeTakeFirst();
  if (known === undefined) return undefined;
  if (stateOf(known) === 'erased') return 'erased';
  const lostAt = at === null ? null : (known.lost_at ?? at);
  const deliveredAt = at === null ? null : known.delivered_at;
  await query
    .updateTable('devices')
    .set({ lost_at: lostAt, delivered_at: deliveredAt })
    .where('id', '=', deviceId)
    .execute();
  return stateOf({ ...known, lost_at: lostAt });
};

/** Notes that a lost tablet has just delivered something. */
export const markDelivered = async (
  { query }: WriteTransaction,
  deviceId: string,
  at: string,
): Promise<void> => {
  await query
    .updateTable('devices')
    .set({ delivered_at: at })
    .where('id', '=', deviceId)
    .where('lost_at', 'is not', null)
    .where('erased_at', 'is', null)
    .execute();
};

/**
 * Notes that a lost tablet holds nothing more, and how much it could not deliver; at the second telling the first stands. It
 * erases itself when all that could be has been delivered, so that is so too.
 */
export const markErased = async (
  { query }: WriteTransaction,
  deviceId: string,
  at: string,
  undelivered: number,
): Promise<void> => {
  await query
    .updateTable('devices')
    .set({ erased_at: at, undelivered })
    .set((is) => ({ delivered_at: is.fn.coalesce('delivered_at', is.val(at)) }))
    .where('id', '=', deviceId)
    .where('lost_at', 'is not', null)
    .where('erased_at', 'is', null)
    .execute();
};

/** The people of a tablet, each with the board whose log tells of her: the first that her team handles. */
export const boardsOfDevice = async (
  { query }: Pick<WriteTransaction, 'query'>,
  deviceId: string,
): Promise<{ userId: string; boardId: string }[]> =>
  query
    .selectFrom('device_users')
    .innerJoin('memberships', 'memberships.user_id', 'device_users.user_id')
    .innerJoin('team_boards', 'team_boards.team_id', 'memberships.team_id')
    .select(['device_users.user_id as userId'])
    .select(({ fn }) => fn.min('team_boards.board_id').as('boardId'))
    .where('device_id', '=', deviceId)
    .where('memberships.valid_to', 'is', null)
    .groupBy('device_users.user_id')
    .execute();

/** How a tablet stands, as people are told. */
export const tabletColumns = [
  'devices.id',
  'devices.label',
  'device_users.enrolled_at',
  'device_users.seen_at',
  'devices.revoked_at',
  'devices.lost_at',
  'devices.delivered_at',
  'devices.erased_at',
  'devices.undelivered',
] as const;

/** The same, as it goes out. */
export const tabletViewOf = (row: {
  readonly id: string;
  readonly label: string;
  readonly enrolled_at: string;
  readonly seen_at: string | null;
  readonly revoked_at: string | null;
  readonly lost_at: string | null;
  readonly delivered_at: string | null;
  readonly erased_at: string | null;
  readonly undelivered: number;
}): TabletView => ({
  id: row.id,
  label: row.label,
  enrolledAt: row.enrolled_at,
  seenAt: row.seen_at,
  revokedAt: row.revoked_at,
  lostAt: row.lost_at,
  deliveredAt: row.delivered_at,
  erasedAt: row.erased_at,
  undelivered: row.undelivered,
});
