import { sql, type Kysely } from 'kysely';
import { countedAtMost, type ReviewList, type ReviewPage } from '#domain/office/review.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, fromCursor, pageAcross, type Place } from '../paging.ts';
import { seesFollowUpAt } from '../protection/sight.ts';
import { readReviewRows } from './review-rows.ts';
import { countSetAside, listSetAside, type Narrowing } from './set-aside-list.ts';

export interface QueueFilter {
  readonly list: ReviewList;
  readonly board?: string | undefined;
  readonly unit?: string | undefined;
  /** Only what has been in the list for more than so many days. */
  readonly olderThan?: number | undefined;
  readonly cursor?: string | undefined;
}

/** One page of a list of the desk, of the boards that the person coordinates; what has waited longest comes first. */
export const listQueue = async (
  query: Kysely<Tables>,
  scope: Scope,
  filter: QueueFilter,
  now: Date,
): Promise<ReviewPage> => {
  const boards = boardsAskedFor(boardsSeen(scope, 'case'), filter.board);
  const narrowing = { unit: filter.unit, before: beforeOf(filter, now) };
  const counts = await countLists(query, scope, boards, narrowing);
  if (filter.list === 'set-aside') {
    const [receipt] = fromCursor(filter.cursor, 1) ?? [];
    const page = await listSetAside(query, scope, {
      board: filter.board,
      ...narrowing,
      afterReceipt: Number(receipt ?? 0) || 0,
    });
    return { rows: [], setAside: page.rows, cursor: page.cursor, counts };
  }
  const page = await readPlaces(query, scope, boards, filter, narrowing.before);
  const ids = page.rows.map((row) => row.follow_up_id);
  return { rows: await readReviewRows(query, ids, now), setAside: [], cursor: page.cursor, counts };
};

/** The instant before which a row must have come into its list; undefined where it does not matter. */
const beforeOf = ({ olderThan }: QueueFilter, now: Date): string | undefined =>
  olderThan === undefined
    ? undefined
    : new Date(now.getTime() - olderThan * 24 * 60 * 60 * 1000).toISOString();

/** The ids of a page, out of the index alone. */
const readPlaces = (
  query: Kysely<Tables>,
  scope: Scope,
  boards: readonly string[],
  filter: QueueFilter,
  before: string | undefined,
) => {
  // What was decided last is what one looks for among the approved.
  const direction = filter.list === 'approved' ? 'desc' : 'asc';
  const after = fromCursor(filter.cursor, 2);
  // A unit's own index is the better one, and serves all boards at once.
  const isByUnit = filter.unit !== undefined;
  const read = (of: readonly string[], limit: number) => {
    let rows = query
      .selectFrom('entries')
      .select(['follow_up_id', 'queued_at'])
      .where(seesFollowUpAt(scope, 'follow_up_id'))
      // The sign keeps the boards' index from being taken.
      .where(isByUnit ? sql<boolean>`+board_id IN (${sql.join(of)})` : sql<boolean>`board_id = ${of[0]}`)
      .orderBy('queued_at', direction)
      .orderBy('follow_up_id', direction)
      .limit(limit);
    rows = rows.where(
      // Written out, so that the index over conflicts alone can be used.
      filter.list === 'conflicts' ? sql<boolean>`has_conflict = 1` : sql<boolean>`queue = ${filter.list}`,
    );
    if (filter.unit !== undefined) rows = rows.where('unit_id', '=', filter.unit);
    if (before !== undefined) rows = rows.where('queued_at', '<', before);
    if (after !== undefined) rows = rows.where(isBeyond(after, direction));
    return rows.execute();
  };
  return pageAcross(
    isByUnit ? [boards] : boards.map((board) => [board]),
    read,
    (row) => [row.queued_at, row.follow_up_id],
    direction === 'asc' ? 'ascending' : 'descending',
  );
};

const isBeyond = ([queuedAt, id]: Place, direction: 'asc' | 'desc') =>
  direction === 'asc'
    ? sql<boolean>`(queued_at, follow_up_id) > (${queuedAt}, ${id})`
    : sql<boolean>`(queued_at, follow_up_id) < (${queuedAt}, ${id})`;

/**
 * How many there are in each list that somebody must do something about, of those that the filter leaves; counted no
 * further than `countedAtMost`.
 */
const countLists = async (
  query: Kysely<Tables>,
  scope: Scope,
  boards: readonly string[],
  { unit, before }: Narrowing,
): Promise<ReviewPage['counts']> => {
  const narrowed = sql`${unit === undefined ? sql`` : sql`AND unit_id = ${unit}`}
    ${before === undefined ? sql`` : sql`AND queued_at < ${before}`}`;
  const count = async (list: 'awaiting' | 'returned' | 'conflicts'): Promise<number> => {
    let total = 0;
    // As for the page: by the unit's index at once, or board by board.
    const isByUnit = unit !== undefined;
    for (const of of isByUnit ? [boards] : boards.map((board) => [board])) {
      if (total >= countedAtMost) break;
      const condition = list === 'conflicts' ? sql`has_conflict = 1` : sql`queue = ${list}`;
      const ofBoards = isByUnit ? sql`+board_id IN (${sql.join(of)})` : sql`board_id = ${of[0]}`;
      const { rows } = await sql<{ count: number }>`
        SELECT count(*) AS count FROM
          (SELECT 1 FROM entries WHERE ${ofBoards} AND ${condition} ${narrowed}
             AND ${seesFollowUpAt(scope, 'follow_up_id')}
           LIMIT ${countedAtMost - total})`.execute(query);
      total += rows[0]?.count ?? 0;
    }
    return total;
  };
  return {
    awaiting: await count('awaiting'),
    returned: await count('returned'),
    conflicts: await count('conflicts'),
    'set-aside': await countSetAside(query, scope, boards, { unit, before }),
  };
};
