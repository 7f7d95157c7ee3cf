import { sql, type Kysely } from 'kysely';
import { answers as answersSchema } from '#domain/follow-up/answer.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { pseudonymOf } from '../audit/audit-row.ts';
import type { AuditKeys } from '../audit/audit-keys.ts';
import type { Tables } from '../database/tables.ts';
import { referenceNamesIn } from '../register/reference-names.ts';
import { isWithheldClient } from '../retention/withheld.ts';

const namedUsers = (query: Kysely<Tables>) => query.selectFrom('users').select(['id', 'name']).execute();

const placementsOf = (query: Kysely<Tables>, scope: Scope, caseNumber: string) =>
  query
    .selectFrom('placements')
    .innerJoin('clients', 'clients.id', 'client_id')
    .innerJoin('units', 'units.id', 'unit_id')
    .innerJoin('boards', 'boards.id', 'board_id')
    .innerJoin('teams', 'teams.id', 'team_id')
    .leftJoin('users', 'users.id', 'caseworker_id')
    .selectAll('placements')
    .select([
      'clients.case_number',
      'clients.initials',
      'units.name as unit_name',
      'boards.name as board_name',
      'teams.name as team_name',
      'users.name as caseworker_name',
    ])
    .where('clients.case_number', '=', caseNumber)
    .where('board_id', 'in', boardsSeen(scope, 'case'))
    .orderBy('decided_on')
    .execute();

/** Who read and wrote in the client's file, by the log of these boards: found by her pseudonym. */
const readLogOf = (query: Kysely<Tables>, keys: AuditKeys, clientId: string, boards: readonly string[]) =>
  query
    .selectFrom('audit_log')
    .leftJoin('users', 'users.id', 'actor_id')
    .select(['at', 'actor_id', 'users.name as actor_name', 'action', 'why'])
    .where('board_id', 'in', boards)
    .where(sql<boolean>`subjects LIKE ${`%"${pseudonymOf(keys, clientId)}"%`}`)
    .orderBy('at')
    .execute();

/**
 * Everything that is held on a case number at the boards that the person coordinates; undefined where there is nothing,
 * or where something of it is under a protected identity that she is not named for: then nothing may be told of at all.
 */
export const readExtract = async (
  query: Kysely<Tables>,
  keys: AuditKeys,
  scope: Scope,
  caseNumber: string,
) => {
  const placements = await placementsOf(query, scope, caseNumber);
  const [first] = placements;
  if (first === undefined || (await isWithheldClient(query, scope, first.client_id))) return undefined;
  const placementIds = placements.map((row) => row.id);
  const followUps = await query
    .selectFrom('follow_ups')
    .leftJoin('entries', 'entries.follow_up_id', 'follow_ups.id')
    .selectAll('follow_ups')
    .select(['entries.number', 'entries.queue', 'entries.registered_at'])
    .where('placement_id', 'in', placementIds)
    .orderBy(sql`coalesce(carried_out_on, planned_on)`)
    .execute();
  const followUpIds = followUps.map((row) => row.id);
  const revisions = await query
    .selectFrom('revisions')
    .selectAll()
    .where('follow_up_id', 'in', followUpIds)
    .orderBy('ordinal')
    .execute();
  const answers = revisions.map((row) => answersSchema.parse(JSON.parse(row.answers)));
  return {
    client: { caseNumber: first.case_number, initials: first.initials },
    users: new Map((await namedUsers(query)).map(({ id, name }) => [id, name])),
    placements,
    custody: await query
      .selectFrom('custody')
      .leftJoin('teams', 'teams.id', 'team_id')
      .leftJoin('boards', 'boards.id', 'custody.board_id')
      .select(['placement_id', 'valid_from', 'valid_to', 'teams.name as team_name', 'caseworker_id'])
      .select('boards.name as board_name')
      .where('placement_id', 'in', placementIds)
      .orderBy('valid_from')
      .execute(),
    followUps,
    revisions,
    /** The names of what the answers refer to. */
    references: await referenceNamesIn(query, scope, answers),
    reviews: await query
      .selectFrom('reviews')
      .selectAll()
      .where('follow_up_id', 'in', followUpIds)
      .orderBy('at')
      .execute(),
    uploads: await query
      .selectFrom('items')
      .select(['id', 'kind', 'author_id', 'received_at', 'status', 'reason', 'content', 'settlement'])
      .select(['settled_at', 'settled_by'])
      .where((is) =>
        is.or([
          is('follow_up_id', 'in', followUpIds),
          sql<boolean>`json_extract(content, '$.placementId') IN (${sql.join(placementIds)})`,
        ]),
      )
      .orderBy('receipt')
      .execute(),
    protection: await query
      .selectFrom('protection_changes')
      .selectAll()
      .where('placement_id', 'in', placementIds)
      .orderBy('at')
      .execute(),
    reads: await readLogOf(query, keys, first.client_id, [...new Set(placements.map((row) => row.board_id))]),
  };
};
export type ExtractData = NonNullable<Awaited<ReturnType<typeof readExtract>>>;
