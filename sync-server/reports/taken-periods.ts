import type { Kysely } from 'kysely';
import type { ReportPeriod } from '#domain/report/period.ts';
import type { Tables } from '../database/tables.ts';

/** The periods that have been closed, or of which exact figures have been published. */
export const readTakenPeriods = async (
  query: Kysely<Tables>,
  by: 'closed_periods' | 'publications',
): Promise<ReportPeriod[]> => {
  const rows = await query.selectFrom(by).select(['period_from', 'period_to']).execute();
  return rows.map((row) => ({ from: row.period_from, to: row.period_to }));
};
