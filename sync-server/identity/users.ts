import type { Kysely } from 'kysely';
import { initialsOf, type NewUser, type UserChange } from '#domain/office/accounts.ts';
import { dayIn } from '#domain/day.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { endSessions } from './sessions.ts';

/** How many active administrators can sign in. */
export const countAdministrators = async (query: Kysely<Tables>): Promise<number> => {
  const { count } = await query
    .selectFrom('users')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('is_active', '=', 1)
    .where((is) =>
      is.or([
        is('password_hash', 'is not', null),
        is('id', 'in', is.selectFrom('external_identities').select('user_id')),
      ]),
    )
    .where('roles', 'like', '%"administrator"%')
    .executeTakeFirstOrThrow();
  return count;
};

/** Whether the team and all the boards exist. */
export const existInOrganisation = async (
  { query }: WriteTransaction,
  of: { readonly teamId?: string | null | undefined; readonly boardIds?: readonly string[] | undefined },
): Promise<boolean> => {
  const boardIds = [...new Set(of.boardIds ?? [])];
  const boards = await query.selectFrom('boards').select('id').where('id', 'in', boardIds).execute();
  const team =
    of.teamId == null ||
    (await query.selectFrom('teams').select('id').where('id', '=', of.teamId).executeTakeFirst());
  return boards.length === boardIds.length && team !== undefined;
};

/** Adds a user with her rights; null where the user name is taken. She signs in once her invitation has been used. */
export const addUser = async (
  transaction: WriteTransaction,
  userId: string,
  user: NewUser,
  now: Date,
): Promise<boolean> => {
  const added = await transaction.query
    .insertInto('users')
    .values({
      id: userId,
      user_name: user.userName,
      name: user.name,
      initials: initialsOf(user.name),
      roles: JSON.stringify([...new Set(user.roles)]),
      password_hash: null,
      created_at: now.toISOString(),
    })
    .onConflict((on) => on.column('user_name').doNothing())
    .returning('id')
    .execute();
  if (added.length === 0) return false;
  await setBoards(transaction, userId, user.boardIds);
  await setTeam(transaction, userId, user.teamId, dayIn(now));
  return true;
};

/** Changes a user; false where there is none. One who is made inactive is signed out everywhere. */
export const changeUser = async (
  transaction: WriteTransaction,
  userId: string,
  { name, roles, teamId, boardIds, isActive }: UserChange,
  now: Date,
): Promise<boolean> => {
  const { query } = transaction;
  const known = await query.selectFrom('users').select('id').where('id', '=', userId).executeTakeFirst();
  if (known === undefined) return false;
  const columns = {
    ...(name !== undefined && { name, initials: initialsOf(name) }),
    ...(roles !== undefined && { roles: JSON.stringify([...new Set(roles)]) }),
    ...(isActive !== undefined && { is_active: isActive ? 1 : 0 }),
  };
  if (Object.keys(columns).length > 0) {
    await query.updateTable('users').set(columns).where('id', '=', userId).execute();
  }
  if (boardIds !== undefined) await setBoards(transaction, userId, boardIds);
  if (teamId !== undefined) await setTeam(transaction, userId, teamId, dayIn(now));
  if (isActive === false) await endSessions(transaction, userId);
  return true;
};

/** Keeps the hash of a user's password. */
export const keepPassword = async (
  { query }: WriteTransaction,
  userId: string,
  hash: string,
): Promise<void> => {
  await query.updateTable('users').set({ password_hash: hash }).where('id', '=', userId).execute();
};

/** Sets the password's hash, and ends what was opened with the former one. */
export const setPassword = async (
  transaction: WriteTransaction,
  userId: string,
  hash: string,
): Promise<void> => {
  await keepPassword(transaction, userId, hash);
  await endSessions(transaction, userId);
};

const setBoards = async (
  { query }: WriteTransaction,
  userId: string,
  boardIds: readonly string[],
): Promise<void> => {
  await query.deleteFrom('user_boards').where('user_id', '=', userId).execute();
  const rows = [...new Set(boardIds)].map((boardId) => ({ user_id: userId, board_id: boardId }));
  if (rows.length > 0) await query.insertInto('user_boards').values(rows).execute();
};

/** Ends the present membership and begins another. Both hold on the day of the change: a visit was made that morning. */
const setTeam = async (
  { query }: WriteTransaction,
  userId: string,
  teamId: string | null,
  today: string,
): Promise<void> => {
  await query
    .updateTable('memberships')
    .set({ valid_to: today })
    .where('user_id', '=', userId)
    .where('valid_to', 'is', null)
    .where('team_id', '!=', teamId ?? '')
    .execute();
  if (teamId === null) return;
  const present = await query
    .selectFrom('memberships')
    .select('team_id')
    .where('user_id', '=', userId)
    .where('team_id', '=', teamId)
    .where('valid_to', 'is', null)
    .executeTakeFirst();
  if (present !== undefined) return;
  await query
    .insertInto('memberships')
    .values({ user_id: userId, team_id: teamId, valid_from: today, valid_to: null })
    // Back on the day she left.
    .onConflict((on) => on.columns(['user_id', 'team_id', 'valid_from']).doUpdateSet({ valid_to: null }))
    .execute();
};
