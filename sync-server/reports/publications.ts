import type { Kysely } from 'kysely';
import { dayIn } from '#domain/day.ts';
import type { PublicationList } from '#domain/office/reports.ts';
import { individualReport } from '#domain/report/individual-report.ts';
import { mayPublish, type ClosingProblem } from '#domain/report/period.ts';
import {
  publication,
  publishedReport,
  type Publication,
  type PublicationDecision,
} from '#domain/report/publication.ts';
import { succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { readBoards, readIndividualReport } from './report-store.ts';
import { readTakenPeriods } from './taken-periods.ts';

/** The publications, latest first, without their figures. */
export const listPublications = async (query: Kysely<Tables>): Promise<PublicationList> => {
  const rows = await query
    .selectFrom('publications')
    .select(['id', 'report', 'period_from', 'period_to', 'decision', 'decided_on'])
    .orderBy('period_from', 'desc')
    .orderBy('decided_on', 'desc')
    .execute();
  return {
    publications: rows.map((row) => ({
      id: row.id,
      report: publication.shape.report.parse(row.report),
      period: { from: row.period_from, to: row.period_to },
      decision: row.decision,
      decidedOn: row.decided_on,
    })),
  };
};

/** A publication with its figures, as they were when it was made; undefined where there is none. */
export const findPublication = async (
  query: Kysely<Tables>,
  id: string,
): Promise<Publication | undefined> => {
  const row = await query.selectFrom('publications').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row &&
    publication.parse({
      id: row.id,
      report: row.report,
      period: { from: row.period_from, to: row.period_to },
      decision: row.decision,
      decidedOn: row.decided_on,
      figures: individualReport.parse(JSON.parse(row.figures)),
    })
  );
};

/** Publishes the exact figures of a period, over all boards, by a decision. Gives the publication's id. */
export const publishReport = async (
  { query }: WriteTransaction,
  of: PublicationDecision,
  by: { readonly id: string; readonly now: Date },
): Promise<Result<string, ClosingProblem>> => {
  const allowed = mayPublish(of.period, dayIn(by.now), await readTakenPeriods(query, 'closed_periods'));
  if (!allowed.ok) return allowed;
  const exact = await readIndividualReport(query, await readBoards(query), {
    period: of.period,
    filters: { boardIds: null, serviceArea: null, ownership: null },
    basis: { kind: 'present' },
  });
  await query
    .insertInto('publications')
    .values({
      id: by.id,
      report: of.report,
      period_from: of.period.from,
      period_to: of.period.to,
      decision: of.decision,
      decided_on: of.decidedOn,
      figures: JSON.stringify(publishedReport(of, exact)),
    })
    .execute();
  return succeed(by.id);
};
