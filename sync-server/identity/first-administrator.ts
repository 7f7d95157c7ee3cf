import type { Context } from '../context.ts';
import { invite } from './invitations.ts';
import { countAdministrators } from './users.ts';

/** Whole address of a one-time link by which the first administrator makes her account; null where there is one. */
export const inviteFirstAdministrator = async (context: Context, origin: string): Promise<string | null> => {
  if ((await countAdministrators(context.database.query)) > 0) return null;
  const { path } = await context.database.write((transaction) =>
    invite(transaction, null, 'first-administrator', context.now()),
  );
  return `${origin}${path}`;
};
