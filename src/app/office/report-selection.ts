import { isWithin, monthOf, monthsOf, type ReportPeriod } from '#domain/report/period.ts';
import {
  ownerships,
  serviceAreas,
  type Ownership,
  type ServiceArea,
} from '#domain/organisation/organisation.ts';
import { withQuery, type Query } from './api.ts';

/** What a coordinator narrows her own report to; '' where it is not narrowed. */
export interface ReportSelection {
  readonly period: ReportPeriod;
  readonly board: string;
  readonly serviceArea: ServiceArea | '';
  readonly ownership: Ownership | '';
}

/** So many years back can be chosen. */
const yearsBack = 6;

/** The months that can be chosen, the latest first. */
export const choosableMonths = (today: string): string[] => {
  const to = monthOf(today);
  return monthsOf({ from: `${Number(to.slice(0, 4)) - yearsBack}-01`, to }).toReversed();
};

/** The last twelve months, this one included. */
export const lastTwelveMonths = (today: string): ReportPeriod => {
  const to = monthOf(today);
  const earlier = `${Number(to.slice(0, 4)) - 1}${to.slice(4)}`;
  const [, from = to] = monthsOf({ from: earlier, to });
  return { from, to };
};

const isMonth = (text: string | null): text is string =>
  text !== null && /^\d{4}-(0[1-9]|1[0-2])$/.test(text);

/** What an address asks for; a period that is none is the last twelve months. */
export const reportSelectionOf = (query: URLSearchParams, today: string): ReportSelection => {
  const [from, to] = [query.get('fran'), query.get('till')];
  return {
    period:
      isMonth(from) && isMonth(to) && isWithin({ from, to }, to) ? { from, to } : lastTwelveMonths(today),
    board: query.get('stadsdel') ?? '',
    serviceArea: serviceAreas.find((each) => each === query.get('omrade')) ?? '',
    ownership: ownerships.find((each) => each === query.get('regiform')) ?? '',
  };
};

/** What stands after the question mark for a selection. */
export const reportQueryOf = (of: ReportSelection): URLSearchParams =>
  new URLSearchParams({
    fran: of.period.from,
    till: of.period.to,
    ...(of.board !== '' && { stadsdel: of.board }),
    ...(of.serviceArea !== '' && { omrade: of.serviceArea }),
    ...(of.ownership !== '' && { regiform: of.ownership }),
  });

/** What the server is asked for. */
export const questionOf = (of: ReportSelection): Query => ({
  ...of.period,
  board: of.board === '' ? null : of.board,
  serviceArea: of.serviceArea === '' ? null : of.serviceArea,
  ownership: of.ownership === '' ? null : of.ownership,
});

/** Where a report lies as a file, with the page's own figures. */
export const reportFile = (
  path: string,
  format: 'csv' | 'xlsx',
  language: string,
  query: Query = {},
): string => withQuery(`${path}.${format}`, { ...query, language });
