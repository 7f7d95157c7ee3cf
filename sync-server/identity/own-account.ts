import type { OwnAccount } from '#domain/office/own-account.ts';
import type { Context } from '../context.ts';
import { tabletColumns, tabletViewOf } from './devices.ts';
import { factorsOf } from './second-factors.ts';
import { liveSessions, type Caller } from './sessions.ts';

/** What a person sees of her own way in: second factors, where she is signed in, and her tablets. */
export const readOwnAccount = async (
  { config, database, now }: Context,
  { scope, session }: Caller,
): Promise<OwnAccount> => {
  const { userId } = scope;
  const { query } = database;
  const user = await query
    .selectFrom('users')
    .select(['name', 'user_name', 'password_hash'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const external = await query
    .selectFrom('external_identities')
    .select('user_id')
    .where('user_id', '=', userId)
    .executeTakeFirst();
  const sessions = await liveSessions(query, now())
    .select(['id', 'label', 'created_at', 'seen_at'])
    .where('user_id', '=', userId)
    .orderBy('seen_at', 'desc')
    .execute();
  const tablets = await query
    .selectFrom('device_users')
    .innerJoin('devices', 'devices.id', 'device_id')
    .select(tabletColumns)
    .where('user_id', '=', userId)
    .orderBy('device_users.enrolled_at')
    .execute();
  return {
    name: user.name,
    userName: user.user_name,
    hasPassword: user.password_hash !== null,
    isExternal: external !== undefined,
    secondFactorRequired: config.requiresSecondFactor,
    factors: (await factorsOf(database, userId)).map((each) => ({
      id: each.id,
      kind: each.kind === 'passkey' ? 'passkey' : 'totp',
      label: each.label,
      createdAt: each.created_at,
      usedAt: each.used_at,
    })),
    sessions: sessions.map((each) => ({
      id: each.id,
      label: each.label,
      createdAt: each.created_at,
      seenAt: each.seen_at,
      isThisOne: each.id === session.id,
    })),
    tablets: tablets.map(tabletViewOf),
  };
};
