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
  if (outcome.problem === 'questionnaire') {
    throw new ProblemError('invalid', { errors: [{ pointer: '/questionnaireId', detail: 'not-in-force' }] });
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
  handle: async ({ context, scope, query: { state, ...filter }, audit }) => {
    const of = { list: state, ...filter };
    const page = await listFollowUps(context.database.query, scope, of, dayIn(context.now()));
    await audit.read('list-read', { followUpIds: page.rows.map((row) => row.id) });
    return page;
  },
});

const plan = endpoint({
  method: 'POST',
  path: '/api/follow-ups',
  access: ['follow-up:plan'],
  summary: 'Plan a follow-up of a placement',
  body: newFollowUp,
  replies: idReply,
  handle: async ({ context, scope, body, reply, audit }) => {
    const planned = await context.database.write(async (transaction) => {
      const id = body.id ?? context.randomId();
      const done = await planFollowUp(transaction, planner(context, scope), id, body);
      if (done.ok) audit.write(transaction, 'planned', { followUpIds: [done.value] });
      return done;
    });
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
  handle: async ({ context, scope, params, body, audit }) => {
    const changed = await context.database.write(async (transaction) => {
      const done = await changeFollowUp(transaction, planner(context, scope), params.id, body);
      if (done.ok) audit.write(transaction, 'plan-changed', { followUpIds: [done.value] });
      return done;
    });
    return idOrProblem(changed);
  },
});

export const planningEndpoints = [listed, plan, change];
