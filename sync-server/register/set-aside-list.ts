import { sql, type Kysely, type RawBuilder } from 'kysely';
import * as z from 'zod/mini';
import { item } from '#domain/follow-up/item.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { countedAtMost, setAsideRow, type SetAsideRow } from '#domain/office/review.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, pageSize, toCursor } from '../paging.ts';
import { seesPlacementAt } from '../protection/sight.ts';
import { referenceNamesIn } from './reference-names.ts';

const rowSchema = z.object({
  id: z.string(),
  receipt: z.number(),
  follow_up_id: z.string(),
  kind: z.string(),
  reason: z.nullable(z.string()),
  received_at: z.string(),
  content: z.string(),
  author_id: z.string(),
  author_name: z.nullable(z.string()),
  author_initials: z.nullable(z.string()),
  case_number: z.nullable(z.string()),
  client_initials: z.nullable(z.string()),
  unit_id: z.nullable(z.string()),
  unit_name: z.nullable(z.string()),
  board_id: z.nullable(z.string()),
  board_name: z.nullable(z.string()),
});

/** To which unit, and to what came before which instant, a list is narrowed. */
export interface Narrowing {
  readonly unit?: string | undefined;
  readonly before?: string | undefined;
}

/**
 * Uploads that wait for a person, of the boards. Whose one is, its follow-up says, else the placement that it names;
 * where the register knows neither, the boards that its author's team handles: somebody must see it. Both states are
 * named, as in the index over what waits: SQLite sees only by the same words that the index will do.
 */
const waiting = (
  scope: Scope,
  boards: readonly string[],
  { unit, before }: Narrowing,
): RawBuilder<unknown> => sql`
  items i
    LEFT JOIN follow_ups f ON f.id = i.follow_up_id
    LEFT JOIN placements p ON p.id = coalesce(f.placement_id, json_extract(i.content, '$.placementId'))
  WHERE i.status IN ('held', 'set-aside') AND i.status = 'set-aside' AND i.settled_at IS NULL
  ${unit === undefined ? sql`` : sql`AND p.unit_id = ${unit}`}
  ${before === undefined ? sql`` : sql`AND i.received_at < ${before}`}
  AND (p.id IS NULL OR ${seesPlacementAt(scope, 'p.id')}) AND (
    p.board_id IN (${sql.join(boards)})
    OR (p.id IS NULL AND EXISTS (
      SELECT 1 FROM memberships m JOIN team_boards t ON t.team_id = m.team_id
      WHERE m.user_id = i.author_id AND m.valid_to IS NULL AND t.board_id IN (${sql.join(boards)}))))`;

const toView = async (
  query: Kysely<Tables>,
  scope: Scope,
  row: z.infer<typeof rowSchema>,
): Promise<SetAsideRow> => {
  const content = item.parse(JSON.parse(row.content));
  const answers = content.kind === 'submission' ? [content.answers] : [];
  return setAsideRow.parse({
    itemId: row.id,
    followUpId: row.follow_up_id,
    kind: row.kind,
    reason: row.reason,
    receivedAt: row.received_at,
    author: { id: row.author_id, name: row.author_name ?? '', initials: row.author_initials ?? '' },
    client: row.case_number === null ? null : { caseNumber: row.case_number, initials: row.client_initials },
    unit: row.unit_id === null ? null : { id: row.unit_id, name: row.unit_name },
    board: row.board_id === null ? null : { id: row.board_id, name: row.board_name },
    content,
    references: await referenceNamesIn(query, scope, answers),
  });
};

/** Uploads that were set aside and wait, oldest first: a page of those of the boards, or those of one follow-up. */
export const listSetAside = async (
  query: Kysely<Tables>,
  scope: Scope,
  of: Narrowing & {
    readonly board?: string | undefined;
    readonly afterReceipt?: number;
    readonly followUpId?: string;
    readonly itemId?: string;
  },
): Promise<{ rows: SetAsideRow[]; cursor: string | null }> => {
  const boards = boardsAskedFor(boardsSeen(scope, 'case'), of.board);
  const found = await sql`
    SELECT i.id, i.receipt, i.follow_up_id, i.kind, i.reason, i.received_at, i.content, i.author_id,
      a.name AS author_name, a.initials AS author_initials, c.case_number, c.initials AS client_initials,
      u.id AS unit_id, u.name AS unit_name, b.id AS board_id, b.name AS board_name
    FROM (SELECT i.*, p.id AS known_placement FROM ${waiting(scope, boards, of)}
      AND i.receipt > ${of.afterReceipt ?? 0}
      ${of.followUpId === undefined ? sql`` : sql`AND i.follow_up_id = ${of.followUpId}`}
      ${of.itemId === undefined ? sql`` : sql`AND i.id = ${of.itemId}`}
      ORDER BY i.receipt LIMIT ${pageSize + 1}) i
    LEFT JOIN users a ON a.id = i.author_id
    LEFT JOIN placements p ON p.id = i.known_placement
    LEFT JOIN clients c ON c.id = p.client_id
    LEFT JOIN units u ON u.id = p.unit_id
    LEFT JOIN boards b ON b.id = p.board_id
    ORDER BY i.receipt`.execute(query);
  const all = z.array(rowSchema).parse(found.rows);
  const rows = all.slice(0, pageSize);
  const last = rows.at(-1);
  return {
    rows: await Promise.all(rows.map((row) => toView(query, scope, row))),
    cursor: all.length > pageSize && last !== undefined ? toCursor([String(last.receipt)]) : null,
  };
};

/** How many wait, counted no further than `countedAtMost`. */
export const countSetAside = async (
  query: Kysely<Tables>,
  scope: Scope,
  boards: readonly string[],
  narrowing: Narrowing,
): Promise<number> => {
  const { rows } = await sql<{ count: number }>`
    SELECT count(*) AS count FROM (SELECT 1 FROM ${waiting(scope, boards, narrowing)} LIMIT ${countedAtMost})`.execute(
    query,
  );
  return rows[0]?.count ?? 0;
};
