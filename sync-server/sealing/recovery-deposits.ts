import type { Kysely } from 'kysely';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** What opens a person's recovery slot on a tablet, sealed for her board: half a key, the other half is on the tablet. */
export interface Deposit {
  readonly keyId: string;
  readonly slotId: string;
  readonly sealed: string;
}

interface Whose {
  readonly deviceId: string;
  readonly userId: string;
}

const isEnrolled = async (query: Kysely<Tables>, { deviceId, userId }: Whose): Promise<boolean> => {
  const enrolled = await query
    .selectFrom('device_users')
    .select('user_id')
    .where('device_id', '=', deviceId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return enrolled !== undefined;
};

/** What is kept of her for the tablet, null where nothing is; undefined where the tablet is not enrolled for her. */
export const readDeposit = async (
  query: Kysely<Tables>,
  whose: Whose,
): Promise<Deposit | null | undefined> => {
  if (!(await isEnrolled(query, whose))) return undefined;
  const kept = await query
    .selectFrom('recovery_deposits')
    .select(['key_id', 'slot_id', 'sealed'])
    .where('device_id', '=', whose.deviceId)
    .where('user_id', '=', whose.userId)
    .executeTakeFirst();
  return kept === undefined ? null : { keyId: kept.key_id, slotId: kept.slot_id, sealed: kept.sealed };
};

/** Keeps a deposit in place of the one before. False where the tablet is not enrolled for her. */
export const keepDeposit = async (
  { query }: WriteTransaction,
  { deviceId, userId, ...of }: Deposit & Whose & { readonly boardId: string },
  at: Date,
): Promise<boolean> => {
  if (!(await isEnrolled(query, { deviceId, userId }))) return false;
  const kept = {
    board_id: of.boardId,
    key_id: of.keyId,
    slot_id: of.slotId,
    sealed: of.sealed,
    deposited_at: at.toISOString(),
  };
  await query
    .insertInto('recovery_deposits')
    .values({ device_id: deviceId, user_id: userId, ...kept })
    .onConflict((on) => on.columns(['device_id', 'user_id']).doUpdateSet(kept))
    .execute();
  // Another slot has taken its place: what was given back for the one before is used up.
  await query
    .updateTable('recoveries')
    .set({ released: null })
    .where('device_id', '=', deviceId)
    .where('user_id', '=', userId)
    .execute();
  return true;
};
