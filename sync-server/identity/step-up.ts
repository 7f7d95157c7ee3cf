import type { Proof, StepUpMeans } from '#domain/office/sign-in.ts';
import type { Context } from '../context.ts';
import { beginCeremony, endCeremony, findCeremony } from './ceremonies.ts';
import { judgeSecondFactor } from './proofs.ts';
import { challengeAt, factorKindsOf, factorsOf } from './second-factors.ts';
import { proveSession, type Caller, type CallerSession } from './sessions.ts';
import { judgePassword } from './sign-in.ts';
import type { Site } from './site.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

const waysOf = async (context: Context, { scope, session }: Caller): Promise<StepUpMeans['ways']> => {
  if (session.way === 'external') return ['external'];
  const kinds = await factorKindsOf(context.database, scope.userId);
  return kinds.length === 0 ? ['password'] : kinds;
};

/** By what somebody who is signed in can show again that it is she, with a fresh challenge. */
export const beginStepUp = async (context: Context, caller: Caller, site: Site): Promise<StepUpMeans> => {
  const { database, now } = context;
  const factors = await factorsOf(database, caller.scope.userId);
  const passkey = challengeAt(
    site,
    factors.flatMap((each) => each.credential_id ?? []),
  );
  const begun = { sessionId: caller.session.id, challenge: passkey.challenge };
  const token = await database.write((transaction) => beginCeremony(transaction, 'step-up', begun, now()));
  return { ways: await waysOf(context, caller), token, passkey };
};

export type StepUp =
  | { readonly outcome: 'proved'; readonly token: string }
  | { readonly outcome: 'wrong' }
  | { readonly outcome: 'wait'; readonly seconds: number };

/** Judges what she shows; counted like signing in. Proved, the session gets a new token. */
export const finishStepUp = async (
  context: Context,
  { scope, session }: Caller,
  given: { readonly token: string; readonly proof: Proof },
  address: string,
  site: Site,
): Promise<StepUp> => {
  const { database, now } = context;
  const at = now();
  const { userId } = scope;
  const { user_name: userName } = await database.query
    .selectFrom('users')
    .select('user_name')
    .where('id', '=', userId)
    .executeTakeFirstOrThrow();
  const seconds = await database.write((transaction) => countAttempt(transaction, userName, address, at));
  if (seconds > 0) return { outcome: 'wait', seconds };
  const begun = await findCeremony(database, 'step-up', given.token, at);
  const isFirst = await database.write((transaction) => endCeremony(transaction, given.token));
  if (begun?.sessionId !== session.id || !isFirst) return { outcome: 'wrong' };
  const asked = { userId, userName, challenge: begun.challenge, site };
  if (!(await isProof(context, session, asked, given.proof))) return { outcome: 'wrong' };
  return database.write(async (transaction) => {
    await forgetAttempts(transaction, userName, address, at);
    const token = await proveSession(transaction, context, session.id);
    return token === null ? { outcome: 'wrong' } : { outcome: 'proved', token };
  });
};

const isProof = async (
  context: Context,
  session: CallerSession,
  asked: {
    readonly userId: string;
    readonly userName: string;
    readonly challenge: string;
    readonly site: Site;
  },
  proof: Proof,
): Promise<boolean> => {
  if (session.way === 'external') return false;
  if (proof.kind !== 'password') return judgeSecondFactor(context, asked, proof);
  // The password shows it only where there is nothing stronger.
  if ((await factorKindsOf(context.database, asked.userId)).length > 0) return false;
  const { userName, userId } = asked;
  const judged = await judgePassword(context, { userName, password: proof.password });
  return judged.isRight && judged.userId === userId;
};
