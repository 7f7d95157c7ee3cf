import type { Kysely } from 'kysely';
import { answers } from '#domain/follow-up/answer.ts';
import type { ClosingCase } from '#domain/report/distinct-clients.ts';
import type { ReportPeriod } from '#domain/report/period.ts';
import type { Tables } from '../database/tables.ts';
import { findPublished } from '../register/published.ts';
import { partsOfCell } from './rollups.ts';

/**
 * Every follow-up of the period that was carried out, of all boards, with whose it is. Each stands in the cell in
 * which it was counted, so that a closed period and the rollups never tell of different numbers.
 */
export const readClosingCases = async (
  query: Kysely<Tables>,
  period: ReportPeriod,
): Promise<ClosingCase[]> => {
  const rows = await query
    .selectFrom('follow_ups')
    .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
    .leftJoin('entries', 'entries.follow_up_id', 'follow_ups.id')
    .leftJoin('revisions', 'revisions.id', 'entries.head_id')
    .select([
      'carried_out_cell',
      'cell',
      'client_id',
      'answers',
      'follow_ups.questionnaire_id',
      'follow_ups.questionnaire_version',
      'revisions.questionnaire_id as answered_id',
      'revisions.questionnaire_version as answered_version',
    ])
    .where('follow_ups.carried_out_on', '>=', `${period.from}-01`)
    .where('follow_ups.carried_out_on', '<=', `${period.to}-31`)
    .where('carried_out_cell', 'is not', null)
    .execute();
  const cases: ClosingCase[] = [];
  for (const row of rows) {
    const isRegistered = row.cell !== null && row.answers !== null;
    const questionnaire = await findPublished(query, {
      id: row.answered_id ?? row.questionnaire_id,
      version: row.answered_version ?? row.questionnaire_version,
    });
    if (questionnaire === undefined)
      throw new Error('A follow-up has a questionnaire that was never published');
    const { month, ...where } = partsOfCell(row.cell ?? row.carried_out_cell ?? '');
    cases.push({
      ...where,
      on: `${month}-01`,
      clientId: row.client_id,
      questionnaire,
      answers: isRegistered ? answers.parse(JSON.parse(row.answers ?? '{}')) : null,
    });
  }
  return cases;
};
