import { credentials } from '#domain/office/accounts.ts';
import { sessionView } from '#domain/protocol.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { readScope } from '../identity/scopes.ts';
import { readSessionView } from '../identity/session-view.ts';
import { closeSession, giveSession, openSession } from '../identity/sessions.ts';
import { judgeCredentials } from '../identity/sign-in.ts';

const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: 'Sign in with a local account',
  body: credentials,
  replies: sessionView,
  handle: async ({ context, body, request, reply }) => {
    if (!context.config.allowsLocalAccounts) throw new ProblemError('not-allowed');
    const judged = await judgeCredentials(context, body, request.ip);
    if (judged.outcome === 'wait') {
      reply.header('retry-after', judged.seconds);
      throw new ProblemError('too-many-requests');
    }
    if (judged.outcome === 'wrong') throw new ProblemError('wrong-credentials');
    const scope = await readScope(context.database.query, judged.userId);
    if (scope === null) throw new ProblemError('wrong-credentials');
    const view = await readSessionView(context, scope);
    const token = await context.database.write((transaction) =>
      openSession(transaction, context, request, scope.userId),
    );
    giveSession(reply, token);
    return view;
  },
});

const whoIsSignedIn = endpoint({
  method: 'GET',
  path: '/api/session',
  access: 'signed-in',
  summary: 'Who is signed in',
  replies: sessionView,
  handle: ({ context, scope }) => readSessionView(context, scope),
});

const signOut = endpoint({
  method: 'DELETE',
  path: '/api/session',
  access: 'public',
  summary: 'Sign out',
  handle: ({ context, request, reply }) => closeSession(context, request, reply),
});

export const sessionEndpoints = [signIn, whoIsSignedIn, signOut];
