import type { Kysely } from 'kysely';
import { fail, succeed, type Result } from '#domain/result.ts';
import { recoveredText, recoveryText, sealingInfo, type RecoveryView } from '#domain/sealing.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { openSealed, publicKeyOf, sealFor } from './hpke.ts';
import type { SealingKeys } from './sealing-keys.ts';

/** So many administrators say yes, none of them she who asks. */
const approvalsNeeded = 2;
/** How long an asking stands, in milliseconds: the key it is to be sealed for lives in an open worker. */
const longestOpen = 24 * 60 * 60_000;

type RecoveryEvent = 'asked' | 'approved' | 'fetched';

const log = async (
  { query }: WriteTransaction,
  recoveryId: string,
  event: RecoveryEvent,
  userId: string,
  at: Date,
): Promise<void> => {
  await query
    .insertInto('recovery_log')
    .values({ recovery_id: recoveryId, event, by_id: userId, at: at.toISOString() })
    .execute();
};

/** Keeps a person's data key of a tablet, sealed for her board. False where the tablet is not enrolled for her. */
export const deposit = async (
  { query }: WriteTransaction,
  of: { deviceId: string; userId: string; boardId: string; keyId: string; sealed: string },
  at: Date,
): Promise<boolean> => {
  const whose = { device_id: of.deviceId, user_id: of.userId };
  const enrolled = await query
    .selectFrom('device_users')
    .select('user_id')
    .where('device_id', '=', of.deviceId)
    .where('user_id', '=', of.userId)
    .executeTakeFirst();
  if (enrolled === undefined) return false;
  const kept = {
    board_id: of.boardId,
    key_id: of.keyId,
    sealed: of.sealed,
    deposited_at: at.toISOString(),
  };
  await query
    .insertInto('recovery_deposits')
    .values({ ...whose, ...kept })
    .onConflict((on) => on.columns(['device_id', 'user_id']).doUpdateSet(kept))
    .execute();
  return true;
};

/** Asks for a data key back. Undefined where none of hers was kept for the tablet. */
export const askForRecovery = async (
  transaction: WriteTransaction,
  of: { id: string; deviceId: string; userId: string; publicKey: string },
  at: Date,
): Promise<string | undefined> => {
  const { query } = transaction;
  const kept = await query
    .selectFrom('recovery_deposits')
    .select('key_id')
    .where('device_id', '=', of.deviceId)
    .where('user_id', '=', of.userId)
    .executeTakeFirst();
  if (kept === undefined) return undefined;
  await query
    .insertInto('recoveries')
    .values({
      id: of.id,
      device_id: of.deviceId,
      user_id: of.userId,
      public_key: of.publicKey,
      asked_at: at.toISOString(),
      fetched_at: null,
    })
    .execute();
  await log(transaction, of.id, 'asked', of.userId, at);
  return of.id;
};

/** The recoveries that were asked for in the last month, or the one of that id; newest first. */
export const readRecoveries = async (
  query: Kysely<Tables>,
  now: Date,
  only?: string,
): Promise<RecoveryView[]> => {
  const since = new Date(now.getTime() - 31 * longestOpen).toISOString();
  const rows = await query
    .selectFrom('recoveries')
    .innerJoin('users', 'users.id', 'recoveries.user_id')
    .select(['recoveries.id', 'device_id', 'recoveries.user_id', 'name', 'asked_at', 'fetched_at'])
    .where('asked_at', '>', since)
    .$if(only !== undefined, (all) => all.where('recoveries.id', '=', only ?? ''))
    .orderBy('asked_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const approvals = await query
    .selectFrom('recovery_approvals')
    .innerJoin('users', 'users.id', 'recovery_approvals.user_id')
    .select(['recovery_id', 'recovery_approvals.user_id', 'name', 'at'])
    .where(
      'recovery_id',
      'in',
      rows.map((row) => row.id),
    )
    .orderBy('at')
    .execute();
  return rows.map((row) => {
    const given = approvals.filter((each) => each.recovery_id === row.id);
    return {
      id: row.id,
      deviceId: row.device_id,
      userId: row.user_id,
      userName: row.name,
      askedAt: row.asked_at,
      state: stateOf(row, given.length, now),
      approvals: given.map(({ user_id: userId, name, at }) => ({ userId, name, at })),
    };
  });
};

const stateOf = (
  row: { readonly asked_at: string; readonly fetched_at: string | null },
  approvals: number,
  now: Date,
): RecoveryView['state'] => {
  if (row.fetched_at !== null) return 'fetched';
  if (now.getTime() - Date.parse(row.asked_at) > longestOpen) return 'expired';
  return approvals >= approvalsNeeded ? 'approved' : 'asked';
};

type Refusal = 'not-found' | 'not-allowed' | 'state-conflict';

/** An administrator says yes. Not to her own asking; a second yes of the same one counts for nothing. */
export const approveRecovery = async (
  transaction: WriteTransaction,
  recoveryId: string,
  administratorId: string,
  at: Date,
): Promise<Result<void, Refusal>> => {
  const [recovery] = await readRecoveries(transaction.query, at, recoveryId);
  if (recovery === undefined) return fail('not-found');
  if (recovery.userId === administratorId) return fail('not-allowed');
  if (recovery.state === 'fetched' || recovery.state === 'expired') return fail('state-conflict');
  if (recovery.approvals.some((each) => each.userId === administratorId)) return succeed(undefined);
  await transaction.query
    .insertInto('recovery_approvals')
    .values({ recovery_id: recoveryId, user_id: administratorId, at: at.toISOString() })
    .execute();
  await log(transaction, recoveryId, 'approved', administratorId, at);
  return succeed(undefined);
};

/**
 * Opens the data key with the board's key and seals it for the tablet that asked; once. It is in the server's memory for
 * that moment, and what it opens lies on the tablet: neither those who approve nor the register can read anything by it.
 */
export const releaseDataKey = async (
  transaction: WriteTransaction,
  keys: SealingKeys,
  recoveryId: string,
  userId: string,
  at: Date,
): Promise<Result<string, Refusal>> => {
  const { query } = transaction;
  const [recovery] = await readRecoveries(query, at, recoveryId);
  if (recovery === undefined || recovery.userId !== userId) return fail('not-found');
  if (recovery.state !== 'approved') return fail('state-conflict');
  const { deviceId } = recovery;
  const found = await query
    .selectFrom('recoveries')
    .innerJoin('recovery_deposits', (on) =>
      on
        .onRef('recovery_deposits.device_id', '=', 'recoveries.device_id')
        .onRef('recovery_deposits.user_id', '=', 'recoveries.user_id'),
    )
    .select(['public_key', 'key_id', 'sealed'])
    .where('recoveries.id', '=', recoveryId)
    .executeTakeFirst();
  const key = found && keys.recoveryKey(found.key_id);
  if (found === undefined || key === undefined) return fail('not-found');
  const aad = recoveryText({ userId, deviceId, keyId: found.key_id });
  const dataKey = openSealed(key, sealingInfo.recovery, aad, Buffer.from(found.sealed, 'base64'));
  if (dataKey === undefined) return fail('not-found');
  const recipient = publicKeyOf(Buffer.from(found.public_key, 'base64url'));
  const bound = recoveredText({ recoveryId, userId, deviceId });
  const sealed = sealFor(recipient, sealingInfo.recovered, bound, dataKey).toString('base64');
  dataKey.fill(0);
  await query
    .updateTable('recoveries')
    .set({ fetched_at: at.toISOString() })
    .where('id', '=', recoveryId)
    .execute();
  await log(transaction, recoveryId, 'fetched', userId, at);
  return succeed(sealed);
};
