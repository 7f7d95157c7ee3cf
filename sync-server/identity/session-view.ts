import type { Scope } from '#domain/organisation/access.ts';
import type { SessionView } from '#domain/session.ts';
import type { Context } from '../context.ts';

/** Who is signed in, as the app shows it. */
export const readSessionView = async ({ config, database }: Context, scope: Scope): Promise<SessionView> => {
  const { query } = database;
  const user = await query
    .selectFrom('users')
    .select(['user_name', 'name', 'initials'])
    .where('id', '=', scope.userId)
    .executeTakeFirstOrThrow();
  const team =
    scope.team &&
    (await query
      .selectFrom('teams')
      .select(['id', 'name'])
      .where('id', '=', scope.team.id)
      .executeTakeFirst());
  const boards = await query
    .selectFrom('boards')
    .select(['id', 'name'])
    .where('id', 'in', scope.boards)
    .orderBy('name')
    .execute();
  return {
    userId: scope.userId,
    userName: user.user_name,
    name: user.name,
    initials: user.initials,
    roles: scope.roles,
    team: team ?? null,
    boards,
    isDemo: config.isDemo,
    leaseDays: config.leaseDays ?? 14,
  };
};
