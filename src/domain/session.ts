import * as z from 'zod/mini';
import { id } from './ids.ts';
import { role } from './organisation/role.ts';

/** `POST /api/session`, and `GET /api/session` where somebody is signed in. */
export const sessionView = z.strictObject({
  userId: id,
  userName: z.string(),
  name: z.string(),
  initials: z.string(),
  roles: z.array(role),
  team: z.nullable(z.strictObject({ id, name: z.string() })),
  boards: z.array(z.strictObject({ id, name: z.string() })),
  isDemo: z.boolean(),
  /** For so many days a store on a tablet opens without the register's word. */
  leaseDays: z.number(),
});
export type SessionView = z.infer<typeof sessionView>;
