import * as z from 'zod/mini';
import { dayIn } from '#domain/day.ts';
import { id } from '#domain/ids.ts';
import { logFilter, logPage, newLogCheck } from '#domain/office/log-control.ts';
import { month, monthOf } from '#domain/report/period.ts';
import { boardsChecked, readLog, saveCheck } from '../audit/log-control.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { cursor } from './parameters.ts';

const read = endpoint({
  method: 'GET',
  path: '/api/log-control',
  access: ['log:check'],
  summary: "A month of the log of who read and wrote persons' data: its sample, or what stands out",
  query: z.object({
    month: z.optional(month),
    board: z.optional(id),
    filter: z._default(logFilter, 'sample'),
    cursor,
  }),
  replies: logPage,
  handle: ({ context, scope, query }) =>
    readLog(context.database.query, context.audit.keys, scope, {
      ...query,
      month: query.month ?? monthOf(dayIn(context.now())),
    }),
});

const check = endpoint({
  method: 'POST',
  path: '/api/log-control/checks',
  access: ['log:check'],
  summary: "Note that one has checked a month of a board's log, and what came of it",
  body: newLogCheck,
  replies: z.strictObject({ id }),
  handle: async ({ context, scope, body, reply }) => {
    const boards = await boardsChecked(context.database.query, scope);
    if (!boards.some((board) => board.id === body.boardId)) throw new ProblemError('not-found');
    if (body.month > monthOf(dayIn(context.now()))) throw new ProblemError('state-conflict');
    const using = { id: context.randomId(), at: context.now().toISOString() };
    await context.database.write((transaction) => saveCheck(transaction, scope, body, using));
    reply.status(201);
    return { id: using.id };
  },
});

export const logControlEndpoints = [read, check];
