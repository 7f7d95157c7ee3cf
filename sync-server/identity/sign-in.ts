import type { Proof, SecondStep } from '#domain/office/sign-in.ts';
import type { Context } from '../context.ts';
import { beginCeremony, endCeremony, findCeremony } from './ceremonies.ts';
import { isPassword } from './passwords.ts';
import { judgeSecondFactor } from './proofs.ts';
import { challengeAt, factorKindsOf } from './second-factors.ts';
import type { Site } from './site.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export type SignIn =
  | { readonly outcome: 'right'; readonly userId: string }
  | { readonly outcome: 'second-step'; readonly secondStep: SecondStep }
  | { readonly outcome: 'wrong' }
  /** Too many attempts: seconds to wait. */
  | { readonly outcome: 'wait'; readonly seconds: number };

interface Given {
  readonly userName: string;
  readonly password: string;
}

/** Whose user name and password they are; null for nobody's, after the same work. */
export const judgePassword = async (
  { database }: Pick<Context, 'database'>,
  given: Given,
): Promise<{ readonly userId: string | null; readonly isRight: boolean }> => {
  const user = await database.query
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('user_name', '=', given.userName)
    .where('is_active', '=', 1)
    .executeTakeFirst();
  const isRight = await isPassword(given.password, user?.password_hash ?? null);
  return { userId: user?.id ?? null, isRight: isRight && user !== undefined };
};

/**
 * The first step. Where a second factor is required it is asked for whatever was given, so that nothing is said of the
 * password until both are there: who guesses learns neither which users there are nor when a password was right.
 */
export const beginSignIn = async (
  context: Context,
  given: Given,
  address: string,
  site: Site,
): Promise<SignIn> => {
  const { config, database, now } = context;
  const at = now();
  const seconds = await database.write((transaction) =>
    countAttempt(transaction, given.userName, address, at),
  );
  if (seconds > 0) return { outcome: 'wait', seconds };
  const { userId, isRight } = await judgePassword(context, given);
  if (!config.requiresSecondFactor) {
    if (!isRight || userId === null) return { outcome: 'wrong' };
    if ((await factorKindsOf(database, userId)).length === 0) {
      await database.write((transaction) => forgetAttempts(transaction, given.userName, address, at));
      return { outcome: 'right', userId };
    }
  }
  const passkey = challengeAt(site);
  const begun = { userId, isRight, userName: given.userName, address, attemptedAt: at.toISOString() };
  const token = await database.write((transaction) =>
    beginCeremony(transaction, 'sign-in', { ...begun, challenge: passkey.challenge }, at),
  );
  return { outcome: 'second-step', secondStep: { token, passkey } };
};

/** The second step. It is taken once: whatever was wrong, she begins again. */
export const finishSignIn = async (
  context: Context,
  token: string,
  proof: Proof,
  site: Site,
): Promise<SignIn> => {
  const { database, now } = context;
  const begun = await findCeremony(database, 'sign-in', token, now());
  // What nobody has begun takes no write: it can be asked for without end.
  const isFirst = begun !== null && (await database.write((transaction) => endCeremony(transaction, token)));
  if (begun === null || !isFirst || proof.kind === 'password') return { outcome: 'wrong' };
  const { userId, challenge } = begun;
  const isProved = await judgeSecondFactor(context, { userId, challenge, site }, proof);
  if (!isProved || !begun.isRight || userId === null) return { outcome: 'wrong' };
  await database.write((transaction) =>
    forgetAttempts(transaction, begun.userName, begun.address, new Date(begun.attemptedAt)),
  );
  return { outcome: 'right', userId };
};
