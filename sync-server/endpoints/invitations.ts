import * as z from 'zod/mini';
import { invitationAnswer, invitationView } from '#domain/office/accounts.ts';
import { sessionView } from '#domain/protocol.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { acceptInvitation } from '../identity/accept-invitation.ts';
import { findInvitation } from '../identity/invitations.ts';
import { hashPassword } from '../identity/passwords.ts';
import { readScope } from '../identity/scopes.ts';
import { readSessionView } from '../identity/session-view.ts';
import { giveSession, openSession } from '../identity/sessions.ts';

const tokenInPath = z.object({ token: z.string().check(z.maxLength(100)) });

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

const answerInvitation = endpoint({
  method: 'POST',
  path: '/api/invitations/:token',
  access: 'public',
  summary: 'Choose a password by a one-time link, and sign in',
  params: tokenInPath,
  body: invitationAnswer,
  replies: sessionView,
  handle: async ({ context, params, body, request, reply }) => {
    if (!context.config.allowsLocalAccounts) throw new ProblemError('not-allowed');
    const found = await findInvitation(context.database.query, params.token, context.now());
    if (found === undefined) throw new ProblemError('not-found');
    // Slow by design, so done before the transaction.
    const hash = await hashPassword(body.password);
    const { userId, token } = await context.database.write(async (transaction) => {
      const accepted = await acceptInvitation(
        transaction,
        params.token,
        { ...body, hash },
        context.randomId(),
        context.now(),
      );
      if (!accepted.ok) throw new ProblemError(accepted.problem);
      return {
        userId: accepted.value,
        token: await openSession(transaction, context, request, accepted.value),
      };
    });
    giveSession(reply, token);
    const scope = await readScope(context.database.query, userId);
    if (scope === null) throw new ProblemError('not-found');
    return readSessionView(context, scope);
  },
});

export const invitationEndpoints = [readInvitation, answerInvitation];
