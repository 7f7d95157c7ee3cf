import { sql, type Kysely } from 'kysely';
import * as z from 'zod/mini';
import type { RetentionRule } from '#domain/office/purging.ts';
import type { Tables } from '../database/tables.ts';
import { ruleFor } from './rules.ts';

/** A client's file at a board whose time has come: all of it, for a file is purged whole or not at all. */
export interface DueFile {
  readonly clientId: string;
  readonly caseNumber: string;
  readonly placementIds: readonly string[];
  readonly followUps: number;
  readonly lastNote: string;
  readonly rule: string;
}

const rows = z.array(
  z.object({
    client_id: z.string(),
    case_number: z.string(),
    placement_id: z.string(),
    service_area: z.string(),
    unit_kind: z.string(),
    is_open: z.number(),
    follow_ups: z.number(),
    last_note: z.string(),
  }),
);

/** The day so many years later; of 29 February 1 March, for nothing may be purged a day too early. */
export const yearsAfter = (day: string, years: number): string => {
  const later = new Date(
    Date.UTC(Number(day.slice(0, 4)) + years, Number(day.slice(5, 7)) - 1, Number(day.slice(8))),
  );
  return later.toISOString().slice(0, 10);
};

/**
 * Placements of clients whose placements at the board have all ended, with the day of the last note. A placement is open
 * while it goes on, something is planned or waits for a person, or another board has carried out a follow-up of it.
 */
const readPlacements = async (query: Kysely<Tables>, boardId: string, only?: readonly string[]) =>
  rows.parse(
    (
      await sql`
    SELECT p.client_id, c.case_number, p.id AS placement_id, p.service_area, u.kind AS unit_kind,
      (p.ended_on IS NULL
        OR EXISTS (SELECT 1 FROM follow_ups f WHERE f.placement_id = p.id
          AND (f.state = 'planned' OR f.board_id <> p.board_id))
        OR EXISTS (SELECT 1 FROM follow_ups f JOIN items i ON i.follow_up_id = f.id WHERE f.placement_id = p.id
          AND i.status IN ('held', 'set-aside') AND i.settled_at IS NULL)) AS is_open,
      (SELECT count(*) FROM follow_ups f WHERE f.placement_id = p.id) AS follow_ups,
      substr(max(coalesce(p.ended_on, ''), p.decided_on, coalesce(p.plan_due_on, ''),
        coalesce((SELECT max(max(f.created_at, coalesce(f.planned_on, ''), coalesce(f.carried_out_on, '')))
          FROM follow_ups f WHERE f.placement_id = p.id), ''),
        coalesce((SELECT max(i.received_at) FROM follow_ups f JOIN items i ON i.follow_up_id = f.id
          WHERE f.placement_id = p.id), ''),
        coalesce((SELECT max(r.received_at) FROM follow_ups f JOIN revisions r ON r.follow_up_id = f.id
          WHERE f.placement_id = p.id), ''),
        coalesce((SELECT max(r.at) FROM follow_ups f JOIN reviews r ON r.follow_up_id = f.id
          WHERE f.placement_id = p.id), ''),
        coalesce((SELECT max(x.at) FROM protection_changes x WHERE x.placement_id = p.id), '')), 1, 10) AS last_note
    FROM placements p JOIN clients c ON c.id = p.client_id JOIN units u ON u.id = p.unit_id
    WHERE p.board_id = ${boardId}
      ${only === undefined ? sql`` : sql`AND p.client_id IN (SELECT value FROM json_each(${JSON.stringify(only)}))`}
      AND NOT EXISTS (SELECT 1 FROM placements o WHERE o.client_id = p.client_id AND o.board_id = p.board_id
        AND o.ended_on IS NULL)
    ORDER BY c.case_number, p.id`.execute(query)
    ).rows,
  );

/** The files of a board that the rules say are to be purged on the day; `only` of these clients. */
export const findDue = async (
  query: Kysely<Tables>,
  rules: readonly RetentionRule[],
  boardId: string,
  today: string,
  only?: readonly string[],
): Promise<DueFile[]> => {
  const byClient = Map.groupBy(await readPlacements(query, boardId, only), (row) => row.client_id);
  const due: DueFile[] = [];
  for (const [clientId, placements] of byClient) {
    const [first] = placements;
    if (first === undefined || placements.some((row) => row.is_open === 1)) continue;
    const governing = placements.map((row) =>
      ruleFor(rules, { serviceArea: row.service_area, unitKind: row.unit_kind }),
    );
    // What no rule speaks of, or a rule keeps for ever, keeps the whole file.
    const years = governing.map((rule) => rule?.years ?? Infinity);
    const longest = Math.max(...years);
    const lastNote = placements
      .map((row) => row.last_note)
      .reduce((one, other) => (one > other ? one : other));
    if (!Number.isFinite(longest) || yearsAfter(lastNote, longest) >= today) continue;
    due.push({
      clientId,
      caseNumber: first.case_number,
      placementIds: placements.map((row) => row.placement_id),
      followUps: placements.reduce((sum, row) => sum + row.follow_ups, 0),
      lastNote,
      rule: governing.find((rule) => rule?.years === longest)?.id ?? '',
    });
  }
  return due;
};
