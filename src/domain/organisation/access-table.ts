export const roles = [
  'caseworker',
  'inspector',
  'district-coordinator',
  'city-coordinator',
  'administrator',
] as const;
export type Role = (typeof roles)[number];

/**
 * What there is to see. `case`: whatever tells of one client. `board-figures`: exact figures of a board as they stand.
 * `period-figures`: those of a closed period. `provider`: contract, licence and homes. `log`: who read and wrote what.
 * `purging`: what is to be purged, and what has been. `questionnaire`: what is asked, in every version from draft to
 * retired.
 */
export const things = [
  'case',
  'board-figures',
  'period-figures',
  'provider',
  'account',
  'log',
  'purging',
  'questionnaire',
] as const;
export type Thing = (typeof things)[number];

/**
 * How a person stands to a thing. `own`: she handles it herself; `team`: her team does, for a board that it handles;
 * `board`: it belongs to a board that she coordinates; `city`: none of these.
 */
export const relations = ['own', 'team', 'board', 'city'] as const;
export type Relation = (typeof relations)[number];

/** `de-identified`: without case number, initials, words of an answer or the id of a placement or a follow-up. */
export type Sight = 'sees' | 'de-identified' | 'not';

type Row = Record<Relation, Sight>;

const nobody: Row = { own: 'not', team: 'not', board: 'not', city: 'not' };
const everywhere = (sight: Sight): Row => ({ own: sight, team: sight, board: sight, city: sight });

/**
 * Who may see what, by role, thing and relation. The table of "Who uses it": a caseworker sees the placements that are
 * hers or her team's; an inspector the provider, and no person's case; a district coordinator all of her boards; the
 * city the provider and fixed figures, for it has no insight into the individual case (pilot 2022); an administrator
 * accounts and no answers.
 *
 * Logs carry pseudonyms and no answers, so those who check them need not be those who see cases: administrators check
 * all, a district coordinator her own board's, since she knows who had a reason to read what.
 */
export const access: Record<Role, Record<Thing, Row>> = {
  caseworker: {
    case: { ...nobody, own: 'sees', team: 'sees' },
    'board-figures': nobody,
    'period-figures': nobody,
    provider: everywhere('sees'),
    account: nobody,
    log: nobody,
    purging: nobody,
    questionnaire: nobody,
  },
  inspector: {
    case: nobody,
    'board-figures': nobody,
    'period-figures': nobody,
    provider: everywhere('sees'),
    account: nobody,
    log: nobody,
    purging: nobody,
    questionnaire: nobody,
  },
  'district-coordinator': {
    case: { ...nobody, board: 'sees' },
    'board-figures': { ...nobody, board: 'sees' },
    'period-figures': nobody,
    provider: everywhere('sees'),
    account: nobody,
    log: { ...nobody, board: 'de-identified' },
    purging: { ...nobody, board: 'sees' },
    questionnaire: nobody,
  },
  'city-coordinator': {
    case: nobody,
    'board-figures': nobody,
    'period-figures': everywhere('de-identified'),
    provider: everywhere('sees'),
    account: nobody,
    log: nobody,
    purging: nobody,
    questionnaire: nobody,
  },
  administrator: {
    case: nobody,
    'board-figures': nobody,
    'period-figures': nobody,
    provider: everywhere('sees'),
    account: everywhere('sees'),
    log: everywhere('de-identified'),
    purging: everywhere('de-identified'),
    questionnaire: everywhere('sees'),
  },
};

/** The most that any of the roles gives in any of the relations. */
export const sightOf = (
  held: readonly Role[],
  thing: Thing,
  relationsHeld: readonly Relation[] = relations,
): Sight => {
  const given = held.flatMap((role) => relationsHeld.map((relation) => access[role][thing][relation]));
  return given.includes('sees') ? 'sees' : given.includes('de-identified') ? 'de-identified' : 'not';
};
