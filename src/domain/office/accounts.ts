import * as z from 'zod/mini';
import { id, instant } from '../ids.ts';
import { role } from '../organisation/role.ts';
import { factorFinished, factorKinds } from './sign-in.ts';

/** Shortest password taken (NIST SP 800-63B asks for eight; length is the best there is without a second factor). */
export const shortestPassword = 12;

const named = z.strictObject({ id, name: z.string() });

/** What a person types to say who she is; letter case does not count. */
const userName = z.string().check(z.trim(), z.toLowerCase(), z.regex(/^[\p{Ll}\d][\p{Ll}\d._@-]{1,63}$/u));
const personName = z.string().check(z.trim(), z.minLength(1), z.maxLength(100));

/** A password that is chosen. */
export const password = z.string().check(z.minLength(shortestPassword), z.maxLength(1_000));

/** `GET /api/invitations/:token`: whom a one-time link is for; nobody yet where it makes the first administrator. */
export const invitationView = z.strictObject({
  purpose: z.enum(['invitation', 'reset', 'first-administrator']),
  name: z.nullable(z.string()),
  userName: z.nullable(z.string()),
  expiresAt: instant,
});
export type InvitationView = z.infer<typeof invitationView>;

/**
 * `POST /api/invitations/:token`; the names are asked for where the link makes the first administrator, a second factor
 * where it is required.
 */
export const invitationAnswer = z.strictObject({
  password,
  factor: z.optional(factorFinished),
  name: z.optional(personName),
  userName: z.optional(userName),
});
export type InvitationAnswer = z.infer<typeof invitationAnswer>;

/** `POST /api/invitations/:token/factor`: the user name is sent where there is no user yet. */
export const invitationFactor = z.strictObject({
  kind: z.enum(factorKinds),
  userName: z.optional(userName),
});

/**
 * An enrolled tablet as the administrator and those who use it see it. `lostAt`: an administrator has said so; from then
 * on it delivers (`deliveredAt`, last) and then erases itself (`erasedAt`).
 */
export const tabletView = z.strictObject({
  id,
  label: z.string(),
  enrolledAt: instant,
  seenAt: z.nullable(instant),
  revokedAt: z.nullable(instant),
  lostAt: z.nullable(instant),
  deliveredAt: z.nullable(instant),
  erasedAt: z.nullable(instant),
  /** What it had in its queue then, and could not deliver without its author. */
  undelivered: z.int(),
});
export type TabletView = z.infer<typeof tabletView>;

/** A user as the administrator sees her. */
export const userView = z.strictObject({
  id,
  userName: z.string(),
  name: z.string(),
  initials: z.string(),
  roles: z.array(role),
  team: z.nullable(named),
  boards: z.array(named),
  isActive: z.boolean(),
  /** False until the one-time link has been used. */
  hasPassword: z.boolean(),
  /** Whether she is known by the organisation's provider. */
  isExternal: z.boolean(),
  secondFactors: z.int(),
  openSessions: z.int(),
  tablets: z.array(tabletView),
});
export type UserView = z.infer<typeof userView>;

/** `GET /api/users` */
export const usersReply = z.strictObject({ users: z.array(userView) });

const rights = {
  roles: z.array(role).check(z.minLength(1)),
  teamId: z.nullable(id),
  boardIds: z.array(id).check(z.maxLength(100)),
};

/** `POST /api/users` */
export const newUser = z.strictObject({ userName, name: personName, ...rights });
export type NewUser = z.infer<typeof newUser>;

/** `PATCH /api/users/:id`: what is left out stays as it is. */
export const userChange = z.partial(z.strictObject({ name: personName, ...rights, isActive: z.boolean() }));
export type UserChange = z.infer<typeof userChange>;

/** A one-time link, shown once: the register keeps no more than its hash. */
const invitationLink = z.strictObject({ path: z.string(), expiresAt: instant });

/** Reply to `POST /api/users` and `POST /api/users/:id/invitation` */
export const invitedReply = z.strictObject({ user: userView, invitation: invitationLink });
export type InvitedReply = z.infer<typeof invitedReply>;

/** Reply to `POST /api/devices` */
export const enrolmentReply = z.strictObject({ deviceId: id, enrolledAt: instant });

/** `GET /api/demo`, in the demo alone: who can sign in, with what, and what there is to try. */
export const demoReply = z.strictObject({
  accounts: z.array(
    z.strictObject({
      userName: z.string(),
      password: z.string(),
      name: z.string(),
      role: z.string(),
      tryThis: z.string(),
    }),
  ),
});

/** The initials of a name, `Eva Lind` → `EL`: the first letter of its first and of its last part. */
export const initialsOf = (name: string): string => {
  const parts = name.trim().split(/[\s-]+/u);
  const ends = parts.length > 1 ? [parts[0], parts.at(-1)] : [parts[0]];
  return ends.map((each) => [...(each ?? '')][0]?.toUpperCase() ?? '').join('');
};
