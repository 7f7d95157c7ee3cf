import {
  credentials,
  provenStep,
  signInMeans,
  signInReply,
  stepUpMeans,
  type SignInMeans,
  type SignInReply,
} from '#domain/office/sign-in.ts';
import { sessionView } from '#domain/session.ts';
import { endpoint, ProblemError, type Call } from '../endpoint.ts';
import { enter } from '../identity/enter.ts';
import { readSessionView } from '../identity/session-view.ts';
import { closeSession, giveSession, type Caller } from '../identity/sessions.ts';
import { beginSignIn, finishSignIn, type SignIn } from '../identity/sign-in.ts';
import { siteOf } from '../identity/site.ts';
import { beginStepUp, finishStepUp } from '../identity/step-up.ts';

type AnyCall = Call<unknown, unknown, unknown>;

/** Answers that somebody who guesses must wait. */
const wait = ({ reply }: Pick<AnyCall, 'reply'>, seconds: number): never => {
  reply.header('retry-after', seconds);
  throw new ProblemError('too-many-requests');
};

const answerSignIn = async (call: AnyCall, signIn: SignIn): Promise<SignInReply> => {
  if (signIn.outcome === 'wait') return wait(call, signIn.seconds);
  if (signIn.outcome === 'second-step') return { session: null, secondStep: signIn.secondStep };
  const { context, request, reply } = call;
  const session = signIn.outcome === 'right' ? await enter(context, request, reply, signIn.userId) : null;
  if (session === null) throw new ProblemError('wrong-credentials');
  return { session, secondStep: null };
};

const waysIn = endpoint({
  method: 'GET',
  path: '/api/sign-in',
  access: 'public',
  summary: 'The ways of signing in that there are',
  replies: signInMeans,
  handle: async ({ context: { config } }): Promise<SignInMeans> => ({
    local: config.allowsLocalAccounts,
    external: config.oidc && { name: config.oidc.name },
    secondFactorRequired: config.requiresSecondFactor,
  }),
});

const signIn = endpoint({
  method: 'POST',
  path: '/api/session',
  access: 'public',
  summary: 'Sign in with a local account; where a second factor is needed the reply asks for it',
  body: credentials,
  replies: signInReply,
  handle: async (call) => {
    const { context, body, request } = call;
    if (!context.config.allowsLocalAccounts) throw new ProblemError('not-allowed');
    return answerSignIn(call, await beginSignIn(context, body, request.ip, siteOf(context, request)));
  },
});

const secondFactor = endpoint({
  method: 'POST',
  path: '/api/session/second-factor',
  access: 'public',
  summary: 'Finish signing in with a second factor',
  body: provenStep,
  replies: signInReply,
  handle: async (call) => {
    const { context, body, request } = call;
    if (!context.config.allowsLocalAccounts) throw new ProblemError('not-allowed');
    const finished = await finishSignIn(context, body.token, body.proof, siteOf(context, request));
    return answerSignIn(call, finished);
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

const callerIn = ({ scope, session }: Pick<AnyCall, 'scope' | 'session'>): Caller => {
  if (session === null) throw new ProblemError('not-signed-in');
  return { scope, session };
};

const howToStepUp = endpoint({
  method: 'GET',
  path: '/api/session/step-up',
  access: 'signed-in',
  summary: 'By what the person can show again who she is',
  replies: stepUpMeans,
  handle: (call) => beginStepUp(call.context, callerIn(call), siteOf(call.context, call.request)),
});

const stepUp = endpoint({
  method: 'POST',
  path: '/api/session/step-up',
  access: 'signed-in',
  summary: 'Show again who one is; the session gets a new token',
  body: provenStep,
  handle: async (call) => {
    const { context, body, request, reply } = call;
    const site = siteOf(context, request);
    const done = await finishStepUp(context, callerIn(call), body, request.ip, site);
    if (done.outcome === 'wait') return wait(call, done.seconds);
    if (done.outcome === 'wrong') throw new ProblemError('wrong-credentials');
    giveSession(reply, done.token);
    return undefined;
  },
});

export const sessionEndpoints = [waysIn, signIn, secondFactor, whoIsSignedIn, signOut, howToStepUp, stepUp];
