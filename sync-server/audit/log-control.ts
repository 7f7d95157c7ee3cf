import { createHmac } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import * as z from 'zod/mini';
import {
  logCheck,
  logFilters,
  logRow,
  type LogFilter,
  type LogPage,
  type LogRow,
  type NewLogCheck,
} from '#domain/office/log-control.ts';
import { sightOf } from '#domain/organisation/access-table.ts';
import type { Scope } from '#domain/organisation/access.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, fromCursor, pageAcross } from '../paging.ts';
import type { AuditKeys } from './audit-keys.ts';

/** How many rows of a board's month are in its sample. */
const sampleSize = 20;

/** The boards whose log the person checks: all for an administrator, her own for a district coordinator. */
export const boardsChecked = async (
  query: Kysely<Tables>,
  scope: Scope,
): Promise<{ id: string; name: string }[]> => {
  const seesAll = sightOf(scope.roles, 'log', ['city']) !== 'not';
  return query
    .selectFrom('boards')
    .select(['id', 'name'])
    .$if(!seesAll, (own) => own.where('id', 'in', scope.boards))
    .orderBy('name')
    .execute();
};

/** The rows of a month, but for the person's own: nobody checks herself. `month` is one of Coordinated Universal Time. */
const rowsOf = (query: Kysely<Tables>, scope: Scope, boardId: string, month: string) =>
  query
    .selectFrom('audit_log')
    .where('board_id', '=', boardId)
    .where('at', '>=', `${month}-01`)
    .where('at', '<', `${month}-32`)
    .where('actor_id', '!=', scope.userId);

/**
 * The places of a month's sample: those that a keyed number puts first. It is the same whoever looks, is there as soon as
 * the month is over, and nobody can know beforehand what will be in it.
 */
const sampleOf = async (
  query: Kysely<Tables>,
  keys: AuditKeys,
  scope: Scope,
  boardId: string,
  month: string,
): Promise<number[]> => {
  const rows = await rowsOf(query, scope, boardId, month).select('position').execute();
  const lot = (position: number): string =>
    createHmac('sha256', keys.secret)
      .update(`foljsam sample 1\n${month}\n${boardId}\n${position}`)
      .digest('hex');
  return rows
    .map(({ position }) => ({ position, lot: lot(position) }))
    .sort((one, other) => (one.lot < other.lot ? -1 : 1))
    .slice(0, sampleSize)
    .map(({ position }) => position);
};

const withMark = (filter: LogFilter) =>
  filter === 'all' || filter === 'sample'
    ? sql<boolean>`TRUE`
    : sql<boolean>`' ' || marks || ' ' LIKE ${`% ${filter} %`}`;

const placeOf = (row: { at: string; board_id: string; position: number }) => [
  row.at,
  row.board_id,
  String(row.position).padStart(12, '0'),
];

const names = z.array(z.string());
const toRow = (row: {
  readonly board_id: string;
  readonly position: number;
  readonly at: string;
  readonly actor_id: string;
  readonly name: string | null;
  readonly action: string;
  readonly source: string;
  readonly subjects: string;
  readonly marks: string;
  readonly why: string | null;
}): LogRow =>
  logRow.parse({
    boardId: row.board_id,
    position: row.position,
    at: row.at,
    actor: { id: row.actor_id, name: row.name ?? row.actor_id },
    action: row.action,
    source: row.source,
    subjects: names.parse(JSON.parse(row.subjects)),
    marks: row.marks.split(' ').filter((mark) => mark !== ''),
    why: row.why,
  });

export interface LogQuestion {
  readonly month: string;
  readonly board?: string | undefined;
  readonly filter: LogFilter;
  readonly cursor?: string | undefined;
}

/** A page of a month's log of the boards that the person checks, latest first, with who has checked the month. */
export const readLog = async (
  query: Kysely<Tables>,
  keys: AuditKeys,
  scope: Scope,
  { month, board, filter, cursor }: LogQuestion,
): Promise<LogPage> => {
  const all = await boardsChecked(query, scope);
  const boards = boardsAskedFor(
    all.map(({ id }) => id),
    board,
  );
  const after = fromCursor(cursor, 3);
  const page = await pageAcross(
    boards,
    async (boardId, limit) => {
      let rows = rowsOf(query, scope, boardId, month)
        .leftJoin('users', 'users.id', 'actor_id')
        .selectAll('audit_log')
        .select('users.name')
        .where(withMark(filter));
      if (filter === 'sample')
        rows = rows.where('position', 'in', await sampleOf(query, keys, scope, boardId, month));
      if (after !== undefined)
        rows = rows.where(
          sql<boolean>`(at, board_id, position) < (${after[0]}, ${after[1]}, ${Number(after[2])})`,
        );
      return rows.orderBy('at', 'desc').orderBy('position', 'desc').limit(limit).execute();
    },
    placeOf,
    'descending',
  );
  return {
    rows: page.rows.map(toRow),
    cursor: page.cursor,
    counts: await countRows(query, scope, boards, month),
    boards: all,
    checks: await readChecks(query, boards, month),
  };
};

const countRows = async (
  query: Kysely<Tables>,
  scope: Scope,
  boards: readonly string[],
  month: string,
): Promise<LogPage['counts']> => {
  const counts: LogPage['counts'] = { sample: 0, outside: 0, night: 0, 'same-initials': 0, all: 0 };
  for (const boardId of boards) {
    const found = await rowsOf(query, scope, boardId, month)
      .select((of) =>
        logFilters.map((filter) => of.fn.countAll<number>().filterWhere(withMark(filter)).as(filter)),
      )
      .executeTakeFirstOrThrow();
    for (const filter of logFilters) counts[filter] += found[filter];
    counts.sample += Math.min(found.all, sampleSize) - found.sample;
  }
  return counts;
};

const readChecks = async (
  query: Kysely<Tables>,
  boards: readonly string[],
  month: string,
): Promise<LogPage['checks']> => {
  const rows = await query
    .selectFrom('log_checks')
    .innerJoin('boards', 'boards.id', 'log_checks.board_id')
    .leftJoin('users', 'users.id', 'by_id')
    .select(['month', 'boards.id', 'boards.name', 'users.name as by', 'at', 'outcome', 'comment'])
    .where('month', '=', month)
    .where('board_id', 'in', boards)
    .orderBy('at', 'desc')
    .execute();
  return rows.map(({ id, name, by, ...row }) =>
    logCheck.parse({ ...row, board: { id, name }, by: by ?? '' }),
  );
};

/** Notes that somebody has checked a month of a board's log. */
export const saveCheck = async (
  { query }: WriteTransaction,
  scope: Scope,
  of: NewLogCheck,
  using: { readonly id: string; readonly at: string },
): Promise<void> => {
  await query
    .insertInto('log_checks')
    .values({
      id: using.id,
      month: of.month,
      board_id: of.boardId,
      by_id: scope.userId,
      at: using.at,
      outcome: of.outcome,
      comment: of.comment,
    })
    .execute();
};
