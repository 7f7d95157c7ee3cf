import {
  invitedReply,
  newUser,
  userChange,
  usersReply,
  userView,
  type UserView,
} from '#domain/office/accounts.ts';
import type { Context } from '../context.ts';
import { endpoint, ProblemError } from '../endpoint.ts';
import { invite } from '../identity/invitations.ts';
import { endSessions } from '../identity/sessions.ts';
import { readUsers } from '../identity/user-list.ts';
import { addUser, changeUser, countAdministrators, existInOrganisation } from '../identity/users.ts';
import { idInPath } from './parameters.ts';

const readUser = async (context: Context, userId: string): Promise<UserView> => {
  const [user] = await readUsers(context.database.query, context.now(), userId);
  if (user === undefined) throw new ProblemError('not-found');
  return user;
};

const listUsers = endpoint({
  method: 'GET',
  path: '/api/users',
  access: ['users:administer'],
  summary: 'The users with their rights and tablets',
  replies: usersReply,
  handle: async ({ context }) => ({ users: await readUsers(context.database.query, context.now()) }),
});

const inviteUser = endpoint({
  method: 'POST',
  path: '/api/users',
  access: ['users:administer'],
  // Whoever has the link, or the rights, has them for good: a stolen session alone gives nobody either.
  stepUp: true,
  summary: 'Add a user; the reply holds her one-time link, shown once',
  body: newUser,
  replies: invitedReply,
  handle: async ({ context, body, reply }) => {
    const userId = context.randomId();
    const invitation = await context.database.write(async (transaction) => {
      if (!(await existInOrganisation(transaction, body))) throw new ProblemError('invalid');
      if (!(await addUser(transaction, userId, body, context.now())))
        throw new ProblemError('already-exists');
      return invite(transaction, userId, 'invitation', context.now());
    });
    reply.status(201);
    return { user: await readUser(context, userId), invitation };
  },
});

const inviteAgain = endpoint({
  method: 'POST',
  path: '/api/users/:id/invitation',
  access: ['users:administer'],
  stepUp: true,
  summary: 'A new one-time link for a user who has not used hers; earlier links are void',
  params: idInPath,
  replies: invitedReply,
  handle: async ({ context, params, reply }) => {
    const user = await readUser(context, params.id);
    if (!user.isActive || user.hasPassword) throw new ProblemError('state-conflict');
    const invitation = await context.database.write((transaction) =>
      invite(transaction, user.id, 'invitation', context.now()),
    );
    reply.status(201);
    return { user, invitation };
  },
});

const makeReset = endpoint({
  method: 'POST',
  path: '/api/users/:id/reset',
  access: ['users:administer'],
  // Whoever has the link has the account.
  stepUp: true,
  summary: 'A one-time link by which a user chooses a new password and second factor; earlier links are void',
  params: idInPath,
  replies: invitedReply,
  handle: async ({ context, params, reply }) => {
    const user = await readUser(context, params.id);
    if (!user.isActive || !user.hasPassword) throw new ProblemError('state-conflict');
    const invitation = await context.database.write((transaction) =>
      invite(transaction, user.id, 'reset', context.now()),
    );
    reply.status(201);
    return { user, invitation };
  },
});

const endItsSessions = endpoint({
  method: 'DELETE',
  path: '/api/users/:id/sessions',
  access: ['users:administer'],
  summary: 'End all sessions of a user',
  params: idInPath,
  replies: userView,
  handle: async ({ context, params }) => {
    const user = await readUser(context, params.id);
    await context.database.write((transaction) => endSessions(transaction, user.id));
    return readUser(context, user.id);
  },
});

const changeRights = endpoint({
  method: 'PATCH',
  path: '/api/users/:id',
  access: ['users:administer'],
  stepUp: true,
  summary: "Change a user's name, rights or state",
  params: idInPath,
  body: userChange,
  replies: userView,
  handle: async ({ context, params, body }) => {
    await context.database.write(async (transaction) => {
      if (!(await existInOrganisation(transaction, body))) throw new ProblemError('invalid');
      if (!(await changeUser(transaction, params.id, body, context.now())))
        throw new ProblemError('not-found');
      // Nobody would be left to let anybody in.
      if ((await countAdministrators(transaction.query)) === 0) throw new ProblemError('state-conflict');
    });
    return readUser(context, params.id);
  },
});

export const userEndpoints = [listUsers, inviteUser, inviteAgain, makeReset, endItsSessions, changeRights];
