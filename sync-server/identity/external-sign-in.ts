import type { FastifyReply, FastifyRequest } from 'fastify';
import { succeed, type Result } from '#domain/result.ts';
import type { Context } from '../context.ts';
import { beginCeremony, endCeremony, findCeremony, type Ceremony } from './ceremonies.ts';
import { userOf, type IdentityProblem } from './external-identities.ts';
import { sendAway, takeBack, type Returned, type ReturnProblem } from './oidc-client.ts';
import type { OidcSettings } from './oidc-settings.ts';
import { cookieOf, giveSession, openSession, proveSession, sessionHashOf } from './sessions.ts';
import { siteOf } from './site.ts';
import { countWayOut, forgetWayOut } from './throttle.ts';

/**
 * Ties the way back to the browser that went. Lax, not Strict as the session's: the way back begins at the provider,
 * and a Strict cookie would stay at home. It opens nothing by itself.
 */
const tieName = '__Host-foljsam-external';
const tieAttributes = 'Path=/; HttpOnly; Secure; SameSite=Lax';

/** Clocks may be so far apart, and she may take so long for the last page; seconds. */
const tolerance = 30;

const redirectUriOf = (context: Context, request: FastifyRequest): string =>
  `${siteOf(context, request).origin}/api/session/external/callback`;

/** Why she was not let in; told on the page that she lands on. `wait`: too many have gone from her network lately. */
export type ExternalProblem = ReturnProblem | IdentityProblem | 'wait';

/** What she is sent away for: to sign in, by a link perhaps, or to show anew who she is (the session's id). */
export interface Errand {
  readonly invitation: string | null;
  readonly stepUpSession: string | null;
}

/** Sends her to the provider; gives the address. */
export const beginExternal = async (
  context: Context,
  settings: OidcSettings,
  errand: Errand,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<string, ExternalProblem>> => {
  const seconds = await context.database.write((transaction) =>
    countWayOut(transaction, request.ip, context.now()),
  );
  if (seconds > 0) return { ok: false, problem: 'wait' };
  const redirectUri = redirectUriOf(context, request);
  const sent = await sendAway(settings, redirectUri, errand.stepUpSession !== null);
  if (!sent.ok) return sent;
  const { address, ...kept } = sent.value;
  const now = context.now();
  const begun = {
    ...kept,
    ...errand,
    formerHash: sessionHashOf(context, request),
    begunAt: now.toISOString(),
  };
  const tie = await context.database.write((transaction) =>
    beginCeremony(transaction, 'external', begun, now),
  );
  reply.header('set-cookie', `${tieName}=${tie}; Max-Age=600; ${tieAttributes}`);
  return succeed(address);
};

/** Takes her back: opens a session, or proves the one that she has. What was begun is finished once. */
export const finishExternal = async (
  context: Context,
  settings: OidcSettings,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<'signed-in' | 'proved', ExternalProblem>> => {
  const refused = { ok: false, problem: 'refused' } as const;
  const tie = cookieOf(request, tieName);
  if (tie === null) return refused;
  const { database, now } = context;
  const begun = await findCeremony(database, 'external', tie, now());
  if (begun === null || !(await database.write((transaction) => endCeremony(transaction, tie))))
    return refused;
  const came = new URL(redirectUriOf(context, request));
  came.search = new URL(request.url, came).search;
  const took = (now().getTime() - new Date(begun.begunAt).getTime()) / 1000;
  const maxAge = begun.stepUpSession === null ? settings.maxAge : Math.ceil(took) + tolerance;
  const returned = await takeBack(settings, came, begun, maxAge);
  if (!returned.ok) return returned;
  return begun.stepUpSession === null
    ? enterFromProvider(context, settings, begun, returned.value, request, reply)
    : proveFromProvider(context, begun.stepUpSession, returned.value, request, reply);
};

const enterFromProvider = async (
  context: Context,
  { mapping }: OidcSettings,
  begun: Ceremony<'external'>,
  who: Returned,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<'signed-in', ExternalProblem>> => {
  const looking = {
    mapping,
    invitation: begun.invitation,
    newId: context.randomId(),
    now: context.now(),
  };
  const entered = await context.database.write(async (transaction) => {
    const user = await userOf(transaction, who, looking);
    if (!user.ok) return user;
    // The way back brings no session's cookie; the one that she went with is known from before.
    const of = { userId: user.value, way: 'external', formerHash: begun.formerHash } as const;
    forgetWayOut(transaction, request.ip);
    return succeed(await openSession(transaction, context, request, of));
  });
  if (!entered.ok) return entered;
  giveSession(reply, entered.value);
  return succeed('signed-in');
};

const proveFromProvider = async (
  context: Context,
  sessionId: string,
  who: Returned,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Result<'proved', ExternalProblem>> => {
  const token = await context.database.write(async (transaction) => {
    // It is she who must have shown it, not whoever else can at that provider.
    const hers = await transaction.query
      .selectFrom('sessions')
      .innerJoin('external_identities', 'external_identities.user_id', 'sessions.user_id')
      .select('sessions.id')
      .where('sessions.id', '=', sessionId)
      .where('issuer', '=', who.issuer)
      .where('subject', '=', who.subject)
      .executeTakeFirst();
    if (hers === undefined) return null;
    forgetWayOut(transaction, request.ip);
    return proveSession(transaction, context, sessionId);
  });
  if (token === null) return { ok: false, problem: 'refused' };
  giveSession(reply, token);
  return succeed('proved');
};
