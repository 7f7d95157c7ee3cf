import type { Kysely } from 'kysely';
import type { RecoveryView } from '#domain/recovery.ts';
import type { Tables } from '../database/tables.ts';

const day = 24 * 60 * 60_000;
/** How long an asking stands, in milliseconds: over a weekend. */
const longestOpen = 3 * day;
/** So many administrators say yes, none of them she who asks. */
const approvalsNeeded = 2;

interface Ends {
  readonly asked_at: string;
  readonly fetched_at: string | null;
  readonly rejected_at: string | null;
  readonly withdrawn_at: string | null;
}

const endOf = (askedAt: string): number => Date.parse(askedAt) + longestOpen;

const stateOf = (row: Ends, approvals: number, now: Date): RecoveryView['state'] => {
  if (row.fetched_at !== null) return 'fetched';
  if (row.rejected_at !== null) return 'rejected';
  if (row.withdrawn_at !== null) return 'withdrawn';
  if (now.getTime() > endOf(row.asked_at)) return 'expired';
  return approvals >= approvalsNeeded ? 'approved' : 'asked';
};

/**
 * The recoveries that were asked for in the last month, or the one of that id; newest first. `askedBy`: only what she has
 * asked for herself. What others have is then read as little as what there is not, so that not even the time tells.
 */
export const readRecoveries = async (
  query: Kysely<Tables>,
  now: Date,
  only?: { readonly id: string; readonly askedBy?: string },
): Promise<RecoveryView[]> => {
  const rows = await query
    .selectFrom('recoveries')
    .innerJoin('users', 'users.id', 'recoveries.user_id')
    .innerJoin('devices', 'devices.id', 'recoveries.device_id')
    .leftJoin('users as rejecting', 'rejecting.id', 'rejected_by')
    .select(['recoveries.id', 'device_id', 'devices.label', 'recoveries.user_id', 'users.name', 'asked_at'])
    .select(['fetched_at', 'withdrawn_at', 'rejected_at', 'rejected_because', 'rejecting.name as rejecter'])
    .where('asked_at', '>', new Date(now.getTime() - 31 * day).toISOString())
    .$if(only !== undefined, (all) => all.where('recoveries.id', '=', only?.id ?? ''))
    .$if(only?.askedBy !== undefined, (all) => all.where('recoveries.user_id', '=', only?.askedBy ?? ''))
    .orderBy('asked_at', 'desc')
    .execute();
  if (rows.length === 0) return [];
  const approvals = await query
    .selectFrom('recovery_approvals')
    .innerJoin('users', 'users.id', 'recovery_approvals.user_id')
    .select(['recovery_id', 'recovery_approvals.user_id', 'name', 'at', 'reason'])
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
      tablet: row.label,
      userId: row.user_id,
      userName: row.name,
      askedAt: row.asked_at,
      expiresAt: new Date(endOf(row.asked_at)).toISOString(),
      state: stateOf(row, given.length, now),
      approvals: given.map(({ user_id: userId, name, at, reason }) => ({ userId, name, at, reason })),
      rejection:
        row.rejected_at === null
          ? null
          : { name: row.rejecter ?? '', at: row.rejected_at, reason: row.rejected_because ?? '' },
    };
  });
};
