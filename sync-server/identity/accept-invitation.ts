import type { InvitationAnswer } from '#domain/office/accounts.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { findInvitation, useInvitation } from './invitations.ts';
import { addUser, countAdministrators, setPassword } from './users.ts';

type Problem = 'not-found' | 'already-exists' | 'invalid';

/**
 * Uses a one-time link: sets the password's hash of the user it is for, or makes the first administrator, whose id is
 * then `newId`. Gives the user's id.
 */
export const acceptInvitation = async (
  transaction: WriteTransaction,
  token: string,
  answer: Pick<InvitationAnswer, 'name' | 'userName'> & { readonly hash: string },
  newId: string,
  now: Date,
): Promise<Result<string, Problem>> => {
  const found = await findInvitation(transaction.query, token, now);
  if (found === undefined || !(await useInvitation(transaction, token, now))) return fail('not-found');
  if (found.user_id !== null) {
    await setPassword(transaction, found.user_id, answer.hash);
    return succeed(found.user_id);
  }
  // A second link to become the first administrator is void once there is one.
  if ((await countAdministrators(transaction.query)) > 0) return fail('not-found');
  if (answer.name === undefined || answer.userName === undefined) return fail('invalid');
  const administrator = {
    name: answer.name,
    userName: answer.userName,
    roles: ['administrator' as const],
    teamId: null,
    boardIds: [],
  };
  if (!(await addUser(transaction, newId, administrator, now))) return fail('already-exists');
  await setPassword(transaction, newId, answer.hash);
  return succeed(newId);
};
