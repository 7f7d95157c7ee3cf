import type { Context } from '../context.ts';
import { isPassword } from './passwords.ts';
import { countAttempt, forgetAttempts } from './throttle.ts';

export type SignIn =
  | { readonly outcome: 'right'; readonly userId: string }
  | { readonly outcome: 'wrong' }
  /** Too many attempts: seconds to wait. */
  | { readonly outcome: 'wait'; readonly seconds: number };

/** Judges a user name and a password. The answer and the work are the same whether the user exists or not. */
export const judgeCredentials = async (
  { database, now }: Context,
  given: { readonly userName: string; readonly password: string },
  address: string,
): Promise<SignIn> => {
  const at = now();
  const seconds = await database.write((transaction) =>
    countAttempt(transaction, given.userName, address, at),
  );
  if (seconds > 0) return { outcome: 'wait', seconds };
  const user = await database.query
    .selectFrom('users')
    .select(['id', 'password_hash'])
    .where('user_name', '=', given.userName)
    .where('is_active', '=', 1)
    .executeTakeFirst();
  if (!(await isPassword(given.password, user?.password_hash ?? null)) || user === undefined) {
    return { outcome: 'wrong' };
  }
  await database.write((transaction) => forgetAttempts(transaction, given.userName, address, at));
  return { outcome: 'right', userId: user.id };
};
