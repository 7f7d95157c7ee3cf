import * as z from 'zod/mini';
import { fail, succeed, type Result } from '../result.ts';

/** A month of the calendar in Europe/Stockholm, `2022-04`. Reports are over whole months. */
export const month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));

/** From the first through the last month. */
export const reportPeriod = z
  .strictObject({ from: month, to: month })
  .check(z.refine((period) => period.from <= period.to, 'The period ends before it begins'));
export type ReportPeriod = z.infer<typeof reportPeriod>;

/** The month of a day. */
export const monthOf = (day: string): string => day.slice(0, 7);

/** Whether the month is in the period. */
export const isWithin = (period: ReportPeriod, each: string): boolean =>
  period.from <= each && each <= period.to;

/** The months of a period, in order. */
export const monthsOf = (period: ReportPeriod): string[] => {
  const months: string[] = [];
  let [year, number] = [Number(period.from.slice(0, 4)), Number(period.from.slice(5))];
  for (let next = period.from; next <= period.to;) {
    months.push(next);
    [year, number] = number === 12 ? [year + 1, 1] : [year, number + 1];
    next = `${String(year).padStart(4, '0')}-${String(number).padStart(2, '0')}`;
  }
  return months;
};

const overlap = (one: ReportPeriod, other: ReportPeriod): boolean =>
  other.from <= one.to && one.from <= other.to;

export type ClosingProblem = 'period-not-over' | 'period-overlaps' | 'period-published';

/**
 * Whether a period may be closed: it is over, and shares no month with one that was closed or published before. Two
 * periods that overlap could be subtracted from each other, and the difference may be one person.
 */
export const mayClose = (
  period: ReportPeriod,
  today: string,
  closed: readonly ReportPeriod[],
  published: readonly ReportPeriod[],
): Result<ReportPeriod, ClosingProblem> => {
  if (monthOf(today) <= period.to) return fail('period-not-over');
  if (closed.some((other) => overlap(period, other))) return fail('period-overlaps');
  return published.some((other) => overlap(period, other)) ? fail('period-published') : succeed(period);
};

/**
 * Whether the exact figures of a period may be published: it is a period that was closed, or shares no month with one.
 * Published together with another, a closed period's hidden groups could be subtracted out.
 */
export const mayPublish = (
  period: ReportPeriod,
  today: string,
  closed: readonly ReportPeriod[],
): Result<ReportPeriod, ClosingProblem> => {
  if (monthOf(today) <= period.to) return fail('period-not-over');
  const isApart = closed.every(
    (other) => !overlap(period, other) || (other.from === period.from && other.to === period.to),
  );
  return isApart ? succeed(period) : fail('period-overlaps');
};
