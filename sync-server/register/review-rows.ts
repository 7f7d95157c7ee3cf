import { sql, type Kysely } from 'kysely';
import * as z from 'zod/mini';
import { answers, type Answers } from '#domain/follow-up/answer.ts';
import { claimMinutes, reviewRow, type ReviewRow } from '#domain/office/review.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { countDeviations, countWorse } from '#domain/register/comparison.ts';
import type { Tables } from '../database/tables.ts';
import { findPublished } from './published.ts';

const rowSchema = z.object({
  follow_up_id: z.string(),
  number: z.string(),
  case_number: z.string(),
  initials: z.string(),
  unit_id: z.string(),
  unit_name: z.string(),
  board_id: z.string(),
  board_name: z.string(),
  method: z.string(),
  carried_out_on: z.string(),
  queued_at: z.string(),
  has_conflict: z.number(),
  answers: z.string(),
  previous_answers: z.nullable(z.string()),
  questionnaire_id: z.string(),
  questionnaire_version: z.number(),
  reviewer_id: z.nullable(z.string()),
  reviewer_since: z.nullable(z.string()),
  reviewer_name: z.nullable(z.string()),
  reviewer_initials: z.nullable(z.string()),
});
type Row = z.infer<typeof rowSchema>;

const parseAnswers = (text: string): Answers => answers.parse(JSON.parse(text));

/** Since when a claim must have been made to hold now. */
export const claimsHoldFrom = (now: Date): string =>
  new Date(now.getTime() - claimMinutes * 60_000).toISOString();

/** The rows of a page, in the order of the ids, with what is reckoned of their answers and of the ones before. */
export const readReviewRows = async (
  query: Kysely<Tables>,
  ids: readonly string[],
  now: Date,
): Promise<ReviewRow[]> => {
  if (ids.length === 0) return [];
  const found = await sql`
    SELECT e.follow_up_id, e.number, c.case_number, c.initials, u.id AS unit_id, u.name AS unit_name,
      b.id AS board_id, b.name AS board_name, r.method, r.carried_out_on, e.queued_at, e.has_conflict, r.answers,
      r.questionnaire_id, r.questionnaire_version, e.reviewer_id, e.reviewer_since,
      w.name AS reviewer_name, w.initials AS reviewer_initials,
      (SELECT r2.answers FROM follow_ups f2
         JOIN entries e2 ON e2.follow_up_id = f2.id AND e2.is_withdrawn = 0
         JOIN revisions r2 ON r2.id = e2.head_id
       WHERE f2.placement_id = f.placement_id AND f2.id <> f.id AND f2.carried_out_on < r.carried_out_on
       ORDER BY f2.carried_out_on DESC LIMIT 1) AS previous_answers
    FROM entries e
      JOIN follow_ups f ON f.id = e.follow_up_id
      JOIN placements p ON p.id = f.placement_id
      JOIN clients c ON c.id = p.client_id
      JOIN units u ON u.id = p.unit_id
      JOIN boards b ON b.id = e.board_id
      JOIN revisions r ON r.id = e.head_id
      LEFT JOIN users w ON w.id = e.reviewer_id
    WHERE e.follow_up_id IN (${sql.join(ids)})`.execute(query);
  const rows = new Map(
    z
      .array(rowSchema)
      .parse(found.rows)
      .map((row) => [row.follow_up_id, row]),
  );
  const views: ReviewRow[] = [];
  for (const id of ids) {
    const row = rows.get(id);
    if (row === undefined) continue;
    const ref = { id: row.questionnaire_id, version: row.questionnaire_version };
    views.push(toView(row, await findPublished(query, ref), now));
  }
  return views;
};

const toView = (row: Row, asked: Questionnaire | undefined, now: Date): ReviewRow => {
  const given = parseAnswers(row.answers);
  const isOpen = row.reviewer_id !== null && (row.reviewer_since ?? '') > claimsHoldFrom(now);
  return reviewRow.parse({
    followUpId: row.follow_up_id,
    number: row.number,
    client: { caseNumber: row.case_number, initials: row.initials },
    unit: { id: row.unit_id, name: row.unit_name },
    board: { id: row.board_id, name: row.board_name },
    method: row.method,
    on: row.carried_out_on,
    queuedAt: row.queued_at,
    deviations: countDeviations(given),
    worse:
      asked === undefined || row.previous_answers === null
        ? 0
        : countWorse(asked, parseAnswers(row.previous_answers), given),
    hasConflict: row.has_conflict === 1,
    reviewer: isOpen
      ? { id: row.reviewer_id, name: row.reviewer_name ?? '', initials: row.reviewer_initials ?? '' }
      : null,
  });
};
