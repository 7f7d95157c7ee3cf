import type { UserView } from '#domain/office/accounts.ts';

/** How it stands with a user's way in. */
export const standingOf = (user: UserView): 'active' | 'invited' | 'inactive' =>
  !user.isActive ? 'inactive' : user.hasPassword ? 'active' : 'invited';
