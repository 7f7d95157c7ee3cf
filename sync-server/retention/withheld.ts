import { sql, type Kysely } from 'kysely';
import type { Scope } from '#domain/organisation/access.ts';
import type { Tables } from '../database/tables.ts';
import { seesPlacementAt } from '../protection/sight.ts';

/** Whether any placement of the client is under a protected identity that the person is not named for. */
export const isWithheldClient = async (
  query: Kysely<Tables>,
  scope: Scope,
  clientId: string,
): Promise<boolean> =>
  (await query
    .selectFrom('placements')
    .select('id')
    .where('client_id', '=', clientId)
    .where(sql<boolean>`NOT (${seesPlacementAt(scope, 'placements.id')})`)
    .executeTakeFirst()) !== undefined;
