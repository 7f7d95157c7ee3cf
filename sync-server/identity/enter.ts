import type { FastifyReply, FastifyRequest } from 'fastify';
import type { SessionView } from '#domain/session.ts';
import type { Context } from '../context.ts';
import { readScope } from './scopes.ts';
import { readSessionView } from './session-view.ts';
import { giveSession, openSession } from './sessions.ts';

/** Lets in somebody who has shown who she is with a local account; null where she is not active any more. */
export const enter = async (
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
  userId: string,
): Promise<SessionView | null> => {
  const scope = await readScope(context.database.query, userId);
  if (scope === null) return null;
  const view = await readSessionView(context, scope);
  const token = await context.database.write((transaction) =>
    openSession(transaction, context, request, { userId, way: 'local' }),
  );
  giveSession(reply, token);
  return view;
};
