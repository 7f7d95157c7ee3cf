import type { CustodyChange } from '#domain/office/planning.ts';
import { boardsSeen, type Custody, type Scope } from '#domain/organisation/access.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { touchPlacement } from '../register/feed.ts';
import { custodyOf, namedReadersOf, seesPlacementAt } from '../protection/sight.ts';
import { canCarryOut } from './planning-store.ts';

export type CustodyProblem = 'not-found' | 'team' | 'caseworker';

/**
 * Gives a placement to another team or caseworker, from now on. Planned follow-ups whose assignee no longer sees it
 * go to the new caseworker. Both who had it and who has it now are told.
 */
export const changeCustody = async (
  transaction: WriteTransaction,
  scope: Scope,
  placementId: string,
  { teamId, caseworkerId }: CustodyChange,
  now: Date,
): Promise<Result<void, CustodyProblem>> => {
  const { query } = transaction;
  const before = await query
    .selectFrom('placements')
    .select(['board_id', 'team_id', 'caseworker_id', namedReadersOf('placements.id')])
    .where('id', '=', placementId)
    .where('board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'placements.id'))
    .executeTakeFirst();
  if (before === undefined) return fail('not-found');
  const handles = await query
    .selectFrom('team_boards')
    .select('team_id')
    .where('team_id', '=', teamId)
    .where('board_id', '=', before.board_id)
    .executeTakeFirst();
  if (handles === undefined) return fail('team');
  // Not by being its caseworker, which is what is asked: by being in the team.
  const custody = { ...custodyOf(before), teamId, caseworkerId: null };
  if (!(await canCarryOut(transaction, caseworkerId, custody))) return fail('caseworker');
  if (before.team_id === teamId && before.caseworker_id === caseworkerId) return succeed(undefined);

  const at = now.toISOString();
  await query
    .updateTable('custody')
    .set({ valid_to: at })
    .where('placement_id', '=', placementId)
    .where('valid_to', 'is', null)
    .execute();
  const next = { board_id: before.board_id, team_id: teamId, caseworker_id: caseworkerId };
  await query
    .insertInto('custody')
    .values({ placement_id: placementId, valid_from: at, valid_to: null, ...next })
    .onConflict((on) => on.columns(['placement_id', 'valid_from']).doUpdateSet({ ...next, valid_to: null }))
    .execute();
  await query
    .updateTable('placements')
    .set({ team_id: teamId, caseworker_id: caseworkerId })
    .where('id', '=', placementId)
    .execute();
  await passOnPlanned(transaction, placementId, { ...custody, caseworkerId });
  touchPlacement(transaction, placementId, before);
  return succeed(undefined);
};

/** Gives what is planned, and can no longer be carried out by whom it was given to, to the caseworker if she can. */
export const passOnPlanned = async (
  transaction: WriteTransaction,
  placementId: string,
  custody: Custody,
): Promise<void> => {
  const planned = await transaction.query
    .selectFrom('follow_ups')
    .select(['id', 'assignee_id'])
    .where('placement_id', '=', placementId)
    .where('state', '=', 'planned')
    .execute();
  const heir = (await canCarryOut(transaction, custody.caseworkerId, custody)) ? custody.caseworkerId : null;
  for (const { id, assignee_id } of planned) {
    if (await canCarryOut(transaction, assignee_id, custody)) continue;
    await transaction.query
      .updateTable('follow_ups')
      .set({ assignee_id: heir })
      .where('id', '=', id)
      .execute();
  }
};
