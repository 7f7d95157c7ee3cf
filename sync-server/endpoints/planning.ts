import * as z from 'zod/mini';
import { day, id } from '#domain/ids.ts';
import { dayIn } from '#domain/day.ts';
import { followUpChange, newFollowUp, planningList, planningPage } from '#domain/office/planning.ts';
import type { Result } from '#domain/result.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { listFollowUps } from '../organisation/planning-list.ts';
import { changeFollowUp, planFollowUp, type PlanningProblem } from '../organisation/planning-store.ts';
import type { Scope } from '#domain/organisation/access.ts';
import { cursor, idInPath, searchText } from './parameters.ts';

const idReply = z.strictObject({ id });

const planner = (context: Context, scope: Scope) => {
  const now = context.now();
  return { scope, now, today: dayIn(now) };
};

const idOrProblem = (outcome: Result<string, PlanningProblem>): { id: string } => {
  if (outcome.ok) return { id: outcome.value };
  if (outcome.problem === 'assignee') {
    throw new ProblemError('invalid', {
      errors: [{ pointer: '/assigneeId', detail: 'does-not-see-placement' }],
    });
  }
  if (outcome.problem === 'past') {
    throw new ProblemError('invalid', { errors: [{ pointer: '/plannedOn', detail: 'past' }] });
  }
  throw new ProblemError(outcome.problem);
};

const listed = endpoint({
  method: 'GET',
  path: '/api/follow-ups',
  access: ['follow-up:plan'],
  summary: 'Follow-ups of the boards that the person coordinates, by state',
  query: z.object({
    state: z._default(planningList, 'planned'),
    board: z.optional(id),
    assignee: z.optional(id),
    from: z.optional(day),
    to: z.optional(day),
    q: searchText,
    cursor,
  }),
  replies: planningPage,
  handle: ({ context, scope, query: { state, ...filter } }) =>
    listFollowUps(context.database.query, scope, { list: state, ...filter }, dayIn(context.now())),
});

const plan = endpoint({
  method: 'POST',
  path: '/api/follow-ups',
  access: ['follow-up:plan'],
  summary: 'Plan a follow-up of a placement',
  body: newFollowUp,
  replies: idReply,
  handle: async ({ context, scope, body, reply }) => {
    const planned = await context.database.write((transaction) =>
      planFollowUp(transaction, planner(context, scope), body.id ?? context.randomId(), body),
    );
    reply.status(201);
    return idOrProblem(planned);
  },
});

const change = endpoint({
  method: 'PATCH',
  path: '/api/follow-ups/:id',
  access: ['follow-up:plan'],
  summary: 'Change, cancel or explain a planned follow-up',
  params: idInPath,
  body: followUpChange,
  replies: idReply,
  handle: async ({ context, scope, params, body }) =>
    idOrProblem(
      await context.database.write((transaction) =>
        changeFollowUp(transaction, planner(context, scope), params.id, body),
      ),
    ),
});

export const planningEndpoints = [listed, plan, change];
