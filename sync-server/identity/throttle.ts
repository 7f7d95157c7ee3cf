import type { WriteTransaction } from '../database/database.ts';
import { networkOf } from './network.ts';
import { hashOfToken } from './tokens.ts';

const window = 15 * 60_000;
const firstWait = 15_000;

/** Who is counted, and how many failures within the window are free. A whole office may share one address. */
interface Subject {
  readonly name: string;
  readonly free: number;
}

const subjectsOf = (userName: string, address: string): Subject[] => [
  // Hashed: people type passwords into the wrong field.
  { name: `account:${hashOfToken(userName)}`, free: 5 },
  { name: `address:${networkOf(address)}`, free: 30 },
];

const countFor = async (
  { query }: WriteTransaction,
  subjects: readonly Subject[],
  now: Date,
): Promise<number> => {
  const from = new Date(now.getTime() - window).toISOString();
  await query.deleteFrom('sign_in_failures').where('at', '<=', from).execute();
  let wait = 0;
  for (const subject of subjects) {
    const { count, last } = await query
      .selectFrom('sign_in_failures')
      .select((of) => [of.fn.countAll<number>().as('count'), of.fn.max('at').as('last')])
      .where('subject', '=', subject.name)
      .executeTakeFirstOrThrow();
    if (count < subject.free) continue;
    const until = new Date(last).getTime() + Math.min(window, firstWait * 2 ** (count - subject.free));
    wait = Math.max(wait, Math.ceil((until - now.getTime()) / 1000));
  }
  if (wait > 0) return wait;
  const at = now.toISOString();
  await query
    .insertInto('sign_in_failures')
    .values(subjects.map((subject) => ({ subject: subject.name, at })))
    .execute();
  return 0;
};

/**
 * Counts an attempt to sign in before the password is looked at, so that many at once are counted too.
 * Gives 0, or the seconds to wait: each failure beyond the free ones doubles the wait, up to 15 minutes since the
 * last; a refused attempt does not count, so nothing is locked for ever.
 */
export const countAttempt = (
  transaction: WriteTransaction,
  userName: string,
  address: string,
  now: Date,
): Promise<number> => countFor(transaction, subjectsOf(userName, address), now);

/** A city may reach the provider by one address, and some turn back on the way. */
const wayOutOf = (address: string): Subject => ({ name: `away:${networkOf(address)}`, free: 300 });

/** Counts that somebody is sent to the provider, which takes a row of ours; gives 0, or the seconds to wait. */
export const countWayOut = (transaction: WriteTransaction, address: string, now: Date): Promise<number> =>
  countFor(transaction, [wayOutOf(address)], now);

/** Forgets one way out of the address: somebody has come back from it and is let in. */
export const forgetWayOut = ({ prepare }: WriteTransaction, address: string): void => {
  prepare(
    `DELETE FROM sign_in_failures WHERE rowid =
       (SELECT rowid FROM sign_in_failures WHERE subject = ? ORDER BY at LIMIT 1)`,
  ).run(wayOutOf(address).name);
};

/** Forgets the account's failures once its password has been right; of the address's, the attempt itself. */
export const forgetAttempts = async (
  { prepare, query }: WriteTransaction,
  userName: string,
  address: string,
  attemptedAt: Date,
): Promise<void> => {
  const [account, network] = subjectsOf(userName, address).map((each) => each.name);
  await query
    .deleteFrom('sign_in_failures')
    .where('subject', '=', account ?? '')
    .execute();
  prepare(
    `DELETE FROM sign_in_failures WHERE rowid =
       (SELECT rowid FROM sign_in_failures WHERE subject = ? AND at = ? LIMIT 1)`,
  ).run(network ?? '', attemptedAt.toISOString());
};
