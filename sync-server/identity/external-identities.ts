import { createHash } from 'node:crypto';
import type { NewUser } from '#domain/office/accounts.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import { findInvitation, useInvitation } from './invitations.ts';
import type { Returned } from './oidc-client.ts';
import { rightsFrom, textClaim, type OidcMapping } from './oidc-mapping.ts';
import { addUser, changeUser, countAdministrators } from './users.ts';

export type IdentityProblem = 'not-known' | 'no-rights' | 'link-used';
type Found = Result<string, IdentityProblem>;

/** What it takes to find out who somebody is who came back from the provider. */
export interface Looking {
  readonly mapping: OidcMapping | null;
  /** The one-time link by which she wants to be linked; null for none. */
  readonly invitation: string | null;
  readonly newId: string;
  readonly now: Date;
}

/**
 * The user that somebody at the provider is: by issuer and subject alone, never by a name or an address, which can
 * be given to somebody else. Unknown, she is linked by an administrator's link, or made a user by the mapping.
 */
export const userOf = async (
  transaction: WriteTransaction,
  who: Returned,
  looking: Looking,
): Promise<Found> => {
  const known = await transaction.query
    .selectFrom('external_identities')
    .innerJoin('users', 'users.id', 'user_id')
    .select(['user_id', 'rights_by', 'is_active'])
    .where('issuer', '=', who.issuer)
    .where('subject', '=', who.subject)
    .executeTakeFirst();
  if (known !== undefined) {
    if (known.is_active !== 1) return fail('not-known');
    const userId = known.user_id;
    return known.rights_by === 'claims' ? keepRights(transaction, userId, who, looking) : succeed(userId);
  }
  if (looking.invitation !== null) return linkByInvitation(transaction, looking.invitation, who, looking);
  return looking.mapping === null
    ? fail('not-known')
    : addByClaims(transaction, looking.mapping, who, looking);
};

const link = async (
  { query }: WriteTransaction,
  userId: string,
  { issuer, subject }: Returned,
  rightsBy: 'invitation' | 'claims',
  now: Date,
): Promise<void> => {
  const row = { issuer, subject, user_id: userId, rights_by: rightsBy, linked_at: now.toISOString() };
  await query.insertInto('external_identities').values(row).execute();
};

const linkByInvitation = async (
  transaction: WriteTransaction,
  token: string,
  who: Returned,
  { newId, now, mapping }: Looking,
): Promise<Found> => {
  const found = await findInvitation(transaction.query, token, now);
  if (found === undefined || !(await useInvitation(transaction, token, now))) return fail('link-used');
  let userId = found.user_id;
  if (userId === null) {
    if ((await countAdministrators(transaction.query)) > 0) return fail('link-used');
    userId = newId;
    const rights = { roles: ['administrator' as const], teamId: null, boardIds: [] };
    await addNamed(transaction, userId, { ...namesOf(who, mapping), ...rights }, now);
  }
  await link(transaction, userId, who, 'invitation', now);
  return succeed(userId);
};

const namesOf = ({ issuer, subject, claims }: Returned, mapping: OidcMapping | null) => {
  const given = textClaim(claims, mapping?.userName ?? 'preferred_username') ?? '';
  const allowed = given
    .toLowerCase()
    .replaceAll(/[^\p{Ll}\d._@-]/gu, '')
    .replace(/^[._@-]+/, '')
    .slice(0, 60);
  const made = `u-${createHash('sha256').update(`${issuer} ${subject}`).digest('hex').slice(0, 12)}`;
  const userName = allowed.length < 2 ? made : allowed;
  const name = (textClaim(claims, mapping?.name ?? 'name') ?? userName).slice(0, 100);
  return { userName, name };
};

/** Adds a user; where somebody else has the name, with a number behind it. */
const addNamed = async (
  transaction: WriteTransaction,
  userId: string,
  user: NewUser,
  now: Date,
): Promise<void> => {
  for (let number = 1; ; number += 1) {
    const userName = number === 1 ? user.userName : `${user.userName}-${number}`;
    if (await addUser(transaction, userId, { ...user, userName }, now)) return;
  }
};

/** What the claims give, with the ids of team and boards; null where they give nothing, or name what is not there. */
const rightsOf = async ({ query }: WriteTransaction, { claims }: Returned, mapping: OidcMapping) => {
  const rights = rightsFrom(mapping, claims);
  if (rights === null) return null;
  const boards = await query.selectFrom('boards').select('id').where('key', 'in', rights.boards).execute();
  const team =
    rights.team === null
      ? null
      : await query.selectFrom('teams').select('id').where('key', '=', rights.team).executeTakeFirst();
  if (team === undefined || boards.length !== rights.boards.length) {
    process.stderr.write('OIDC_MAPPING names a team or a board that is not in the register\n');
    return null;
  }
  return { roles: [...rights.roles], teamId: team?.id ?? null, boardIds: boards.map((each) => each.id) };
};

/** Brings the rights of somebody whom the provider rules in step with what it says today. */
const keepRights = async (
  transaction: WriteTransaction,
  userId: string,
  who: Returned,
  { mapping, now }: Looking,
): Promise<Found> => {
  const rights = mapping === null ? null : await rightsOf(transaction, who, mapping);
  if (rights === null) return fail('no-rights');
  await changeUser(transaction, userId, { name: namesOf(who, mapping).name, ...rights }, now);
  return succeed(userId);
};

const addByClaims = async (
  transaction: WriteTransaction,
  mapping: OidcMapping,
  who: Returned,
  { newId, now }: Looking,
): Promise<Found> => {
  const rights = await rightsOf(transaction, who, mapping);
  if (rights === null) return fail('no-rights');
  await addNamed(transaction, newId, { ...namesOf(who, mapping), ...rights }, now);
  await link(transaction, newId, who, 'claims', now);
  return succeed(newId);
};
