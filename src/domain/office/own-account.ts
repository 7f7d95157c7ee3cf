import * as z from 'zod/mini';
import { id, instant } from '../ids.ts';
import { password, tabletView } from './accounts.ts';

/** A second factor as its owner sees it. */
const factorView = z.strictObject({
  id,
  kind: z.enum(['totp', 'passkey']),
  label: z.string(),
  createdAt: instant,
  usedAt: z.nullable(instant),
});

/** Where somebody is signed in. */
const openSessionView = z.strictObject({
  id,
  /** Browser and system, such as `Edge, Windows`; empty where they are not known. */
  label: z.string(),
  createdAt: instant,
  seenAt: instant,
  isThisOne: z.boolean(),
});

/** `GET /api/account`: what a person sees of her own way in. */
export const ownAccount = z.strictObject({
  name: z.string(),
  userName: z.string(),
  /** False for somebody who signs in at the organisation's provider alone. */
  hasPassword: z.boolean(),
  isExternal: z.boolean(),
  secondFactorRequired: z.boolean(),
  factors: z.array(factorView),
  sessions: z.array(openSessionView),
  tablets: z.array(tabletView),
});
export type OwnAccount = z.infer<typeof ownAccount>;

/** `PUT /api/account/password` */
export const passwordChange = z.strictObject({
  current: z.string().check(z.maxLength(1_000)),
  next: password,
});
