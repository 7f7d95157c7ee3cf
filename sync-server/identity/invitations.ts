import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { hashOfToken, newToken } from './tokens.ts';

const day = 24 * 60 * 60 * 1000;

/** How long each kind of link can be used: one that opens an account that is in use is soon over. */
const lifetimes = { invitation: 7 * day, 'first-administrator': 7 * day, reset: day } as const;
export type InvitationPurpose = keyof typeof lifetimes;

/** A one-time link as it is shown, once. */
export interface InvitationLink {
  readonly path: string;
  readonly expiresAt: string;
}

/** Makes a one-time link, for a user or for the first administrator (null); earlier ones for the same person are void. */
export const invite = async (
  { query }: WriteTransaction,
  userId: string | null,
  purpose: InvitationPurpose,
  now: Date,
): Promise<InvitationLink> => {
  await query
    .deleteFrom('invitations')
    .where('user_id', userId === null ? 'is' : '=', userId)
    .execute();
  const token = newToken();
  const expiresAt = new Date(now.getTime() + lifetimes[purpose]).toISOString();
  await query
    .insertInto('invitations')
    .values({
      token_hash: hashOfToken(token),
      user_id: userId,
      purpose,
      created_at: now.toISOString(),
      expires_at: expiresAt,
      used_at: null,
    })
    .execute();
  return { path: `/inbjudan/${token}`, expiresAt };
};

/** The invitation of a token where it can still be used, else undefined: unknown, used and run out are the same. */
export const findInvitation = (query: Context['database']['query'], token: string, now: Date) =>
  query
    .selectFrom('invitations')
    .leftJoin('users', 'users.id', 'invitations.user_id')
    .select(['user_id', 'purpose', 'expires_at', 'users.name', 'users.user_name'])
    .where('token_hash', '=', hashOfToken(token))
    .where('used_at', 'is', null)
    .where('expires_at', '>', now.toISOString())
    .where((is) => is.or([is('user_id', 'is', null), is('users.is_active', '=', 1)]))
    .executeTakeFirst();

/** Uses the invitation up; false where somebody was quicker. */
export const useInvitation = async (
  { query }: WriteTransaction,
  token: string,
  now: Date,
): Promise<boolean> => {
  const used = await query
    .updateTable('invitations')
    .set({ used_at: now.toISOString() })
    .where('token_hash', '=', hashOfToken(token))
    .where('used_at', 'is', null)
    .returning('token_hash')
    .execute();
  return used.length > 0;
};
