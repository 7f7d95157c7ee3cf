import { isIPv6 } from 'node:net';
import type { WriteTransaction } from '../database/database.ts';
import { hashOfToken } from './tokens.ts';

const window = 15 * 60_000;
const firstWait = 15_000;

/** Who is counted, and how many failures within the window are free. A whole office may share one address. */
interface Subject {
  readonly name: string;
  readonly free: number;
}

/** An IPv6 household has 2⁶⁴ addresses: its network is what counts. */
const networkOf = (address: string): string =>
  isIPv6(address) && !address.startsWith('::ffff:') ? address.split(':').slice(0, 4).join(':') : address;

const subjectsOf = (userName: string, address: string): Subject[] => [
  // Hashed: people type passwords into the wrong field.
  { name: `account:${hashOfToken(userName)}`, free: 5 },
  { name: `address:${networkOf(address)}`, free: 30 },
];

/**
 * Counts an attempt to sign in before the password is looked at, so that many at once are counted too.
 * Gives 0, or the seconds to wait: each failure beyond the free ones doubles the wait, up to 15 minutes since the
 * last; a refused attempt does not count, so nothing is locked for ever.
 */
export const countAttempt = async (
  { query }: WriteTransaction,
  userName: string,
  address: string,
  now: Date,
): Promise<number> => {
  const from = new Date(now.getTime() - window).toISOString();
  await query.deleteFrom('sign_in_failures').where('at', '<=', from).execute();
  const subjects = subjectsOf(userName, address);
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
