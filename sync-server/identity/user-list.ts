import type { Kysely } from 'kysely';
import type { UserView } from '#domain/office/accounts.ts';
import type { Tables } from '../database/tables.ts';
import { tabletColumns, tabletViewOf } from './devices.ts';
import { rolesFrom } from './scopes.ts';
import { liveSessions } from './sessions.ts';

const gather = <Row extends { user_id: string }>(rows: readonly Row[]): Map<string, Row[]> =>
  Map.groupBy(rows, (row) => row.user_id);

/** The users by name, or the one asked for; with rights and tablets, and nothing of anybody's cases. */
export const readUsers = async (query: Kysely<Tables>, now: Date, only?: string): Promise<UserView[]> => {
  const users = await query
    .selectFrom('users')
    .select(['id', 'user_name', 'name', 'initials', 'roles', 'is_active', 'password_hash'])
    .$if(only !== undefined, (all) => all.where('id', '=', only ?? ''))
    .orderBy('name')
    .orderBy('id')
    .execute();
  const boards = gather(
    await query
      .selectFrom('user_boards')
      .innerJoin('boards', 'boards.id', 'board_id')
      .select(['user_id', 'boards.id', 'boards.name'])
      .orderBy('boards.name')
      .execute(),
  );
  const teams = gather(
    await query
      .selectFrom('memberships')
      .innerJoin('teams', 'teams.id', 'team_id')
      .select(['user_id', 'teams.id', 'teams.name'])
      .where('valid_to', 'is', null)
      .orderBy('valid_from', 'desc')
      .execute(),
  );
  const tablets = gather(
    await query
      .selectFrom('device_users')
      .innerJoin('devices', 'devices.id', 'device_id')
      .select(['user_id', ...tabletColumns])
      .orderBy('device_users.enrolled_at')
      .execute(),
  );
  const sessions = gather(await liveSessions(query, now).select('user_id').execute());
  const factors = gather(await query.selectFrom('second_factors').select('user_id').execute());
  const external = gather(await query.selectFrom('external_identities').select('user_id').execute());
  return users.map((user) => {
    const team = teams.get(user.id)?.[0];
    return {
      id: user.id,
      userName: user.user_name,
      name: user.name,
      initials: user.initials,
      roles: rolesFrom(user.roles),
      team: team === undefined ? null : { id: team.id, name: team.name },
      boards: (boards.get(user.id) ?? []).map(({ id, name }) => ({ id, name })),
      isActive: user.is_active === 1,
      hasPassword: user.password_hash !== null,
      isExternal: external.has(user.id),
      secondFactors: factors.get(user.id)?.length ?? 0,
      openSessions: sessions.get(user.id)?.length ?? 0,
      tablets: (tablets.get(user.id) ?? []).map(tabletViewOf),
    };
  });
};
