export const roles = [
  'caseworker',
  'inspector',
  'district-coordinator',
  'city-coordinator',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/** What can be done at all. Every route names one of these. */
export const permissions = [
  'follow-up:carry-out',
  'follow-up:plan',
  'submission:review',
  'report:board',
  'report:city',
  'users:administer',
] as const;
export type Permission = (typeof permissions)[number];

/**
 * Who may do what, by role. For reasons of secrecy the city's own administration has no insight into the individual
 * case (pilot 2022), and an administrator sees no answers.
 */
const permissionsOf: Record<Role, readonly Permission[]> = {
  caseworker: ['follow-up:carry-out'],
  inspector: [],
  'district-coordinator': ['follow-up:plan', 'submission:review', 'report:board'],
  'city-coordinator': ['report:city'],
  administrator: ['users:administer'],
};

/** What a signed-in person may do and see. Made from the session by the server, never from a request. */
export interface Scope {
  readonly userId: string;
  readonly roles: Role[];
  /** The team whose cases are hers, and the boards that team handles; null for those without cases. */
  readonly team: { readonly id: string; readonly boards: string[] } | null;
  /** The boards that she coordinates: everything of theirs. */
  readonly boards: string[];
}

/** Whether any of the person's roles allows it. */
export const may = (of: Pick<Scope, 'roles'>, permission: Permission): boolean =>
  of.roles.some((each) => permissionsOf[each].includes(permission));

/** What decides who sees a placement. */
export interface Custody {
  readonly boardId: string;
  readonly teamId: string;
  readonly caseworkerId: string | null;
}

/** Whether the person sees the single case: her own, her team's within the boards it handles, or her district's. */
export const seesPlacement = (who: Scope, of: Custody): boolean =>
  (who.roles.includes('district-coordinator') && who.boards.includes(of.boardId)) ||
  (who.roles.includes('caseworker') &&
    who.team !== null &&
    ((who.team.id === of.teamId && who.team.boards.includes(of.boardId)) || of.caseworkerId === who.userId));
