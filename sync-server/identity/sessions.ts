import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Scope } from '#domain/organisation/access.ts';
import type { Context } from '../context.ts';
import type { WriteTransaction } from '../database/database.ts';
import { browserNameOf } from './browser-name.ts';
import { readScope } from './scopes.ts';
import { hashOfSession, newToken } from './tokens.ts';

/** The prefix makes browsers keep it to this very host, over HTTPS (or localhost), for all paths. */
export const sessionCookieName = '__Host-foljsam';
const minute = 60_000;
const longestIdle = 30 * minute;
const longestLife = 8 * 60 * minute;
/** How often the last sign of life is written down: not at every request, for each write waits for the disk. */
const seenEvery = minute;
/** How long a proof of who she is is good for what asks for one. */
const provedFor = 5 * minute;

/** The value of a cookie that a request came with; null where it came without. */
export const cookieOf = (request: FastifyRequest, wanted: string): string | null => {
  for (const pair of (request.headers.cookie ?? '').split(';')) {
    const [name, value] = pair.trim().split('=', 2);
    if (name === wanted && value !== undefined && value !== '') return value;
  }
  return null;
};

const tokenOf = (request: FastifyRequest): string | null => cookieOf(request, sessionCookieName);

const instantBefore = (now: Date, milliseconds: number): string =>
  new Date(now.getTime() - milliseconds).toISOString();

/** Whoever is signed in, and by which session. */
export interface Caller {
  readonly scope: Scope;
  readonly session: CallerSession;
}

/** The session that a request came with. */
export interface CallerSession {
  readonly id: string;
  readonly tokenHash: string;
  /** When she last proved who she is. */
  readonly provedAt: Date;
  /** With an account of Följsam's own, or at the organisation's provider. */
  readonly way: 'local' | 'external';
}

/** Who is signed in, from the session and never from the rest of the request; null for nobody. */
export const callerOf = async (context: Context, request: FastifyRequest): Promise<Caller | null> => {
  const token = tokenOf(request);
  if (token === null) return null;
  const now = context.now();
  const hash = hashOfSession(token, context.config.secret);
  const session = await liveSessions(context.database.query, now)
    .select(['id', 'user_id', 'seen_at', 'proved_at', 'way'])
    .where('token_hash', '=', hash)
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
  const scope = await readScope(context.database.query, session.user_id);
  return (
    scope && {
      scope,
      session: {
        id: session.id,
        tokenHash: hash,
        provedAt: new Date(session.proved_at),
        way: session.way === 'external' ? 'external' : 'local',
      },
    }
  );
};

/** The sessions that have not run out. */
export const liveSessions = (query: Context['database']['query'], now: Date) =>
  query
    .selectFrom('sessions')
    .where('sessions.created_at', '>', instantBefore(now, longestLife))
    .where('sessions.seen_at', '>', instantBefore(now, longestIdle));

/** Whether she has proved so lately who she is that she is not asked again. */
export const isLatelyProved = ({ provedAt }: CallerSession, now: Date): boolean =>
  now.getTime() - provedAt.getTime() < provedFor;

/** The hash of the session that a request came with, whether it is still good or not. */
export const sessionHashOf = ({ config }: Context, request: FastifyRequest): string | null => {
  const token = tokenOf(request);
  return token === null ? null : hashOfSession(token, config.secret);
};

/**
 * Opens a session in the given transaction, in place of the one that the request came with, and removes those that
 * have run out. The token goes into the reply with `giveSession` once the transaction has been committed.
 */
export const openSession = async (
  transaction: WriteTransaction,
  context: Context,
  request: FastifyRequest,
  of: { readonly userId: string; readonly way: CallerSession['way']; readonly formerHash?: string | null },
): Promise<string> => {
  const now = context.now();
  const token = newToken();
  await transaction.query
    .deleteFrom('sessions')
    .where((is) =>
      is.or([
        is('token_hash', '=', of.formerHash ?? sessionHashOf(context, request) ?? ''),
        is('created_at', '<=', instantBefore(now, longestLife)),
        is('seen_at', '<=', instantBefore(now, longestIdle)),
      ]),
    )
    .execute();
  await transaction.query
    .insertInto('sessions')
    .values({
      token_hash: hashOfSession(token, context.config.secret),
      id: context.randomId(),
      user_id: of.userId,
      label: browserNameOf(request.headers['user-agent']),
      created_at: now.toISOString(),
      seen_at: now.toISOString(),
      proved_at: now.toISOString(),
      way: of.way,
    })
    .execute();
  return token;
};

/** Notes that she has proved anew who she is, and gives the session a new token (ASVS 7.2.4); null where it has ended. */
export const proveSession = async (
  { query }: WriteTransaction,
  context: Context,
  sessionId: string,
): Promise<string | null> => {
  const token = newToken();
  const proved = await query
    .updateTable('sessions')
    .set({
      token_hash: hashOfSession(token, context.config.secret),
      proved_at: context.now().toISOString(),
    })
    .where('id', '=', sessionId)
    .returning('id')
    .execute();
  return proved.length > 0 ? token : null;
};

/** Ends somebody's sessions: the one of that id, all but it, or all. Gives how many ended. */
export const endSessions = async (
  { query }: WriteTransaction,
  userId: string,
  which: { readonly only?: string; readonly allBut?: string } = {},
): Promise<number> => {
  const ended = await query
    .deleteFrom('sessions')
    .where('user_id', '=', userId)
    .$if(which.only !== undefined, (all) => all.where('id', '=', which.only ?? ''))
    .$if(which.allBut !== undefined, (all) => all.where('id', '!=', which.allBut ?? ''))
    .returning('id')
    .execute();
  return ended.length;
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
