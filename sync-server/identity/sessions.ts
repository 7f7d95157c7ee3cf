import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from '#domain/organisation/access.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { readScope } from './scopes.ts';
import { hashOfSession, newToken } from './tokens.ts';

/** The prefix makes browsers keep it to this very host, over HTTPS (or localhost), for all paths. */
export const sessionCookieName = '__Host-foljsam';
const minute = 60_000;
const longestIdle = 30 * minute;
const longestLife = 8 * 60 * minute;
/** How often the last sign of life is written down: not at every request, for each write waits for the disk. */
const seenEvery = minute;

const tokenOf = (request: FastifyRequest): string | null => {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === sessionCookieName && value !== undefined && value !== '') return value;
  }
  return null;
};

const instantBefore = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() - milliseconds).toISOString();

/** The scope of whoever is signed in, from the session and never from the request; null for nobody. */
export const scopeOfRequest = async (context: Context, request: FastifyRequest): Promise<Scope | null> => {
  const token = tokenOf(request);
  if (token === null) return null;
  const now = context.now();
  const hash = hashOfSession(token, context.config.secret);
  const session = await context.database.query
    .selectFrom('sessions')
    .select(['user_id', 'seen_at'])
    .where('token_hash', '=', hash)
    .where('created_at', '>', instantBefore(now, longestLife))
    .where('seen_at', '>', instantBefore(now, longestIdle))
    .executeTakeFirst();
  if (session === undefined) return null;
  if (session.seen_at < instantBefore(now, seenEvery)) {
    await context.database.write(({ query }) =>
      query
        .updateTable('sessions')
        .set({ seen_at: now.toISOString() })
        .where('token_hash', '=', hash)
        .execute(),
    );
  }
  return readScope(context.database.query, session.user_id);
};

/**
 * Opens a session in the given transaction, in place of the one that the request came with, and removes those that
 * have run out. The token goes into the reply with `giveSession` once the transaction has been committed.
 */
export const openSession = async (
  transaction: WriteTransaction,
  context: Context,
  request: FastifyRequest,
  userId: string,
): Promise<string> => {
  const { secret } = context.config;
  const now = context.now();
  const token = newToken();
  const former = tokenOf(request);
  await transaction.query
    .deleteFrom('sessions')
    .where((is) =>
      is.or([
        is('token_hash', '=', former === null ? '' : hashOfSession(former, secret)),
        is('created_at', '<=', instantBefore(now, longestLife)),
        is('seen_at', '<=', instantBefore(now, longestIdle)),
      ]),
    )
    .execute();
  await transaction.query
    .insertInto('sessions')
    .values({
      token_hash: hashOfSession(token, secret),
      user_id: userId,
      created_at: now.toISOString(),
      seen_at: now.toISOString(),
    })
    .execute();
  return token;
};

const attributes = 'Path=/; HttpOnly; Secure; SameSite=Strict';

/** Sets the session's cookie. It goes when the browser closes; the server ends the session in any case. */
export const giveSession = (reply: FastifyReply, token: string): void => {
  reply.header('set-cookie', `${sessionCookieName}=${token}; ${attributes}`);
};

/** Ends the session that the request came with, if any. */
export const closeSession = async (
  context: Context,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<void> => {
  const token = tokenOf(request);
  if (token !== null) {
    await context.database.write(({ query }) =>
      query
        .deleteFrom('sessions')
        .where('token_hash', '=', hashOfSession(token, context.config.secret))
        .execute(),
    );
  }
  reply.header('set-cookie', `${sessionCookieName}=; Max-Age=0; ${attributes}`);
};
