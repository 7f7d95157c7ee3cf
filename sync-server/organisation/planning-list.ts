import { sql, type Kysely } from 'kysely';
import {
  planningRow,
  type PlanningList,
  type PlanningPage,
  type PlanningRow,
} from '#domain/office/planning.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, fromCursor, likeAnywhere, pageAcross, type Place } from '../paging.ts';
import { seesPlacementAt } from '../protection/sight.ts';

export interface PlanningFilter {
  readonly list: PlanningList;
  readonly board?: string | undefined;
  readonly assignee?: string | undefined;
  /** First and last planned day. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  /** Part of a case number, of initials, or of a unit's name. */
  readonly q?: string | undefined;
  readonly cursor?: string | undefined;
}

/** Follow-ups with all that a row shows. Only ever used with a board of the scope. */
const rowsOf = (query: Kysely<Tables>) =>
  query
    .selectFrom('follow_ups')
    .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
    .innerJoin('clients', 'clients.id', 'placements.client_id')
    .innerJoin('units', 'units.id', 'placements.unit_id')
    .innerJoin('boards', 'boards.id', 'follow_ups.board_id')
    .innerJoin('teams', 'teams.id', 'placements.team_id')
    .leftJoin('users', 'users.id', 'follow_ups.assignee_id')
    .selectAll('follow_ups')
    .select([
      'clients.case_number',
      'clients.initials as client_initials',
      'units.id as unit_id',
      'units.name as unit_name',
      'boards.name as board_name',
      'teams.id as team_id',
      'teams.name as team_name',
      'placements.service_area',
      'users.name as assignee_name',
      'users.initials as assignee_initials',
    ]);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

const toView = (row: Row): PlanningRow =>
  planningRow.parse({
    id: row.id,
    placementId: row.placement_id,
    client: { caseNumber: row.case_number, initials: row.client_initials },
    unit: { id: row.unit_id, name: row.unit_name },
    board: { id: row.board_id, name: row.board_name },
    team: { id: row.team_id, name: row.team_name },
    serviceArea: row.service_area,
    assignee:
      row.assignee_id === null
        ? null
        : { id: row.assignee_id, name: row.assignee_name ?? '', initials: row.assignee_initials ?? '' },
    plannedOn: row.planned_on,
    plannedAt: row.planned_at,
    method: row.method,
    state: row.state,
    notCarriedOut: row.reason === null ? null : { reason: row.reason, comment: row.comment ?? '' },
    carriedOut:
      row.carried_out_on === null || row.carried_out_method === null
        ? null
        : { on: row.carried_out_on, method: row.carried_out_method },
  });

/** One page of follow-ups of the boards that the person coordinates; what lies ahead first, what is done last first. */
export const listFollowUps = async (
  query: Kysely<Tables>,
  scope: Scope,
  filter: PlanningFilter,
  today: string,
): Promise<PlanningPage> => {
  const boards = boardsAskedFor(boardsSeen(scope, 'case'), filter.board);
  const after = fromCursor(filter.cursor, 2);
  const isAhead = filter.list === 'planned' || filter.list === 'overdue';
  const direction = isAhead ? 'asc' : 'desc';
  const page = await pageAcross(
    boards,
    (board, limit) =>
      beyond(filtered(query, scope, board, filter, today), after, isAhead)
        .orderBy('follow_ups.planned_on', direction)
        .orderBy('follow_ups.id', direction)
        .limit(limit)
        .execute(),
    (row) => [row.planned_on, row.id],
    isAhead ? 'ascending' : 'descending',
  );
  return {
    rows: page.rows.map(toView),
    cursor: page.cursor,
    counts: await countPlanned(query, scope, boards, today),
  };
};

type Rows = ReturnType<typeof rowsOf>;

/** Those after the place of a cursor. A row without a day comes before all that have one. */
const beyond = (rows: Rows, after: Place | undefined, isAscending: boolean): Rows => {
  if (after === undefined) return rows;
  const [day, id] = after;
  const place = sql`(coalesce(follow_ups.planned_on, ''), follow_ups.id)`;
  const following = isAscending
    ? rows.where(sql<boolean>`${place} > (${day ?? ''}, ${id})`)
    : rows.where(sql<boolean>`${place} < (${day ?? ''}, ${id})`);
  // Says the same once more in the words of the index.
  return isAscending && day !== null && day !== undefined
    ? following.where('follow_ups.planned_on', '>=', day)
    : following;
};

const filtered = (
  query: Kysely<Tables>,
  scope: Scope,
  board: string,
  of: PlanningFilter,
  today: string,
): Rows => {
  let rows = rowsOf(query)
    .where('follow_ups.board_id', '=', board)
    .where(seesPlacementAt(scope, 'follow_ups.placement_id'));
  if (of.list === 'planned') {
    rows = rows.where('state', '=', 'planned').where(isNotBefore(today));
  } else if (of.list === 'overdue') {
    rows = rows.where('state', '=', 'planned').where('planned_on', '<', today);
  } else {
    rows = rows.where('state', '=', of.list);
  }
  if (of.assignee !== undefined) rows = rows.where('assignee_id', '=', of.assignee);
  if (of.from !== undefined) rows = rows.where('planned_on', '>=', of.from);
  if (of.to !== undefined) rows = rows.where('planned_on', '<=', of.to);
  if (of.q !== undefined && of.q !== '') {
    const like = likeAnywhere(of.q);
    rows = rows.where(
      sql<boolean>`(clients.case_number LIKE ${like} ESCAPE '\\' OR clients.initials LIKE ${like} ESCAPE '\\'
        OR units.name LIKE ${like} ESCAPE '\\')`,
    );
  }
  return rows;
};

const isNotBefore = (today: string) => sql<boolean>`(planned_on IS NULL OR planned_on >= ${today})`;

const countPlanned = async (
  query: Kysely<Tables>,
  scope: Scope,
  boards: readonly string[],
  today: string,
): Promise<PlanningPage['counts']> => {
  const counted = await query
    .selectFrom('follow_ups')
    .select((of) => [
      of.fn.countAll<number>().filterWhere(isNotBefore(today)).as('planned'),
      of.fn.countAll<number>().filterWhere('planned_on', '<', today).as('overdue'),
    ])
    .where('board_id', 'in', boards)
    .where(seesPlacementAt(scope, 'placement_id'))
    .where('state', '=', 'planned')
    .executeTakeFirstOrThrow();
  return counted;
};
