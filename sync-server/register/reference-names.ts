import type { Kysely } from 'kysely';
import type { Answers } from '#domain/follow-up/answer.ts';
import { id } from '#domain/ids.ts';
import type { ReferenceNames } from '#domain/office/review.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import type { Tables } from '../database/tables.ts';
import { seesPlacementAt } from '../protection/sight.ts';

/** Most names asked for at a time: SQLite takes so many parameters and more. */
const mostAtOnce = 500;

/** The ids that stand among the answers' values: those of units and placements, and perhaps a text that looks so. */
const idsIn = (all: readonly Answers[]): string[] => {
  const values = all.flatMap((answers) => Object.values(answers).map(({ value }) => value));
  return [
    ...new Set(
      values.filter((value): value is string => typeof value === 'string' && id.safeParse(value).success),
    ),
  ];
};

const joined = (parts: readonly (string | null)[], between: string): string =>
  parts.filter((part) => part !== null && part !== '').join(between);

const namesOf = async (query: Kysely<Tables>, scope: Scope, ids: string[]): Promise<ReferenceNames> => {
  const units = await query
    .selectFrom('units')
    .innerJoin('providers', 'providers.id', 'provider_id')
    .select(['units.id', 'units.name', 'municipality', 'providers.name as provider_name'])
    .where('units.id', 'in', ids)
    .execute();
  const placements = await query
    .selectFrom('placements as p')
    .innerJoin('clients', 'clients.id', 'client_id')
    .innerJoin('units', 'units.id', 'p.unit_id')
    .select(['p.id', 'case_number', 'initials', 'units.name as unit_name'])
    .where('p.id', 'in', ids)
    .where('p.board_id', 'in', boardsSeen(scope, 'case'))
    .where(seesPlacementAt(scope, 'p.id'))
    .execute();
  const names: ReferenceNames = {};
  for (const row of units)
    names[row.id] = joined([row.name, joined([row.provider_name, row.municipality], ', ')], ' · ');
  for (const row of placements) names[row.id] = `${row.initials}, ${row.case_number} · ${row.unit_name}`;
  return names;
};

/**
 * The names of the units and placements that answers refer to, as the tablet says them. A placement that the person may
 * not see has none.
 */
export const referenceNamesIn = async (
  query: Kysely<Tables>,
  scope: Scope,
  all: readonly Answers[],
): Promise<ReferenceNames> => {
  const ids = idsIn(all);
  const names: ReferenceNames = {};
  for (let from = 0; from < ids.length; from += mostAtOnce)
    Object.assign(names, await namesOf(query, scope, ids.slice(from, from + mostAtOnce)));
  return names;
};
