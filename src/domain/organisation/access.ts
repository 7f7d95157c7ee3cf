import { sightOf, type Relation, type Role, type Thing } from './access-table.ts';

export { roles, type Role } from './access-table.ts';

/** What can be done at all. Every route names one of these. */
export const permissions = [
  'follow-up:carry-out',
  'follow-up:plan',
  'submission:review',
  'report:board',
  'report:city',
  'provider:read',
  'users:administer',
  'log:check',
  'extract:read',
  'purge:decide',
  'questionnaire:keep',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * Who may do what, by role. For reasons of secrecy the city's own administration has no insight into the individual
 * case (pilot 2022), and an administrator sees no answers.
 */
const permissionsOf: Record<Role, readonly Permission[]> = {
  caseworker: ['follow-up:carry-out'],
  inspector: ['provider:read'],
  'district-coordinator': [
    'follow-up:plan',
    'submission:review',
    'report:board',
    'provider:read',
    'log:check',
    'extract:read',
    'purge:decide',
  ],
  'city-coordinator': ['report:city', 'provider:read'],
  administrator: ['users:administer', 'log:check', 'purge:decide', 'questionnaire:keep'],
};

/** What each permission shows of. Nobody may do what the table of access does not let her see. */
export const thingOf: Record<Permission, Thing> = {
  'follow-up:carry-out': 'case',
  'follow-up:plan': 'case',
  'submission:review': 'case',
  'report:board': 'board-figures',
  'report:city': 'period-figures',
  'provider:read': 'provider',
  'users:administer': 'account',
  'log:check': 'log',
  'extract:read': 'case',
  'purge:decide': 'purging',
  'questionnaire:keep': 'questionnaire',
};

/** What a signed-in person's rights are made of. */
export interface ScopeFacts {
  readonly userId: string;
  readonly roles: Role[];
  /** The team whose cases are hers, and the boards that team handles; null for those without cases. */
  readonly team: { readonly id: string; readonly boards: string[] } | null;
  /** The boards that she coordinates: everything of theirs. */
  readonly boards: string[];
}

declare const fromSession: unique symbol;

/**
 * What a signed-in person may do and see. Nothing of a person's is read without one, and it cannot be written down as an
 * object: `makeScope` alone makes it, called where the register reads a user's rights and never with what a request says.
 */
export interface Scope extends ScopeFacts {
  readonly [fromSession]: true;
}

/** The scope of these rights. For the server's reading of sessions alone (and for tests). */
export const makeScope = (facts: ScopeFacts): Scope =>
  // The mark is in the type only: the one place where it is given.
  facts as Scope;

/** Whether any of the person's roles allows it. */
export const may = (of: Pick<Scope, 'roles'>, permission: Permission): boolean =>
  of.roles.some((each) => permissionsOf[each].includes(permission)) &&
  sightOf(of.roles, thingOf[permission]) !== 'not';

/** What decides who sees a placement. */
export interface Custody {
  readonly boardId: string;
  readonly teamId: string;
  readonly caseworkerId: string | null;
  /** Under protected identity (skyddade personuppgifter): the only ones who may see it. null: not protected. */
  readonly namedReaders: readonly string[] | null;
}

/** How the person stands to a case. A caseworker who is in no team handles none, whatever a placement still says. */
export const relationsTo = (who: ScopeFacts, of: Custody): Relation[] => {
  const held: Relation[] = [];
  if (who.team !== null && of.caseworkerId === who.userId) held.push('own');
  if (who.team !== null && who.team.id === of.teamId && who.team.boards.includes(of.boardId))
    held.push('team');
  if (who.boards.includes(of.boardId)) held.push('board');
  return held.length === 0 ? ['city'] : held;
};

/**
 * Whether the person sees the single case: her own, her team's within the boards it handles, or her district's. To be
 * named as a reader of a protected one narrows who sees it, and gives nobody what her role does not.
 */
export const seesPlacement = (who: ScopeFacts, of: Custody): boolean =>
  (of.namedReaders === null || of.namedReaders.includes(who.userId)) &&
  who.roles.some((role) => sightOf([role], 'case', relationsTo(who, of)) === 'sees');

/** The boards of which the person sees the thing because she coordinates them. */
export const boardsSeen = (who: ScopeFacts, thing: Thing): readonly string[] =>
  who.roles.some((role) => sightOf([role], thing, ['board']) === 'sees') ? who.boards : [];
