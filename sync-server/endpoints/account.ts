import { ownAccount, passwordChange } from '#domain/office/own-account.ts';
import { factorBegun, factorFinished, factorWanted } from '#domain/office/sign-in.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError, type Call } from '../endpoint.ts';
import { browserNameOf } from '../identity/browser-name.ts';
import { endCeremony } from '../identity/ceremonies.ts';
import { beginFactor, checkFactor } from '../identity/factor-enrolment.ts';
import { readOwnAccount } from '../identity/own-account.ts';
import { hashPassword, refuseSimple } from '../identity/passwords.ts';
import { addFactor, factorsOf, removeFactor } from '../identity/second-factors.ts';
import { endSessions, type Caller } from '../identity/sessions.ts';
import { judgePassword } from '../identity/sign-in.ts';
import { siteOf } from '../identity/site.ts';
import { countAttempt, forgetAttempts } from '../identity/throttle.ts';
import { keepPassword } from '../identity/users.ts';
import { idInPath } from './parameters.ts';

const callerIn = ({ scope, session }: Pick<Call<unknown, unknown, unknown>, 'scope' | 'session'>): Caller => {
  if (session === null) throw new ProblemError('not-signed-in');
  return { scope, session };
};

/** The caller's local account; second factors and passwords are for those who have one. */
const localAccount = async ({ config, database }: Context, userId: string) => {
  const user = await database.query
    .selectFrom('users')
    .select(['name', 'user_name', 'password_hash'])
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  if (!config.allowsLocalAccounts || user.password_hash === null) throw new ProblemError('not-allowed');
  return { id: userId, userName: user.user_name, name: user.name };
};

const readAccount = endpoint({
  method: 'GET',
  path: '/api/account',
  access: 'signed-in',
  summary: "One's own second factors, open sessions and tablets",
  replies: ownAccount,
  handle: (call) => readOwnAccount(call.context, callerIn(call)),
});

const endOneSession = endpoint({
  method: 'DELETE',
  path: '/api/account/sessions/:id',
  access: 'signed-in',
  summary: 'End one of one’s own sessions',
  params: idInPath,
  handle: async ({ context, scope, params }) => {
    const ended = await context.database.write((transaction) =>
      endSessions(transaction, scope.userId, { only: params.id }),
    );
    if (ended === 0) throw new ProblemError('not-found');
  },
});

const endOtherSessions = endpoint({
  method: 'DELETE',
  path: '/api/account/sessions',
  access: 'signed-in',
  summary: 'End all of one’s own sessions but this one',
  handle: async (call) => {
    const { scope, session } = callerIn(call);
    await call.context.database.write((transaction) =>
      endSessions(transaction, scope.userId, { allBut: session.id }),
    );
  },
});

const beginNewFactor = endpoint({
  method: 'POST',
  path: '/api/account/factors',
  access: 'signed-in',
  stepUp: true,
  summary: 'Begin a second factor: an authenticator app or a passkey',
  body: factorWanted,
  replies: factorBegun,
  handle: async ({ context, scope, body, request }) => {
    const user = await localAccount(context, scope.userId);
    return beginFactor(context, user, body.kind, siteOf(context, request));
  },
});

const keepNewFactor = endpoint({
  method: 'PUT',
  path: '/api/account/factors',
  access: 'signed-in',
  stepUp: true,
  summary: 'Finish the second factor that was begun; an authenticator app replaces the former',
  body: factorFinished,
  replies: ownAccount,
  handle: async (call) => {
    const { context, body, request } = call;
    const caller = callerIn(call);
    const checked = await checkFactor(context, body, siteOf(context, request));
    if (checked?.userId !== caller.scope.userId) throw new ProblemError('wrong-credentials');
    const of = {
      id: context.randomId(),
      userId: checked.userId,
      label: body.kind === 'passkey' ? browserNameOf(request.headers['user-agent']) : '',
      at: context.now().toISOString(),
    };
    const isAdded = await context.database.write(
      async (transaction) =>
        (await endCeremony(transaction, body.token)) && addFactor(transaction, checked.factor, of),
    );
    if (!isAdded) throw new ProblemError('already-exists');
    return readOwnAccount(context, caller);
  },
});

const dropFactor = endpoint({
  method: 'DELETE',
  path: '/api/account/factors/:id',
  access: 'signed-in',
  stepUp: true,
  summary: 'Remove a second factor; the last one stays where one is required',
  params: idInPath,
  handle: async ({ context, scope, params }) => {
    await context.database.write(async (transaction) => {
      if (!(await removeFactor(transaction, scope.userId, params.id))) throw new ProblemError('not-found');
      const left = await factorsOf(transaction, scope.userId);
      if (left.length === 0 && context.config.requiresSecondFactor) throw new ProblemError('state-conflict');
    });
  },
});

const changePassword = endpoint({
  method: 'PUT',
  path: '/api/account/password',
  access: 'signed-in',
  summary: "Change one's password; the other sessions end",
  body: passwordChange,
  handle: async (call) => {
    const { context, body, request, reply } = call;
    const { scope, session } = callerIn(call);
    const { userName, name } = await localAccount(context, scope.userId);
    refuseSimple(body.next, '/next', [userName, name]);
    const at = context.now();
    const seconds = await context.database.write((transaction) =>
      countAttempt(transaction, userName, request.ip, at),
    );
    if (seconds > 0) {
      reply.header('retry-after', seconds);
      throw new ProblemError('too-many-requests');
    }
    const judged = await judgePassword(context, { userName, password: body.current });
    if (!judged.isRight || judged.userId !== scope.userId) throw new ProblemError('wrong-credentials');
    const hash = await hashPassword(body.next);
    await context.database.write(async (transaction) => {
      await forgetAttempts(transaction, userName, request.ip, at);
      await keepPassword(transaction, scope.userId, hash);
      await endSessions(transaction, scope.userId, { allBut: session.id });
    });
  },
});

export const accountEndpoints = [
  readAccount,
  endOneSession,
  endOtherSessions,
  beginNewFactor,
  keepNewFactor,
  dropFactor,
  changePassword,
];
