import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { Entity } from './import-kind.ts';
import type { RegisterLookup } from './key-ledger.ts';
import { portions } from './portions.ts';

/** The tables whose rows other systems know by a key of their own. */
export type KeyedTable =
  'boards' | 'teams' | 'providers' | 'units' | 'contract_areas' | 'contracts' | 'placements' | 'follow_ups';

const tableOf: Readonly<Record<Exclude<Entity, 'user' | 'questionnaire'>, KeyedTable>> = {
  district: 'boards',
  team: 'teams',
  provider: 'providers',
  unit: 'units',
  'contract-area': 'contract_areas',
  contract: 'contracts',
  placement: 'placements',
  'follow-up': 'follow_ups',
};

/** The ids of those of the keys that the table has. */
export async function idsByKey(
  query: Kysely<Tables>,
  table: KeyedTable,
  keys: Iterable<string>,
): Promise<Map<string, string>> {
  const ids = new Map<string, string>();
  for (const portion of portions([...new Set(keys)])) {
    const rows = await query.selectFrom(table).select(['id', 'key']).where('key', 'in', portion).execute();
    for (const { id, key } of rows) if (key !== null) ids.set(key, id);
  }
  return ids;
}

/** The ids of the active users, by user name in lower case. */
export async function activeUserIds(query: Kysely<Tables>): Promise<Map<string, string>> {
  const rows = await query
    .selectFrom('users')
    .select(['id', 'user_name'])
    .where('is_active', '=', 1)
    .execute();
  return new Map(rows.map(({ id, user_name }) => [user_name.toLowerCase(), id]));
}

/** The latest published version of each questionnaire. */
export async function latestVersions(query: Kysely<Tables>): Promise<Map<string, number>> {
  const rows = await query
    .selectFrom('questionnaires')
    .select(['id', (build) => build.fn.max<number>('version').as('version')])
    .groupBy('id')
    .execute();
  return new Map(rows.map(({ id, version }) => [id, version]));
}

/** What the register holds, asked of its tables. */
export function registerLookup(query: Kysely<Tables>): RegisterLookup {
  return {
    known: async (entity, keys) => {
      if (keys.length === 0) return new Set();
      if (entity === 'user') return new Set((await activeUserIds(query)).keys());
      if (entity === 'questionnaire') return new Set((await latestVersions(query)).keys());
      return new Set((await idsByKey(query, tableOf[entity], keys)).keys());
    },
  };
}
