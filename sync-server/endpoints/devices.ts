import { enrolmentReply } from '#domain/office/accounts.ts';
import { enrolment, erasure } from '#domain/protocol.ts';
import { erasedPrefix, signatureHeader } from '#domain/signing.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { Trail } from '../audit/trail.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { rawBodyOf } from '../http.ts';
import {
  boardsOfDevice,
  enrol,
  findDevice,
  isSignedBy,
  markErased,
  markLost,
  revoke,
  type EnrolmentOutcome,
} from '../identity/devices.ts';
import { idInPath } from './parameters.ts';

const refusals: Record<Exclude<EnrolmentOutcome, 'enrolled'>, ProblemCode> = {
  'bad-key': 'invalid',
  'other-key': 'already-exists',
  gone: 'state-conflict',
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
  summary: 'End a tablet: nothing more is taken from it, not even what waits on it',
  params: idInPath,
  stepUp: true,
  handle: async ({ context, params, audit }) => {
    await context.database.write(async (transaction) => {
      if (!(await revoke(transaction, params.id, context.now().toISOString())))
        throw new ProblemError('not-found');
      audit.write(transaction, 'tablet-ended', { users: await boardsOfDevice(transaction, params.id) });
    });
  },
});

/** Says that a tablet is lost or found, and notes it in the log, both or neither. */
const mark = async (
  { context, audit }: { readonly context: Context; readonly audit: Trail },
  deviceId: string,
  what: 'lost' | 'found',
): Promise<void> => {
  const at = what === 'lost' ? context.now().toISOString() : null;
  await context.database.write(async (transaction) => {
    const state = await markLost(transaction, deviceId, at);
    if (state === undefined) throw new ProblemError('not-found');
    if (state === 'erased') throw new ProblemError('state-conflict');
    audit.write(transaction, `tablet-${what}`, { users: await boardsOfDevice(transaction, deviceId) });
  });
};

const loseTablet = endpoint({
  method: 'POST',
  path: '/api/devices/:id/lost',
  access: ['users:administer'],
  summary: 'Say that a tablet is lost: it delivers what waits on it, and then erases itself',
  params: idInPath,
  stepUp: true,
  handle: ({ context, params, audit }) => mark({ context, audit }, params.id, 'lost'),
});

const findTablet = endpoint({
  method: 'DELETE',
  path: '/api/devices/:id/lost',
  access: ['users:administer'],
  summary: 'Say that a lost tablet has been found, before it has erased itself',
  params: idInPath,
  stepUp: true,
  handle: ({ context, params, audit }) => mark({ context, audit }, params.id, 'found'),
});

const confirmErasure = endpoint({
  method: 'POST',
  path: '/api/devices/:id/erased',
  access: 'device',
  summary: 'A lost tablet says that it holds nothing more; the answer has its browser clear what may be left',
  params: idInPath,
  body: erasure,
  handle: async ({ context, params, body, request, reply }) => {
    const device = body.deviceId === params.id ? await findDevice(context.database, params.id) : undefined;
    const signature = request.headers[signatureHeader];
    const { bytes } = rawBodyOf(request);
    // Whoever is no tablet does not hear which there are.
    if (
      device === undefined ||
      typeof signature !== 'string' ||
      !isSignedBy(device, bytes, signature, erasedPrefix)
    ) {
      throw new ProblemError('bad-signature');
    }
    if (device.state === 'active') throw new ProblemError('state-conflict');
    await context.database.write((transaction) =>
      markErased(transaction, params.id, context.now().toISOString(), body.undelivered),
    );
    reply.header('clear-site-data', '"cache", "cookies", "storage"');
  },
});

export const deviceEndpoints = [enrolTablet, revokeTablet, loseTablet, findTablet, confirmErasure];
