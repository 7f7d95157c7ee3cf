import type { Kysely } from 'kysely';
import { draftCopyLimits, type OwnerKeyReply } from '#domain/draft-copy/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** Whose a thing is, and on which of her devices it was made. */
export interface DeviceOfUser {
  readonly userId: string;
  readonly deviceId: string;
}

/** Whether the device is enrolled for the person, and neither lost nor ended. */
export const isHers = async (query: Kysely<Tables>, { userId, deviceId }: DeviceOfUser): Promise<boolean> =>
  (await query
    .selectFrom('device_users')
    .innerJoin('devices', 'devices.id', 'device_users.device_id')
    .select('devices.id')
    .where('device_users.user_id', '=', userId)
    .where('devices.id', '=', deviceId)
    .where('revoked_at', 'is', null)
    .where('lost_at', 'is', null)
    .where('erased_at', 'is', null)
    .executeTakeFirst()) !== undefined;

/** The id of the person's key; undefined while she has none. */
export const ownerKeyId = async (query: Kysely<Tables>, userId: string): Promise<string | undefined> =>
  (await query.selectFrom('owner_keys').select('key_id').where('user_id', '=', userId).executeTakeFirst())
    ?.key_id;

/** The person's key, as her devices have wrapped it. */
export const readOwnerKey = async (query: Kysely<Tables>, userId: string): Promise<OwnerKeyReply> => {
  const id = await ownerKeyId(query, userId);
  if (id === undefined) return { userId, key: null };
  const slots = await query
    .selectFrom('owner_key_slots')
    .select(['device_id as deviceId', 'slot'])
    .where('user_id', '=', userId)
    .orderBy('stored_at', 'desc')
    .execute();
  return { userId, key: { id, slots } };
};

/**
 * Keeps the key as one device has wrapped it, in place of what that device gave before. The first one makes the key
 * hers; wrapping of another key is a `state-conflict`, for it would open none of her copies.
 */
export const keepOwnerSlot = async (
  { query }: WriteTransaction,
  of: DeviceOfUser & { readonly keyId: string; readonly slot: string },
  at: string,
): Promise<Result<void, 'not-found' | 'state-conflict'>> => {
  if (!(await isHers(query, of))) return fail('not-found');
  const known = await ownerKeyId(query, of.userId);
  if (known !== undefined && known !== of.keyId) return fail('state-conflict');
  if (known === undefined)
    await query
      .insertInto('owner_keys')
      .values({ user_id: of.userId, key_id: of.keyId, made_at: at })
      .execute();
  const kept = { slot: of.slot, stored_at: at };
  await query
    .insertInto('owner_key_slots')
    .values({ user_id: of.userId, device_id: of.deviceId, ...kept })
    .onConflict((on) => on.columns(['user_id', 'device_id']).doUpdateSet(kept))
    .execute();
  // Of devices long gone the oldest go; the passphrases of the later ones open the key as well.
  const spare = await query
    .selectFrom('owner_key_slots')
    .select('device_id')
    .where('user_id', '=', of.userId)
    .orderBy('stored_at', 'desc')
    .offset(draftCopyLimits.slots)
    .limit(draftCopyLimits.slots)
    .execute();
  if (spare.length > 0)
    await query
      .deleteFrom('owner_key_slots')
      .where('user_id', '=', of.userId)
      .where(
        'device_id',
        'in',
        spare.map((each) => each.device_id),
      )
      .execute();
  return succeed(undefined);
};

/** Forgets the person's key, and the copies that nothing opens then. */
export const forgetOwnerKey = async ({ query }: WriteTransaction, userId: string): Promise<void> => {
  await query.deleteFrom('draft_copies').where('user_id', '=', userId).execute();
  await query.deleteFrom('owner_key_slots').where('user_id', '=', userId).execute();
  await query.deleteFrom('owner_keys').where('user_id', '=', userId).execute();
};
