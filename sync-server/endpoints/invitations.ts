import * as z from 'zod/mini';
import {
  invitationAnswer,
  invitationFactor,
  invitationView,
  type InvitationAnswer,
} from '#domain/office/accounts.ts';
import { factorBegun } from '#domain/office/sign-in.ts';
import { sessionView } from '#domain/session.ts';
import type { FastifyRequest } from 'fastify';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { acceptInvitation, type FactorToKeep } from '../identity/accept-invitation.ts';
import { browserNameOf } from '../identity/browser-name.ts';
import { enter } from '../identity/enter.ts';
import { beginFactor, checkFactor } from '../identity/factor-enrolment.ts';
import { findInvitation } from '../identity/invitations.ts';
import { hashPassword, refuseSimple } from '../identity/passwords.ts';
import { siteOf } from '../identity/site.ts';

const tokenInPath = z.object({ token: z.string().check(z.maxLength(100)) });

const find = async ({ config, database, now }: Context, token: string) => {
  const found = await findInvitation(database.query, token, now());
  if (found === undefined) throw new ProblemError('not-found');
  if (!config.allowsLocalAccounts) throw new ProblemError('not-allowed');
  return found;
};

const readInvitation = endpoint({
  method: 'GET',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'Whom a one-time link is for',
  params: tokenInPath,
  replies: invitationView,
  handle: async ({ context, params }) => {
    const found = await findInvitation(context.database.query, params.token, context.now());
    if (found === undefined) throw new ProblemError('not-found');
    return {
      purpose: found.purpose,
      name: found.name,
      userName: found.user_name,
      expiresAt: found.expires_at,
    };
  },
});

const beginItsFactor = endpoint({
  method: 'POST',
  path: '/api/invitations/:token/factor',
  access: 'public',
  summary: 'Begin the second factor of whoever has a one-time link',
  params: tokenInPath,
  body: invitationFactor,
  replies: factorBegun,
  handle: async ({ context, params, body, request }) => {
    const found = await find(context, params.token);
    const userName = found.user_name ?? body.userName;
    if (userName === undefined) throw new ProblemError('invalid');
    // The first administrator is not a user yet: her id is made here, and kept with what is begun.
    const user = { id: found.user_id ?? context.randomId(), userName };
    return beginFactor(context, user, body.kind, siteOf(context, request));
  },
});

const factorIn = async (
  context: Context,
  { factor }: InvitationAnswer,
  request: FastifyRequest,
): Promise<FactorToKeep | null> => {
  if (factor === undefined) {
    if (context.config.requiresSecondFactor) throw new ProblemError('invalid');
    return null;
  }
  const checked = await checkFactor(context, factor, siteOf(context, request));
  if (checked === null) throw new ProblemError('wrong-credentials');
  const label = factor.kind === 'passkey' ? browserNameOf(request.headers['user-agent']) : '';
  return { ...checked, token: factor.token, id: context.randomId(), label };
};

const answerInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'Choose a password and a second factor by a one-time link, and sign in',
  params: tokenInPath,
  body: invitationAnswer,
  replies: sessionView,
  handle: async ({ context, params, body, request, reply }) => {
    const found = await find(context, params.token);
    const names = [found.name, found.user_name, body.name, body.userName];
    refuseSimple(
      body.password,
      '/password',
      names.flatMap((each) => each ?? []),
    );
    const factor = await factorIn(context, body, request);
    // Slow by design, so done before the transaction.
    const hash = await hashPassword(body.password);
    const userId = await context.database.write(async (transaction) => {
      const answer = { ...body, hash, factor };
      const newId = factor?.userId ?? context.randomId();
      const accepted = await acceptInvitation(transaction, params.token, answer, newId, context.now());
      if (!accepted.ok) throw new ProblemError(accepted.problem);
      return accepted.value;
    });
    const session = await enter(context, request, reply, userId);
    if (session === null) throw new ProblemError('not-found');
    return session;
  },
});

export const invitationEndpoints = [readInvitation, beginItsFactor, answerInvitation];
