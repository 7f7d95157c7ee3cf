import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { FollowUpChange, NewFollowUp } from '#domain/office/planning.ts';
import { boardsSeen, may, seesPlacement, type Custody, type Scope } from '#domain/organisation/access.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { readScope } from '../identity/scopes.ts';
import { custodyOf, namedReadersOf, seesPlacementAt } from '../protection/sight.ts';
import { versionInForce } from '../questionnaires/published-versions.ts';
import { touchFollowUp } from '../register/feed.ts';

export type PlanningProblem =
  | 'not-found'
  | 'state-conflict'
  | 'already-exists'
  /** The one it was given to does not see the placement. */
  | 'assignee'
  /** A day that has been. */
  | 'past'
  /** No version of what it asks holds on the day. */
  | 'questionnaire';

/** What a change needs to know beside what is asked. */
export interface Planner {
  readonly scope: Scope;
  readonly today: string;
  readonly now: Date;
}

const findPlacement = ({ query }: WriteTransaction, scope: Scope, placementId: string) =>
  query
    .selectFrom('placements')
    .selectAll()
    .select(namedReadersOf('placements.id'))
    .where('id', '=', placementId)
    .where('board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'placements.id'))
    .executeTakeFirst();

/** Whether the person carries out follow-ups and sees the placement: to nobody else can one be given. */
export const canCarryOut = async (
  { query }: WriteTransaction,
  userId: string | null,
  custody: Custody,
): Promise<boolean> => {
  if (userId === null) return true;
  const assignee = await readScope(query, userId);
  return assignee !== null && may(assignee, 'follow-up:carry-out') && seesPlacement(assignee, custody);
};

/** Plans a follow-up of a placement that the person coordinates; gives its id. */
export const planFollowUp = async (
  transaction: WriteTransaction,
  { scope, today, now }: Planner,
  id: string,
  of: NewFollowUp,
): Promise<Result<string, PlanningProblem>> => {
  const { query } = transaction;
  const placement = await findPlacement(transaction, scope, of.placementId);
  if (placement === undefined) return fail('not-found');
  if (of.plannedOn < today) return fail('past');
  if (placement.ended_on !== null && placement.ended_on < of.plannedOn) return fail('state-conflict');
  if (!(await canCarryOut(transaction, of.assigneeId, custodyOf(placement)))) return fail('assignee');
  const questionnaireId = of.questionnaireId ?? individualFollowUp.id;
  const version = await versionInForce(query, questionnaireId, of.plannedOn);
  if (version === undefined) return fail('questionnaire');
  const added = await query
    .insertInto('follow_ups')
    .values({
      id,
      key: null,
      placement_id: placement.id,
      board_id: placement.board_id,
      assignee_id: of.assigneeId,
      planned_on: of.plannedOn,
      planned_at: of.plannedAt ?? null,
      method: of.method,
      questionnaire_id: questionnaireId,
      questionnaire_version: version,
      state: 'planned',
      reason: null,
      comment: null,
      carried_out_on: null,
      carried_out_method: null,
      carried_out_cell: null,
      created_at: now.toISOString(),
    })
    .onConflict((on) => on.column('id').doNothing())
    .returning('id')
    .execute();
  if (added.length === 0) return fail('already-exists');
  touchFollowUp(transaction, id);
  return succeed(id);
};

/** Changes a planned follow-up of the boards that the person coordinates. What is done cannot be planned anew. */
export const changeFollowUp = async (
  transaction: WriteTransaction,
  { scope, today }: Planner,
  id: string,
  change: FollowUpChange,
): Promise<Result<string, PlanningProblem>> => {
  const { query } = transaction;
  const known = await query
    .selectFrom('follow_ups')
    .select(['state', 'placement_id'])
    .where('id', '=', id)
    .where('board_id', 'in', boardsSeen(scope, 'case'))
    .executeTakeFirst();
  const placement = known && (await findPlacement(transaction, scope, known.placement_id));
  if (known === undefined || placement === undefined) return fail('not-found');
  if (known.state !== 'planned') return fail('state-conflict');
  if (change.action === 'change') {
    if (change.plannedOn !== undefined && change.plannedOn < today) return fail('past');
    const assignee = change.assigneeId ?? null;
    if (!(await canCarryOut(transaction, assignee, custodyOf(placement)))) return fail('assignee');
  }
  const columns = columnsOf(change);
  if (Object.keys(columns).length > 0) {
    await query.updateTable('follow_ups').set(columns).where('id', '=', id).execute();
    touchFollowUp(transaction, id);
  }
  return succeed(id);
};

const columnsOf = (change: FollowUpChange) => {
  if (change.action === 'cancel') return { state: 'cancelled' };
  if (change.action === 'not-carried-out') {
    return { state: 'not-carried-out', reason: change.reason, comment: change.comment };
  }
  return {
    ...(change.plannedOn !== undefined && { planned_on: change.plannedOn }),
    ...(change.plannedAt !== undefined && { planned_at: change.plannedAt }),
    ...(change.method !== undefined && { method: change.method }),
    ...(change.assigneeId !== undefined && { assignee_id: change.assigneeId }),
  };
};
