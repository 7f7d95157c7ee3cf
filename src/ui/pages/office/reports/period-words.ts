import type { ReportPeriod } from '#domain/report/period.ts';
import { format } from '#app/words/words.svelte.ts';

const yearOf = (month: string): string => month.slice(0, 4);
const nameOf = (month: string): string => format.month(`${month}-15`);

/** A month in words: "april 2022". */
export const monthWords = (month: string): string => `${nameOf(month)} ${yearOf(month)}`;

/** A period in words: "april–september 2022", "december 2025 – november 2026". */
export const periodWords = ({ from, to }: ReportPeriod): string => {
  if (from === to) return monthWords(from);
  return yearOf(from) === yearOf(to)
    ? `${nameOf(from)}–${monthWords(to)}`
    : `${monthWords(from)} – ${monthWords(to)}`;
};
