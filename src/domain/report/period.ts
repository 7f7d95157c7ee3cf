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

export type ClosingProblem = 'period-not-over' | 'period-overlaps';

/**
 * Whether a period may be closed: it is over, and shares no month with one closed before. Two closed periods that
 * overlap could be subtracted from each other, and the difference may be one person.
 */
export const mayClose = (
  period: ReportPeriod,
  today: string,
  closed: readonly ReportPeriod[],
): Result<ReportPeriod, ClosingProblem> => {
  if (monthOf(today) <= period.to) return fail('period-not-over');
  const overlaps = closed.some((other) => other.from <= period.to && period.from <= other.to);
  return overlaps ? fail('period-overlaps') : succeed(period);
};
