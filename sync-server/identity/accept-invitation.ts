import type { InvitationAnswer } from '#domain/office/accounts.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { endCeremony } from './ceremonies.ts';
import { findInvitation, useInvitation } from './invitations.ts';
import { addFactor, removeFactors, type NewFactor } from './second-factors.ts';
import { addUser, countAdministrators, setPassword } from './users.ts';

type Problem = 'not-found' | 'already-exists' | 'invalid';

/** A second factor that has been checked, and what it was begun with. */
export interface FactorToKeep {
  readonly factor: NewFactor;
  readonly userId: string;
  readonly token: string;
  readonly id: string;
  readonly label: string;
}

/**
 * Uses a one-time link: sets the password's hash and the second factor of the user it is for, or makes the first
 * administrator, whose id is then `newId`. What she had of second factors before is gone: whoever gets a link has
 * lost it, or never had any. Gives the user's id.
 */
export const acceptInvitation = async (
  transaction: WriteTransaction,
  token: string,
  answer: Pick<InvitationAnswer, 'name' | 'userName'> & {
    readonly hash: string;
    readonly factor: FactorToKeep | null;
  },
  newId: string,
  now: Date,
): Promise<Result<string, Problem>> => {
  const found = await findInvitation(transaction.query, token, now);
  if (found === undefined || !(await useInvitation(transaction, token, now))) return fail('not-found');
  let userId = found.user_id;
  if (userId === null) {
    const made = await addFirstAdministrator(transaction, answer, newId, now);
    if (!made.ok) return made;
    userId = newId;
  }
  await setPassword(transaction, userId, answer.hash);
  await removeFactors(transaction, userId);
  const { factor } = answer;
  if (factor === null) return succeed(userId);
  const of = { id: factor.id, userId, label: factor.label, at: now.toISOString() };
  const isKept =
    factor.userId === userId &&
    (await endCeremony(transaction, factor.token)) &&
    (await addFactor(transaction, factor.factor, of));
  return isKept ? succeed(userId) : fail('invalid');
};

const addFirstAdministrator = async (
  transaction: WriteTransaction,
  { name, userName }: Pick<InvitationAnswer, 'name' | 'userName'>,
  newId: string,
  now: Date,
): Promise<Result<null, Problem>> => {
  // A second link to become the first administrator is void once there is one.
  if ((await countAdministrators(transaction.query)) > 0) return fail('not-found');
  if (name === undefined || userName === undefined) return fail('invalid');
  const administrator = {
    name,
    userName,
    roles: ['administrator' as const],
    teamId: null,
    boardIds: [],
  };
  return (await addUser(transaction, newId, administrator, now)) ? succeed(null) : fail('already-exists');
};
