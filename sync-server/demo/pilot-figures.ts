import type { WriteTransaction } from '../database/database.ts';
import { answers } from '#domain/follow-up/answer.ts';
import { gender, ownership, serviceArea } from '#domain/organisation/organisation.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { buildReport } from '#domain/report/build-report.ts';
import { closePeriod } from '#domain/report/closing.ts';
import type { ClosingCase } from '#domain/report/distinct-clients.ts';
import { publishedReport, type PublicationDecision } from '#domain/report/publication.ts';
import { rollupOf } from '#domain/report/tally.ts';
import { pilotDistricts } from './pilot-cases.ts';

const period = { from: '2022-04', to: '2022-09' } as const;
const closedAt = '2022-10-14T09:00:00.000Z';

/** By which the exact figures of the pilot are public (pilot 2022). */
const decision: PublicationDecision = {
  report: 'individual-follow-up',
  period,
  decision: 'Pilotstudie uppföljningsmodell 2022, tjänsteutlåtande 2022-12-14',
  decidedOn: '2022-12-14',
};

/** Every follow-up of the period that was carried out, read from the register. */
const readCases = async ({ query }: WriteTransaction): Promise<ClosingCase[]> => {
  const rows = await query
    .selectFrom('follow_ups')
    .innerJoin('placements', 'placements.id', 'follow_ups.placement_id')
    .innerJoin('units', 'units.id', 'placements.unit_id')
    .leftJoin('entries', 'entries.follow_up_id', 'follow_ups.id')
    .leftJoin('revisions', 'revisions.id', 'entries.head_id')
    .select([
      'follow_ups.carried_out_on',
      'follow_ups.board_id',
      'placements.client_id',
      'placements.service_area',
      'placements.gender',
      'units.ownership',
      'revisions.answers',
    ])
    .where('follow_ups.carried_out_on', '>=', `${period.from}-01`)
    .where('follow_ups.carried_out_on', '<=', `${period.to}-31`)
    .execute();
  return rows.map((row) => ({
    clientId: row.client_id,
    on: row.carried_out_on ?? '',
    boardId: row.board_id,
    serviceArea: serviceArea.parse(row.service_area),
    ownership: ownership.parse(row.ownership),
    gender: gender.parse(row.gender),
    questionnaire: individualFollowUp,
    answers: row.answers === null ? null : answers.parse(JSON.parse(row.answers)),
  }));
};

/** Closes the pilot's half year for the city, and publishes its exact figures by the decision that was made then. */
export const closeAndPublishPilot = async (
  transaction: WriteTransaction,
  newId: () => string,
  closedBy: string,
): Promise<void> => {
  const { query } = transaction;
  const cases = await readCases(transaction);
  const known = await query.selectFrom('boards').select(['id', 'name']).execute();
  const boards = pilotDistricts.flatMap((name) => known.find((board) => board.name === name) ?? []);
  const context = { period, boards, versions: [individualFollowUp] };
  const exact = buildReport(rollupOf(cases), {
    ...context,
    filters: { boardIds: null, serviceArea: null, ownership: null },
    basis: { kind: 'present' },
  });
  const columns = { report: decision.report, period_from: period.from, period_to: period.to };
  await query
    .insertInto('closed_periods')
    .values({
      id: newId(),
      ...columns,
      closed_at: closedAt,
      closed_by: closedBy,
      figures: JSON.stringify(closePeriod(cases, closedAt.slice(0, 10), context)),
    })
    .execute();
  await query
    .insertInto('publications')
    .values({
      id: newId(),
      ...columns,
      decision: decision.decision,
      decided_on: decision.decidedOn,
      figures: JSON.stringify(publishedReport(decision, exact)),
    })
    .execute();
};
