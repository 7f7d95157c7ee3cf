import * as z from 'zod/mini';
import {
  invitedReply,
  userView,
  usersReply,
  type InvitedReply,
  type NewUser,
  type UserChange,
  type UserView,
} from '#domain/office/accounts.ts';
import { read, write, type Answered } from './api.ts';

/** Every user with her rights and tablets. */
export const readUsers = async (): Answered<readonly UserView[]> => {
  const users = await read(usersReply, '/api/users');
  return users.ok ? { ok: true, value: users.value.users } : users;
};

/** Adds a user; the link in the reply is shown once. */
export const inviteUser = (of: NewUser): Answered<InvitedReply> =>
  write(invitedReply, 'POST', '/api/users', of);

/** A new one-time link, to get in for the first time or again; earlier ones are void. */
export const makeLink = ({ id, hasPassword }: UserView): Answered<InvitedReply> =>
  write(invitedReply, 'POST', `/api/users/${id}/${hasPassword ? 'reset' : 'invitation'}`);

/** Signs a user out everywhere. */
export const endSessionsOf = (userId: string): Answered<UserView> =>
  write(userView, 'DELETE', `/api/users/${userId}/sessions`);

/** Changes a user's name, rights or state. */
export const changeUser = (userId: string, change: UserChange): Answered<UserView> =>
  write(userView, 'PATCH', `/api/users/${userId}`, change);

/** Takes away a tablet's right to send. */
export const revokeTablet = (deviceId: string): Answered<undefined> =>
  write(z.undefined(), 'DELETE', `/api/devices/${deviceId}`);

/** Says that a tablet is lost: it delivers what waits on it at its next contact, and then erases itself. */
export const loseTablet = (deviceId: string): Answered<undefined> =>
  write(z.undefined(), 'POST', `/api/devices/${deviceId}/lost`);

/** Says that a lost tablet has been found, before it has erased itself. */
export const findTablet = (deviceId: string): Answered<undefined> =>
  write(z.undefined(), 'DELETE', `/api/devices/${deviceId}/lost`);
