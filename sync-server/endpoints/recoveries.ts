import type { AuditAction } from '#domain/office/log-control.ts';
import type { Scope } from '#domain/organisation/access.ts';
import {
  recoveredReply,
  recoveriesReply,
  recoveryApproval,
  recoveryDeposit,
  recoveryKeyReply,
  recoveryRejection,
  recoveryRequest,
  recoveryView,
  type RecoveryView,
} from '#domain/recovery.ts';
import type { Result } from '#domain/result.ts';
import type { ProblemCode } from '#domain/problem.ts';
import type { Trail } from '../audit/trail.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import {
  approveRecovery,
  askForRecovery,
  readRecoveryFacts,
  rejectRecovery,
  releaseRecovery,
  withdrawRecovery,
} from '../sealing/recoveries.ts';
import { canSealFor } from '../sealing/hpke.ts';
import { keepDeposit, readDeposit } from '../sealing/recovery-deposits.ts';
import { readRecoveries } from '../sealing/recovery-list.ts';
import { idInPath } from './parameters.ts';

/** The board whose recovery key is hers: the first of those that her team handles. Without cases there is nothing to recover. */
const boardOf = (scope: Scope): string => {
  const [board] = (scope.team?.boards ?? []).toSorted();
  if (board === undefined) throw new ProblemError('state-conflict');
  return board;
};

const readKey = endpoint({
  method: 'GET',
  path: '/api/devices/:id/recovery',
  access: ['follow-up:carry-out'],
  summary: 'The public recovery key of her board, and which deposit is kept of her for that tablet',
  params: idInPath,
  replies: recoveryKeyReply,
  handle: async ({ context, scope, params }) => {
    const boardId = boardOf(scope);
    const whose = { deviceId: params.id, userId: scope.userId };
    const kept = await readDeposit(context.database.query, whose);
    if (kept === undefined) throw new ProblemError('not-found');
    return {
      key: context.sealing.recoveryKeyFor(boardId),
      deposit: kept && { keyId: kept.keyId, slotId: kept.slotId },
    };
  },
});

const deposit = endpoint({
  method: 'PUT',
  path: '/api/devices/:id/recovery',
  access: ['follow-up:carry-out'],
  summary: 'Keep what opens the recovery slot of her store on one of her tablets, sealed for her board',
  params: idInPath,
  body: recoveryDeposit,
  handle: async ({ context, scope, params, body }) => {
    const boardId = boardOf(scope);
    // Only for a key that can be opened when it is needed.
    if (context.sealing.recoveryKey(body.keyId) === undefined) throw new ProblemError('invalid');
    const of = { ...body, deviceId: params.id, userId: scope.userId, boardId };
    const isKept = await context.database.write((transaction) => keepDeposit(transaction, of, context.now()));
    if (!isKept) throw new ProblemError('not-found');
  },
});

const readOne = async (
  context: Context,
  only: { readonly id: string; readonly askedBy?: string },
): Promise<RecoveryView> => {
  const [recovery] = await readRecoveries(context.database.query, context.now(), only);
  if (recovery === undefined) throw new ProblemError('not-found');
  return recovery;
};

/** Does something with a recovery and notes it in the log of the board, both or neither. */
const doTo = async <Value>(
  { context, audit }: { readonly context: Context; readonly audit: Trail },
  recoveryId: string,
  note: { readonly action: AuditAction; readonly why?: string },
  work: (transaction: WriteTransaction) => Promise<Result<Value, ProblemCode>>,
): Promise<Value> =>
  context.database.write(async (transaction) => {
    const done = await work(transaction);
    if (!done.ok) throw new ProblemError(done.problem);
    const facts = await readRecoveryFacts(transaction, recoveryId);
    const users = facts === undefined ? [] : [{ userId: facts.user_id, boardId: facts.board_id }];
    audit.write(transaction, note.action, { users }, note.why);
    return done.value;
  });

const ask = endpoint({
  method: 'POST',
  path: '/api/recoveries',
  access: ['follow-up:carry-out'],
  // Whoever finds an open session and a locked tablet is not she.
  stepUp: true,
  summary: 'Ask for what opens her store on a tablet; two administrators have to approve',
  body: recoveryRequest,
  replies: recoveryView,
  handle: async ({ context, scope, body, audit, reply }) => {
    const boardId = boardOf(scope);
    // What two administrators release could never be sealed for it.
    if (!canSealFor(body.publicKey)) throw new ProblemError('invalid');
    const of = { ...body, id: context.randomId(), userId: scope.userId, boardId };
    await context.database.write(async (transaction) => {
      if (!(await askForRecovery(transaction, of, context.now()))) throw new ProblemError('not-found');
      audit.write(transaction, 'recovery-asked', { users: [{ userId: of.userId, boardId }] });
    });
    reply.status(201);
    return readOne(context, { id: of.id });
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
  handle: ({ context, scope, params }) => readOne(context, { id: params.id, askedBy: scope.userId }),
});

const approve = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/approvals',
  access: ['users:administer'],
  stepUp: true,
  summary:
    'Approve a recovery, with the code that its asker has told; the second administrator releases it to her',
  params: idInPath,
  body: recoveryApproval,
  replies: recoveryView,
  handle: async ({ context, audit, scope, params, body }) => {
    const of = { ...body, id: params.id, administratorId: scope.userId };
    await doTo(
      { context, audit },
      params.id,
      { action: 'recovery-approved', why: body.reason },
      (transaction) => approveRecovery(transaction, of, context.now()),
    );
    return readOne(context, { id: params.id });
  },
});

const reject = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/rejection',
  access: ['users:administer'],
  summary: 'Reject a recovery, with the reason; its asker sees it',
  params: idInPath,
  body: recoveryRejection,
  replies: recoveryView,
  handle: async ({ context, audit, scope, params, body }) => {
    const of = { ...body, id: params.id, administratorId: scope.userId };
    await doTo(
      { context, audit },
      params.id,
      { action: 'recovery-rejected', why: body.reason },
      (transaction) => rejectRecovery(transaction, of, context.now()),
    );
    return readOne(context, { id: params.id });
  },
});

const withdraw = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/withdrawal',
  access: ['follow-up:carry-out'],
  summary: 'Take back what one has asked for',
  params: idInPath,
  handle: async ({ context, audit, scope, params }) => {
    await doTo({ context, audit }, params.id, { action: 'recovery-withdrawn' }, (transaction) =>
      withdrawRecovery(transaction, params.id, scope.userId, context.now()),
    );
  },
});

const release = endpoint({
  method: 'POST',
  path: '/api/recoveries/:id/release',
  access: ['follow-up:carry-out'],
  stepUp: true,
  summary: 'What opens the slot, sealed for the tablet that asked',
  params: idInPath,
  replies: recoveredReply,
  handle: ({ context, audit, scope, params }) =>
    doTo({ context, audit }, params.id, { action: 'recovery-fetched' }, (transaction) =>
      releaseRecovery(transaction, context.sealing, params.id, scope.userId, context.now()),
    ),
});

export const recoveryEndpoints = [readKey, deposit, ask, list, readOwn, approve, reject, withdraw, release];
