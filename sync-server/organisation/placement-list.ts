import { sql, type Kysely } from 'kysely';
import { placementRow, type PlacementPage } from '#domain/office/planning.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, fromCursor, likeAnywhere, pageAcross } from '../paging.ts';
import { namedReadersOf, seesPlacementAt } from '../protection/sight.ts';

export interface PlacementFilter {
  readonly board?: string | undefined;
  /** Part of a case number, of initials, or of a unit's name. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}

const rowsOf = (query: Kysely<Tables>) =>
  query
    .selectFrom('placements')
    .innerJoin('clients', 'clients.id', 'placements.client_id')
    .innerJoin('units', 'units.id', 'placements.unit_id')
    .innerJoin('boards', 'boards.id', 'placements.board_id')
    .innerJoin('teams', 'teams.id', 'placements.team_id')
    .leftJoin('users', 'users.id', 'placements.caseworker_id')
    .selectAll('placements')
    .select((of) => [
      namedReadersOf('placements.id'),
      'clients.case_number',
      'clients.initials as client_initials',
      'units.name as unit_name',
      'boards.name as board_name',
      'teams.name as team_name',
      'users.name as caseworker_name',
      'users.initials as caseworker_initials',
      of
        .selectFrom('follow_ups')
        .select((day) => day.fn.min('planned_on').as('day'))
        .whereRef('placement_id', '=', 'placements.id')
        .where('state', '=', 'planned')
        .as('next_planned_on'),
      of
        .selectFrom('follow_ups')
        .select((day) => day.fn.max('carried_out_on').as('day'))
        .whereRef('placement_id', '=', 'placements.id')
        .as('last_carried_out_on'),
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

const toView = (row: Row) =>
  placementRow.parse({
    id: row.id,
    client: { caseNumber: row.case_number, initials: row.client_initials },
    unit: { id: row.unit_id, name: row.unit_name },
    board: { id: row.board_id, name: row.board_name },
    team: { id: row.team_id, name: row.team_name },
    caseworker:
      row.caseworker_id === null
        ? null
        : { id: row.caseworker_id, name: row.caseworker_name ?? '', initials: row.caseworker_initials ?? '' },
    serviceArea: row.service_area,
    gender: row.gender,
    decidedOn: row.decided_on,
    endedOn: row.ended_on,
    nextPlannedOn: row.next_planned_on,
    isProtected: row.named_readers !== null,
    lastCarriedOutOn: row.last_carried_out_on,
  });

/** One page of the placements that go on, of the boards that the person coordinates, by case number. */
export const listPlacements = async (
  query: Kysely<Tables>,
  scope: Scope,
  filter: PlacementFilter,
  today: string,
): Promise<PlacementPage> => {
  const after = fromCursor(filter.cursor, 2);
  const like = filter.q === undefined || filter.q === '' ? undefined : likeAnywhere(filter.q);
  const page = await pageAcross(
    boardsAskedFor(boardsSeen(scope, 'case'), filter.board),
    (board, limit) => {
      let rows = rowsOf(query)
        .where('placements.board_id', '=', board)
        .where(seesPlacementAt(scope, 'placements.id'))
        .where((is) => is.or([is('ended_on', 'is', null), is('ended_on', '>=', today)]));
      if (after !== undefined) {
        rows = rows.where(sql<boolean>`(clients.case_number, placements.id) > (${after[0]}, ${after[1]})`);
      }
      if (like !== undefined) {
        rows = rows.where(
          sql<boolean>`(clients.case_number LIKE ${like} ESCAPE '\\' OR clients.initials LIKE ${like} ESCAPE '\\'
            OR units.name LIKE ${like} ESCAPE '\\')`,
        );
      }
      return rows.orderBy('clients.case_number').orderBy('placements.id').limit(limit).execute();
    },
    (row) => [row.case_number, row.id],
  );
  return { rows: page.rows.map(toView), cursor: page.cursor };
};
