import * as z from 'zod/mini';
import { dayIn } from '#domain/day.ts';
import { id } from '#domain/ids.ts';
import { newPurge, purgeList, type RetentionRule } from '#domain/office/purging.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import {
  approvePurge,
  boardsPurged,
  listPurges,
  proposePurge,
  withdrawPurge,
} from '../retention/purge-store.ts';
import { readRules } from '../retention/rules.ts';
import { runApprovedPurges } from '../retention/run-purges.ts';
import { idInPath } from './parameters.ts';

const rulesOf = (context: Context): readonly RetentionRule[] => {
  const rules = readRules(context.config);
  // Checked at the start; a file that has been spoilt since purges nothing.
  if (!rules.ok) throw new ProblemError('state-conflict', { detail: 'retention-file' });
  return rules.value;
};

const list = endpoint({
  method: 'GET',
  path: '/api/purges',
  access: ['purge:decide'],
  summary: 'What is proposed to be purged, and what has been, with the rules',
  replies: purgeList,
  handle: async ({ context, scope, audit }) => {
    const { purges, placementIds } = await listPurges(context.database.query, scope);
    await audit.read('list-read', { placementIds });
    return {
      purges,
      rules: [...rulesOf(context)],
      boards: await boardsPurged(context.database.query, scope),
    };
  },
});

const propose = endpoint({
  method: 'POST',
  path: '/api/purges',
  access: ['purge:decide'],
  summary: 'A dry run of the rules for a board: makes a proposal, and purges nothing',
  body: newPurge,
  replies: z.strictObject({ id: z.nullable(id) }),
  handle: async ({ context, scope, body, audit }) => {
    const boards = await boardsPurged(context.database.query, scope);
    if (!boards.some((board) => board.id === body.boardId)) throw new ProblemError('not-found');
    const of = { boardId: body.boardId, rules: rulesOf(context), today: dayIn(context.now()) };
    const using = { id: context.randomId(), at: context.now().toISOString() };
    return context.database.write(async (transaction) => {
      const due = await proposePurge(transaction, scope, of, using);
      if (due.length === 0) return { id: null };
      audit.write(transaction, 'list-read', { placementIds: due.flatMap((file) => file.placementIds) });
      return { id: using.id };
    });
  },
});

const approve = endpoint({
  method: 'POST',
  path: '/api/purges/:id/approvals',
  access: ['purge:decide'],
  stepUp: true,
  summary: 'Approve a proposal; when two different people have, it is carried out',
  params: idInPath,
  handle: async ({ context, scope, params }) => {
    const at = context.now().toISOString();
    const done = await context.database.write((transaction) =>
      approvePurge(transaction, scope, params.id, at),
    );
    if (!done.ok) throw new ProblemError(done.problem);
    await runApprovedPurges(context);
  },
});

const withdraw = endpoint({
  method: 'POST',
  path: '/api/purges/:id/withdrawal',
  access: ['purge:decide'],
  summary: 'Withdraw a proposal',
  params: idInPath,
  handle: async ({ context, scope, params }) => {
    const done = await context.database.write((transaction) => withdrawPurge(transaction, scope, params.id));
    if (!done.ok) throw new ProblemError(done.problem);
  },
});

export const purgeEndpoints = [list, propose, approve, withdraw];
