import type { Scope } from '#domain/organisation/access.ts';
import {
  recoveredReply,
  recoveriesReply,
  recoveryDeposit,
  recoveryKeyReply,
  recoveryRequest,
  recoveryView,
  type RecoveryView,
} from '#domain/sealing.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import {
  approveRecovery,
  askForRecovery,
  deposit,
  readRecoveries,
  releaseDataKey,
} from '../sealing/recoveries.ts';
import { idInPath } from './parameters.ts';

/** The board whose recovery key is hers: the first of those that her team handles. Without cases there is nothing to recover. */
const boardOf = (scope: Scope): string => {
  const [board] = (scope.team?.boards ?? []).toSorted();
  if (board === undefined) throw new ProblemError('state-conflict');
  return board;
};

const recoveryKey = endpoint({
  method: 'GET',
  path: '/api/recovery-key',
  access: ['follow-up:carry-out'],
  summary: "The public key that a tablet's data key is sealed for, so that it can be recovered",
  replies: recoveryKeyReply,
  handle: async ({ context, scope }) => {
    const boardId = boardOf(scope);
    return { boardId, key: context.sealing.recoveryKeyFor(boardId) };
  },
});

const keepDeposit = endpoint({
  method: 'PUT',
  path: '/api/devices/:id/recovery',
  access: ['follow-up:carry-out'],
  summary: 'Keep the sealed data key of whoever is signed in, of one of her tablets',
  params: idInPath,
  body: recoveryDeposit,
  handle: async ({ context, scope, params, body }) => {
    const boardId = boardOf(scope);
    // Only for a key that can be opened when it is needed.
    if (context.sealing.recoveryKey(body.keyId) === undefined) throw new ProblemError('invalid');
    const of = { ...body, deviceId: params.id, userId: scope.userId, boardId };
    const isKept = await context.database.write((transaction) => deposit(transaction, of, context.now()));
    if (!isKept) throw new ProblemError('not-found');
  },
});

const readOne = async (context: Context, recoveryId: string): Promise<RecoveryView> => {
  const [recovery] = await readRecoveries(context.database.query, context.now(), recoveryId);
  if (recovery === undefined) throw new ProblemError('not-found');
  return recovery;
};

const ask = endpoint({
  method: 'POST',
  path: '/api/recoveries',
  access: ['follow-up:carry-out'],
  summary: "Ask for one's data key of a tablet back; two administrators have to approve",
  body: recoveryRequest,
  replies: recoveryView,
  handle: async ({ context, scope, body, reply }) => {
    const of = { ...body, id: context.randomId(), userId: scope.userId };
    const asked = await context.database.write((transaction) =>
      askForRecovery(transaction, of, context.now()),
    );
    if (asked === undefined) throw new ProblemError('not-found');
    reply.status(201);
    return readOne(context, asked);
  },
});

const list = endpoint({
  method: 'GET',
  path: '/api/recoveries',
  access: ['users:administer'],
  summary: 'The recoveries of the last month, with who has approved them',
  replies: recoveriesReply,
  handle: async ({ context }) => ({
    recoveries: await readRecoveries(context.database.query, context.now()),
  }),
});

const readOwn = endpoint({
  method: 'GET',
  path: '/api/recoveries/:id',
  access: ['follow-up:carry-out'],
  summary: 'How a recovery stands that one has asked for',
  params: idInPath,
  replies: recoveryView,
  handle: async ({ context, scope, params }) => {
    const recovery = await readOne(context, params.id);
    if (recovery.userId !== scope.userId) throw new ProblemError('not-found');
    return recovery;
  },
});

const approve = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/approvals',
  access: ['users:administer'],
  stepUp: true,
  summary: 'Approve a recovery; the second administrator releases it to her who asked',
  params: idInPath,
  replies: recoveryView,
  handle: async ({ context, scope, params }) => {
    const approved = await context.database.write((transaction) =>
      approveRecovery(transaction, params.id, scope.userId, context.now()),
    );
    if (!approved.ok) throw new ProblemError(approved.problem);
    return readOne(context, params.id);
  },
});

const fetchDataKey = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/data-key',
  access: ['follow-up:carry-out'],
  summary: 'The data key, sealed for the tablet that asked; once',
  params: idInPath,
  replies: recoveredReply,
  handle: async ({ context, scope, params }) => {
    const released = await context.database.write((transaction) =>
      releaseDataKey(transaction, context.sealing, params.id, scope.userId, context.now()),
    );
    if (!released.ok) throw new ProblemError(released.problem);
    return { sealed: released.value };
  },
});

export const recoveryEndpoints = [recoveryKey, keepDeposit, ask, list, readOwn, approve, fetchDataKey];
