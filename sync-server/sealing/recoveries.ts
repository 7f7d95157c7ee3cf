import { createHash } from 'node:crypto';
import { fail, succeed, type Result } from '#domain/result.ts';
import { recoveredText, recoveryCodeOf, recoveryText, type RecoveryView } from '#domain/recovery.ts';
import { sealingInfo } from '#domain/sealing.ts';
import type { WriteTransaction } from '../database/database.ts';
import { openSealed, publicKeyOf, sealFor } from './hpke.ts';
import { readDeposit } from './recovery-deposits.ts';
import { readRecoveries } from './recovery-list.ts';
import type { SealingKeys } from './sealing-keys.ts';

type RecoveryEvent = 'asked' | 'approved' | 'rejected' | 'withdrawn' | 'fetched';
type Refusal = 'not-found' | 'not-allowed' | 'state-conflict';

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

/** Whether something can still become of it. */
const isOpen = ({ state }: RecoveryView): boolean => state === 'asked' || state === 'approved';

/**
 * Asks for what opens her recovery slot on a tablet; what she has asked for before is withdrawn. False where nothing of
 * hers was kept for the tablet.
 */
export const askForRecovery = async (
  transaction: WriteTransaction,
  of: { id: string; deviceId: string; userId: string; boardId: string; publicKey: string },
  at: Date,
): Promise<boolean> => {
  const { query } = transaction;
  if (!(await readDeposit(query, of))) return false;
  await query
    .updateTable('recoveries')
    .set({ withdrawn_at: at.toISOString() })
    .where('user_id', '=', of.userId)
    .where('device_id', '=', of.deviceId)
    .where('withdrawn_at', 'is', null)
    .where('fetched_at', 'is', null)
    .where('rejected_at', 'is', null)
    .execute();
  await query
    .insertInto('recoveries')
    .values({
      id: of.id,
      device_id: of.deviceId,
      user_id: of.userId,
      board_id: of.boardId,
      public_key: of.publicKey,
      asked_at: at.toISOString(),
      fetched_at: null,
    })
    .execute();
  await log(transaction, of.id, 'asked', of.userId, at);
  return true;
};

/** What of a recovery is never shown: the key that it is for, and the board whose log tells of it. */
export const readRecoveryFacts = async ({ query }: Pick<WriteTransaction, 'query'>, recoveryId: string) =>
  query
    .selectFrom('recoveries')
    .select(['public_key', 'board_id', 'user_id', 'released'])
    .where('id', '=', recoveryId)
    .executeTakeFirst();

/**
 * An administrator says yes: not to her own asking, and only with the code that she who asks has told her. A second yes of
 * the same one counts for nothing.
 */
export const approveRecovery = async (
  transaction: WriteTransaction,
  of: { id: string; administratorId: string; code: string; reason: string },
  at: Date,
): Promise<Result<void, Refusal | 'invalid'>> => {
  const [recovery] = await readRecoveries(transaction.query, at, { id: of.id });
  const facts = recovery && (await readRecoveryFacts(transaction, of.id));
  if (recovery === undefined || facts === undefined) return fail('not-found');
  if (recovery.userId === of.administratorId) return fail('not-allowed');
  if (!isOpen(recovery)) return fail('state-conflict');
  const code = recoveryCodeOf(createHash('sha256').update(facts.public_key).digest());
  if (code.replace(' ', '') !== of.code) return fail('invalid');
  if (recovery.approvals.some((each) => each.userId === of.administratorId)) return succeed(undefined);
  await transaction.query
    .insertInto('recovery_approvals')
    .values({
      recovery_id: of.id,
      user_id: of.administratorId,
      at: at.toISOString(),
      reason: of.reason,
    })
    .execute();
  await log(transaction, of.id, 'approved', of.administratorId, at);
  return succeed(undefined);
};

/** An administrator says no, also where others have said yes. */
export const rejectRecovery = async (
  transaction: WriteTransaction,
  of: { id: string; administratorId: string; reason: string },
  at: Date,
): Promise<Result<void, Refusal>> => {
  const [recovery] = await readRecoveries(transaction.query, at, { id: of.id });
  if (recovery === undefined) return fail('not-found');
  if (!isOpen(recovery)) return fail('state-conflict');
  await transaction.query
    .updateTable('recoveries')
    .set({ rejected_at: at.toISOString(), rejected_by: of.administratorId, rejected_because: of.reason })
    .where('id', '=', of.id)
    .execute();
  await log(transaction, of.id, 'rejected', of.administratorId, at);
  return succeed(undefined);
};

/** She who asked takes it back. */
export const withdrawRecovery = async (
  transaction: WriteTransaction,
  recoveryId: string,
  userId: string,
  at: Date,
): Promise<Result<void, Refusal>> => {
  const [recovery] = await readRecoveries(transaction.query, at, { id: recoveryId, askedBy: userId });
  if (recovery === undefined) return fail('not-found');
  if (!isOpen(recovery)) return fail('state-conflict');
  await transaction.query
    .updateTable('recoveries')
    .set({ withdrawn_at: at.toISOString() })
    .where('id', '=', recoveryId)
    .execute();
  await log(transaction, recoveryId, 'withdrawn', userId, at);
  return succeed(undefined);
};

/**
 * Opens the slot's secret with the board's key and seals it for the tablet that asked. That is half a key: the data key
 * itself, which lies on that tablet under it, never comes to the register. What was sealed is kept and given again until
 * the asking expires, for an answer can be lost on its way; it opens for nobody but that tablet.
 */
export const releaseRecovery = async (
  transaction: WriteTransaction,
  keys: SealingKeys,
  recoveryId: string,
  userId: string,
  at: Date,
): Promise<Result<{ slotId: string; sealed: string }, Refusal>> => {
  const { query } = transaction;
  const [recovery] = await readRecoveries(query, at, { id: recoveryId, askedBy: userId });
  const facts = recovery && (await readRecoveryFacts(transaction, recoveryId));
  if (recovery === undefined || facts === undefined) return fail('not-found');
  const deposit = await readDeposit(query, recovery);
  if (!deposit) return fail('not-found');
  const { deviceId } = recovery;
  const { slotId, keyId } = deposit;
  if (recovery.state === 'fetched' && facts.released !== null && at.toISOString() <= recovery.expiresAt)
    return succeed({ slotId, sealed: facts.released });
  if (recovery.state !== 'approved') return fail('state-conflict');
  const key = keys.recoveryKey(keyId);
  const aad = recoveryText({ userId, deviceId, slotId, keyId });
  const secret = key && openSealed(key, sealingInfo.recovery, aad, Buffer.from(deposit.sealed, 'base64'));
  if (secret === undefined) return fail('not-found');
  const recipient = publicKeyOf(Buffer.from(facts.public_key, 'base64url'));
  const bound = recoveredText({ recoveryId, userId, deviceId, slotId });
  const sealed = sealFor(recipient, sealingInfo.recovered, bound, secret).toString('base64');
  secret.fill(0);
  await query
    .updateTable('recoveries')
    .set({ fetched_at: at.toISOString(), released: sealed })
    .where('id', '=', recoveryId)
    .execute();
  await log(transaction, recoveryId, 'fetched', userId, at);
  return succeed({ slotId, sealed });
};
