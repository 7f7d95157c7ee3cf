import type { UserView } from '#domain/office/accounts.ts';

/** How it stands with a user's way in. */
export const standingOf = (user: UserView): 'active' | 'invited' | 'inactive' => {
  if (!user.isActive) return 'inactive';
  return user.hasPassword || user.isExternal ? 'active' : 'invited';
};
