import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { makeScope, type Scope } from '#domain/organisation/access.ts';
import { role } from '#domain/organisation/role.ts';
import type { Tables } from '../database/tables.ts';

/** A user's roles as the register keeps them. */
export const rolesFrom = (stored: string): Scope['roles'] => z.array(role).parse(JSON.parse(stored));

/** What the person may do and see now; null for one who is not active or does not exist. */
export const readScope = async (query: Kysely<Tables>, userId: string): Promise<Scope | null> => {
  const user = await query
    .selectFrom('users')
    .select(['id', 'roles'])
    .where('id', '=', userId)
    .where('is_active', '=', 1)
    .executeTakeFirst();
  if (user === undefined) return null;
  const membership = await query
    .selectFrom('memberships')
    .select('team_id')
    .where('user_id', '=', userId)
    .where('valid_to', 'is', null)
    .orderBy('valid_from', 'desc')
    .executeTakeFirst();
  const boards = await query
    .selectFrom('user_boards')
    .select('board_id')
    .where('user_id', '=', userId)
    .execute();
  return makeScope({
    userId: user.id,
    roles: rolesFrom(user.roles),
    team:
      membership === undefined
        ? null
        : { id: membership.team_id, boards: await boardsOf(query, membership.team_id) },
    boards: boards.map((each) => each.board_id),
  });
};

const boardsOf = async (query: Kysely<Tables>, teamId: string): Promise<string[]> => {
  const rows = await query
    .selectFrom('team_boards')
    .select('board_id')
    .where('team_id', '=', teamId)
    .execute();
  return rows.map((each) => each.board_id);
};
