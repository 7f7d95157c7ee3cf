import type { Kysely } from 'kysely';
import * as z from 'zod/mini';
import { purgeView, type PurgeView, type RetentionRule } from '#domain/office/purging.ts';
import { sightOf } from '#domain/organisation/access-table.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { isWithheldClient } from './withheld.ts';
import { findDue, type DueFile } from './due.ts';

/** How many different people must approve. */
const approvalsNeeded = 2;

const dueFiles = z.array(
  z.object({
    clientId: z.string(),
    caseNumber: z.string(),
    placementIds: z.array(z.string()),
    followUps: z.number(),
    lastNote: z.string(),
    rule: z.string(),
  }),
);

/** The boards of which the person decides what is purged. */
export const boardsPurged = (query: Kysely<Tables>, scope: Scope): Promise<{ id: string; name: string }[]> =>
  query
    .selectFrom('boards')
    .select(['id', 'name'])
    .$if(sightOf(scope.roles, 'purging', ['city']) === 'not', (own) => own.where('id', 'in', scope.boards))
    .orderBy('name')
    .execute();

/** The files of a stored proposal. Once it is carried out there are none: nothing is left that names them. */
export const filesOf = (stored: string): DueFile[] => dueFiles.parse(JSON.parse(stored));

/** A dry run: what the rules would purge today, as a proposal. Gives its id; undefined where there is nothing. */
export const proposePurge = async (
  transaction: WriteTransaction,
  scope: Scope,
  of: { readonly boardId: string; readonly rules: readonly RetentionRule[]; readonly today: string },
  using: { readonly id: string; readonly at: string },
): Promise<DueFile[]> => {
  const due = await findDue(transaction.query, of.rules, of.boardId, of.today);
  if (due.length === 0) return [];
  await transaction.query
    .insertInto('purges')
    .values({
      id: using.id,
      board_id: of.boardId,
      made_at: using.at,
      made_by: scope.userId,
      rules: JSON.stringify(of.rules),
      clients: JSON.stringify(due),
      state: 'proposed',
      done_at: null,
      counts: JSON.stringify({
        clients: due.length,
        placements: due.reduce((sum, file) => sum + file.placementIds.length, 0),
        followUps: due.reduce((sum, file) => sum + file.followUps, 0),
      }),
    })
    .execute();
  return due;
};

const findProposal = async (
  { query }: WriteTransaction,
  scope: Scope,
  purgeId: string,
): Promise<Result<void, 'not-found' | 'state-conflict'>> => {
  const boards = await boardsPurged(query, scope);
  const found = await query.selectFrom('purges').selectAll().where('id', '=', purgeId).executeTakeFirst();
  if (found === undefined || !boards.some(({ id }) => id === found.board_id)) return fail('not-found');
  return found.state === 'proposed' ? succeed(undefined) : fail('state-conflict');
};

/** Approves a proposal. One person counts once; with the second it is to be carried out. */
export const approvePurge = async (
  transaction: WriteTransaction,
  scope: Scope,
  purgeId: string,
  at: string,
): Promise<Result<void, 'not-found' | 'state-conflict'>> => {
  const found = await findProposal(transaction, scope, purgeId);
  if (!found.ok) return found;
  const { query } = transaction;
  await query
    .insertInto('purge_approvals')
    .values({ purge_id: purgeId, user_id: scope.userId, at })
    .onConflict((on) => on.doNothing())
    .execute();
  const approvals = await query
    .selectFrom('purge_approvals')
    .select('user_id')
    .where('purge_id', '=', purgeId)
    .execute();
  if (approvals.length >= approvalsNeeded) {
    await query.updateTable('purges').set({ state: 'approved' }).where('id', '=', purgeId).execute();
  }
  return succeed(undefined);
};

/** Withdraws a proposal that has not been approved by two. */
export const withdrawPurge = async (
  transaction: WriteTransaction,
  scope: Scope,
  purgeId: string,
): Promise<Result<void, 'not-found' | 'state-conflict'>> => {
  const found = await findProposal(transaction, scope, purgeId);
  if (!found.ok) return found;
  await transaction.query
    .updateTable('purges')
    .set({ state: 'withdrawn', clients: '[]' })
    .where('id', '=', purgeId)
    .execute();
  return succeed(undefined);
};

/**
 * The proposals of the person's boards, latest first. Those who see no case are told how many, and not which.
 * `placementIds`: whose cases are told, for the log.
 */
export const listPurges = async (
  query: Kysely<Tables>,
  scope: Scope,
): Promise<{ purges: PurgeView[]; placementIds: string[] }> => {
  const boards = await boardsPurged(query, scope);
  const ids = boards.map(({ id }) => id);
  const rows = await query
    .selectFrom('purges')
    .innerJoin('boards', 'boards.id', 'board_id')
    .leftJoin('users', 'users.id', 'made_by')
    .selectAll('purges')
    .select(['boards.name as board_name', 'users.name as made_by_name'])
    .where('board_id', 'in', ids)
    .orderBy('made_at', 'desc')
    .limit(100)
    .execute();
  const approvals = Map.groupBy(
    await query
      .selectFrom('purge_approvals')
      .innerJoin('users', 'users.id', 'user_id')
      .select(['purge_id', 'user_id', 'name', 'at'])
      .orderBy('at')
      .execute(),
    (row) => row.purge_id,
  );
  const purges: PurgeView[] = [];
  const placementIds: string[] = [];
  for (const row of rows) {
    const given = approvals.get(row.id) ?? [];
    const seesCases = boardsSeen(scope, 'purging').includes(row.board_id) && row.state !== 'done';
    const cases: PurgeView['cases'] = [];
    for (const file of seesCases ? filesOf(row.clients) : []) {
      if (await isWithheldClient(query, scope, file.clientId)) continue;
      cases.push({ caseNumber: file.caseNumber, lastNote: file.lastNote, rule: file.rule });
      placementIds.push(...file.placementIds);
    }
    purges.push(
      purgeView.parse({
        id: row.id,
        board: { id: row.board_id, name: row.board_name },
        madeAt: row.made_at,
        madeBy: { id: row.made_by, name: row.made_by_name ?? '' },
        state: row.state,
        doneAt: row.done_at,
        counts: purgeView.shape.counts.parse(JSON.parse(row.counts)),
        approvals: given.map((each) => ({ by: { id: each.user_id, name: each.name }, at: each.at })),
        mayApprove: row.state === 'proposed' && !given.some((each) => each.user_id === scope.userId),
        cases: seesCases ? cases : null,
      }),
    );
  }
  return { purges, placementIds };
};
