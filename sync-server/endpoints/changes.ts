import * as z from 'zod/mini';
import { changesReply } from '#domain/protocol.ts';
import { dayIn } from '#domain/day.ts';
import { endpoint } from '../endpoint.ts';
import { readChanges } from '../register/changes.ts';

const query = z.object({
  cursor: z.optional(z.string().check(z.maxLength(4_000))),
  limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(500)), 200),
});

/** What has changed for the person who is signed in: what her tablet is to hold. */
export const changes = endpoint({
  method: 'GET',
  path: '/api/changes',
  access: ['follow-up:carry-out'],
  summary: 'One page of what has changed for the person since the cursor',
  query,
  replies: changesReply,
  handle: async ({ context, scope, query: { cursor, limit }, audit }) => {
    const page = await readChanges(context.database, scope, cursor, limit, dayIn(context.now()));
    await audit.read('fetched-to-tablet', {
      placementIds: page.changes.flatMap((each) => (each.kind === 'placement' ? [each.id] : [])),
      followUpIds: page.changes.flatMap((each) => (each.kind === 'follow-up' ? [each.id] : [])),
    });
    return page;
  },
});
