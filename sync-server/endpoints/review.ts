import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import { claimReply, decisionReply, reviewEntry, reviewList, reviewPage } from '#domain/office/review.ts';
import { reviewDecision } from '#domain/register/review.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { reasonFor } from '../protection/assignment.ts';
import { claim, decide } from '../register/review-desk.ts';
import { findPlacementOf, readReviewEntry } from '../register/review-entry.ts';
import { listQueue } from '../register/review-queue.ts';
import { cursor, followUpInPath } from './parameters.ts';

const queue = endpoint({
  method: 'GET',
  path: '/api/review/queue',
  access: ['submission:review'],
  summary: 'One page of a list of the review desk',
  query: z.object({
    list: z._default(reviewList, 'awaiting'),
    board: z.optional(id),
    unit: z.optional(id),
    olderThan: z.optional(z.coerce.number().check(z.int(), z.minimum(0), z.maximum(10_000))),
    cursor,
  }),
  replies: reviewPage,
  handle: async ({ context, scope, query, audit }) => {
    const page = await listQueue(context.database.query, scope, query, context.now());
    await audit.read('list-read', {
      followUpIds: page.rows.map((row) => row.followUpId),
      placementIds: page.setAside.flatMap(({ content }) =>
        'placementId' in content ? [content.placementId] : [],
      ),
    });
    return page;
  },
});

const read = endpoint({
  method: 'GET',
  path: '/api/review/:followUpId',
  access: ['submission:review'],
  summary: 'All that the desk shows of one follow-up',
  params: followUpInPath,
  replies: reviewEntry,
  handle: async ({ context, scope, params, reply, audit }) => {
    const { database } = context;
    const found = await readReviewEntry(database, scope, params.followUpId, context.now());
    if (found === undefined) throw new ProblemError('not-found');
    const reason = await reasonFor(database.query, scope, params.followUpId, context.now());
    await audit.read('case-read', { followUpIds: [params.followUpId] }, reason);
    const head = found.entry?.head;
    if (head) reply.header('etag', `"${head}"`);
    return found;
  },
});

const decision = endpoint({
  method: 'PUT',
  path: '/api/review/:followUpId/decision',
  access: ['submission:review'],
  summary: 'Approve or return the revision that If-Match names',
  params: followUpInPath,
  body: reviewDecision,
  replies: decisionReply,
  handle: async ({ context, scope, params, body, ifMatch, reply, audit }) => {
    if (ifMatch === null) throw new ProblemError('precondition-required');
    const at = context.now().toISOString();
    const of = { followUpId: params.followUpId, head: ifMatch, decision: body };
    const decided = await context.database.write(async (transaction) => {
      // Where there is none for her, `decide` says so.
      if ((await findPlacementOf(transaction.query, scope, params.followUpId)) !== undefined)
        await reasonFor(transaction.query, scope, params.followUpId, context.now());
      const done = await decide(transaction, scope, of, { id: context.randomId(), at });
      if (done.ok) audit.write(transaction, 'reviewed', { followUpIds: [params.followUpId] });
      return done;
    });
    if (!decided.ok) throw new ProblemError(decided.problem);
    reply.header('etag', `"${ifMatch}"`);
    return { head: ifMatch, state: body.decision, at };
  },
});

const claimed = endpoint({
  method: 'POST',
  path: '/api/review/:followUpId/claim',
  access: ['submission:review'],
  summary: 'Say that one has it open for review; tells who was first',
  params: followUpInPath,
  replies: claimReply,
  handle: async ({ context, scope, params, audit }) => {
    const held = await context.database.write(async (transaction) => {
      const done = await claim(transaction, scope, params.followUpId, context.now());
      if (done !== undefined) audit.write(transaction, 'claimed', { followUpIds: [params.followUpId] });
      return done;
    });
    if (held === undefined) throw new ProblemError('not-found');
    const reviewer = await context.database.query
      .selectFrom('users')
      .select(['id', 'name', 'initials'])
      .where('id', '=', held.reviewerId)
      .executeTakeFirstOrThrow();
    return { reviewer, since: held.since, isYours: held.reviewerId === scope.userId };
  },
});

export const reviewEndpoints = [queue, read, decision, claimed];
