import { sql, type Kysely } from 'kysely';
import { answers } from '#domain/follow-up/answer.ts';
import type { FreeText, FreeTextPage } from '#domain/office/reports.ts';
import { boardsSeen, type Scope } from '#domain/organisation/access.ts';
import { findQuestion } from '#domain/questionnaire/questionnaire.ts';
import type { ReportFilters } from '#domain/report/individual-report.ts';
import type { ReportPeriod } from '#domain/report/period.ts';
import type { Tables } from '../database/tables.ts';
import { boardsAskedFor, fromCursor, pageAcross } from '../paging.ts';
import { seesPlacementAt } from '../protection/sight.ts';
import { findPublished } from '../register/published.ts';

const rowsOf = (query: Kysely<Tables>) =>
  query
    .selectFrom('follow_ups')
    .innerJoin('entries', 'entries.follow_up_id', 'follow_ups.id')
    .innerJoin('revisions', 'revisions.id', 'entries.head_id')
    .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
    .innerJoin('units', 'units.id', 'placements.unit_id')
    .select([
      'follow_ups.id',
      'revisions.carried_out_on',
      'revisions.questionnaire_id',
      'revisions.questionnaire_version',
      'revisions.answers',
      'units.id as unit_id',
      'units.name as unit_name',
    ])
    .where('entries.is_withdrawn', '=', 0);
type Row = Awaited<ReturnType<ReturnType<typeof rowsOf>['execute']>>[number];

/** What was written in the registered follow-ups of a period, of the boards that the person coordinates; latest first. */
export const readFreeTexts = async (
  query: Kysely<Tables>,
  scope: Scope,
  board: string | undefined,
  period: ReportPeriod,
  filters: Pick<ReportFilters, 'serviceArea' | 'ownership'>,
  cursor: string | undefined,
): Promise<FreeTextPage> => {
  const boards = boardsAskedFor(boardsSeen(scope, 'case'), board);
  const after = fromCursor(cursor, 2);
  const read = (of: string, limit: number): Promise<Row[]> => {
    let rows = rowsOf(query)
      .where('follow_ups.board_id', '=', of)
      .where(seesPlacementAt(scope, 'follow_ups.placement_id'))
      .where('follow_ups.carried_out_on', '>=', `${period.from}-01`)
      .where('follow_ups.carried_out_on', '<=', `${period.to}-31`);
    if (filters.serviceArea !== null) rows = rows.where('placements.service_area', '=', filters.serviceArea);
    if (filters.ownership !== null) rows = rows.where('units.ownership', '=', filters.ownership);
    if (after !== undefined) {
      rows = rows.where(sql<boolean>`(revisions.carried_out_on, follow_ups.id) < (${after[0]}, ${after[1]})`);
    }
    return rows
      .orderBy('revisions.carried_out_on', 'desc')
      .orderBy('follow_ups.id', 'desc')
      .limit(limit)
      .execute();
  };
  const page = await pageAcross(boards, read, (row) => [row.carried_out_on, row.id], 'descending');
  const texts: FreeText[] = [];
  for (const row of page.rows) texts.push(...(await textsOf(query, row)));
  return { texts, cursor: page.cursor };
};

const textsOf = async (query: Kysely<Tables>, row: Row): Promise<FreeText[]> => {
  const asked = await findPublished(query, { id: row.questionnaire_id, version: row.questionnaire_version });
  const common = {
    followUpId: row.id,
    on: row.carried_out_on,
    unit: { id: row.unit_id, name: row.unit_name },
  };
  return Object.entries(answers.parse(JSON.parse(row.answers))).flatMap(([question, given]) => {
    const isText = asked !== undefined && findQuestion(asked, question)?.kind === 'long-text';
    const parts: [FreeText['part'], string][] = [
      ['answer', isText ? String(given.value ?? '') : ''],
      ['comment', given.comment ?? ''],
      ['deviation', given.deviation ?? ''],
    ];
    return parts
      .filter(([, text]) => text.trim() !== '')
      .map(([part, text]): FreeText => ({ ...common, question, part, text }));
  });
};
