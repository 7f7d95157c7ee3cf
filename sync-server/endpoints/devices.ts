import { enrolmentReply } from '#domain/office/accounts.ts';
import { enrolment } from '#domain/protocol.ts';
import type { ProblemCode } from '#domain/problem.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { enrol, revoke, type EnrolmentOutcome } from '../identity/devices.ts';
import { idInPath } from './parameters.ts';

const refusals: Record<Exclude<EnrolmentOutcome, 'enrolled'>, ProblemCode> = {
  'bad-key': 'invalid',
  'other-key': 'already-exists',
  revoked: 'state-conflict',
};

const enrolTablet = endpoint({
  method: 'POST',
  path: '/api/devices',
  access: 'signed-in',
  summary: 'Enrol a tablet for the person who is signed in',
  body: enrolment,
  replies: enrolmentReply,
  handle: async ({ context, scope, body }) => {
    const enrolledAt = context.now().toISOString();
    const outcome = await context.database.write((transaction) =>
      enrol(transaction, body, scope.userId, enrolledAt),
    );
    if (outcome !== 'enrolled') throw new ProblemError(refusals[outcome]);
    return { deviceId: body.deviceId, enrolledAt };
  },
});

const revokeTablet = endpoint({
  method: 'DELETE',
  path: '/api/devices/:id',
  access: ['users:administer'],
  summary: "Take away a tablet's right to send",
  params: idInPath,
  handle: async ({ context, params }) => {
    const isKnown = await context.database.write((transaction) =>
      revoke(transaction, params.id, context.now().toISOString()),
    );
    if (!isKnown) throw new ProblemError('not-found');
  },
});

export const deviceEndpoints = [enrolTablet, revokeTablet];
