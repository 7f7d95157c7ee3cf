import { accessReasonReply, newAccessReason } from '#domain/office/protection.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { giveReason, wordsOf } from '../protection/assignment.ts';
import { findPlacementOf } from '../register/review-entry.ts';

const give = endpoint({
  method: 'POST',
  path: '/api/access-reasons',
  access: ['submission:review'],
  summary: 'Say why one opens a case in which one has no assignment; it is logged, and holds for some hours',
  body: newAccessReason,
  replies: accessReasonReply,
  handle: async ({ context, scope, body, audit, reply }) => {
    const placementId = await findPlacementOf(context.database.query, scope, body.followUpId);
    if (placementId === undefined) throw new ProblemError('not-found');
    const expiresAt = await context.database.write(async (transaction) => {
      audit.write(transaction, 'reason-given', { placementIds: [placementId] }, wordsOf(body));
      return giveReason(transaction, scope, placementId, body, context.now());
    });
    reply.status(201);
    return { expiresAt };
  },
});

export const accessReasonEndpoints = [give];
