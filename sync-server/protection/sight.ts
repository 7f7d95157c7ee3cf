import { sql, type RawBuilder } from 'kysely';
import * as z from 'zod/mini';
import type { Custody, Scope } from '#domain/organisation/access.ts';

/** The placements under protected identity that the person is no named reader of. There are few: read once a query. */
const withheld = (scope: Scope): RawBuilder<unknown> => sql`
  SELECT placement_id FROM protected_placements WHERE placement_id NOT IN
    (SELECT placement_id FROM protected_readers WHERE user_id = ${scope.userId})`;

/** The condition that the placement whose id stands in the column is not withheld from the person. */
export const seesPlacementAt = (scope: Scope, column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} NOT IN (${withheld(scope)})`;

/** The condition that the follow-up whose id stands in the column is not of a placement withheld from the person. */
export const seesFollowUpAt = (scope: Scope, column: string): RawBuilder<boolean> =>
  sql<boolean>`${sql.ref(column)} NOT IN
    (SELECT w.id FROM follow_ups w WHERE w.placement_id IN (${withheld(scope)}))`;

/** The column `named_readers` of a placement: its named readers as JSON; null where it is not protected. */
export const namedReadersOf = (placementColumn: string) =>
  sql<string | null>`(SELECT json_group_array(r.user_id) FILTER (WHERE r.user_id IS NOT NULL)
    FROM protected_placements x LEFT JOIN protected_readers r ON r.placement_id = x.placement_id
    WHERE x.placement_id = ${sql.ref(placementColumn)} GROUP BY x.placement_id)`.as('named_readers');

const ids = z.array(z.string());

/** What decides who sees a placement, from its row with `namedReadersOf`. */
export const custodyOf = (row: {
  readonly board_id: string;
  readonly team_id: string;
  readonly caseworker_id: string | null;
  readonly named_readers: string | null;
}): Custody => ({
  boardId: row.board_id,
  teamId: row.team_id,
  caseworkerId: row.caseworker_id,
  namedReaders: row.named_readers === null ? null : ids.parse(JSON.parse(row.named_readers)),
});
