import type { Kysely } from 'kysely';
import type { ClosedPeriodList } from '#domain/office/reports.ts';
import { dayIn } from '#domain/day.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { closePeriod } from '#domain/report/closing.ts';
import { individualReport } from '#domain/report/individual-report.ts';
import { mayClose, type ClosingProblem } from '#domain/report/period.ts';
import { closedPeriod, type ClosedPeriod, type ClosingRequest } from '#domain/report/publication.ts';
import { succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { findVersions } from '../register/published.ts';
import { readClosingCases } from './closing-cases.ts';
import { readBoards } from './report-store.ts';
import { readTakenPeriods } from './taken-periods.ts';

/** The closed periods, latest first, without their figures. */
export const listClosedPeriods = async (query: Kysely<Tables>): Promise<ClosedPeriodList> => {
  const rows = await query
    .selectFrom('closed_periods')
    .leftJoin('users', 'users.id', 'closed_by')
    .select(['closed_periods.id', 'report', 'period_from', 'period_to', 'closed_at', 'users.name'])
    .orderBy('period_from', 'desc')
    .execute();
  return {
    closed: rows.map((row) => ({
      id: row.id,
      report: closedPeriod.shape.report.parse(row.report),
      period: { from: row.period_from, to: row.period_to },
      closedAt: row.closed_at,
      closedBy: row.name ?? '',
    })),
  };
};

/** A closed period with its figures, as they were made at closing; undefined where there is none. */
export const findClosedPeriod = async (
  query: Kysely<Tables>,
  id: string,
): Promise<ClosedPeriod | undefined> => {
  const row = await query.selectFrom('closed_periods').selectAll().where('id', '=', id).executeTakeFirst();
  return (
    row &&
    closedPeriod.parse({
      id: row.id,
      report: row.report,
      period: { from: row.period_from, to: row.period_to },
      closedAt: row.closed_at,
      figures: individualReport.parse(JSON.parse(row.figures)),
    })
  );
};

/** Closes a period: its figures are made now, once, with small groups protected. Gives its id. */
export const closeReportPeriod = async (
  { query }: WriteTransaction,
  { report, period }: ClosingRequest,
  by: { readonly id: string; readonly userId: string; readonly now: Date },
): Promise<Result<string, ClosingProblem>> => {
  const today = dayIn(by.now);
  const allowed = mayClose(
    period,
    today,
    await readTakenPeriods(query, 'closed_periods'),
    await readTakenPeriods(query, 'publications'),
  );
  if (!allowed.ok) return allowed;
  const figures = closePeriod(await readClosingCases(query, period), today, {
    period,
    boards: await readBoards(query),
    versions: await findVersions(query, individualFollowUp.id),
  });
  await query
    .insertInto('closed_periods')
    .values({
      id: by.id,
      report,
      period_from: period.from,
      period_to: period.to,
      closed_at: by.now.toISOString(),
      closed_by: by.userId,
      figures: JSON.stringify(figures),
    })
    .execute();
  return succeed(by.id);
};
