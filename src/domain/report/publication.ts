import * as z from 'zod/mini';
import { day, id, instant } from '../ids.ts';
import { individualReport, type IndividualReport } from './individual-report.ts';
import { reportPeriod } from './period.ts';

/** The reports that there are. */
const reportName = z.enum(['individual-follow-up']);

/** A period closed for the city: its figures were made once, at closing, and stand as they were made. */
export const closedPeriod = z.strictObject({
  id,
  report: reportName,
  period: reportPeriod,
  closedAt: instant,
  figures: individualReport,
});
export type ClosedPeriod = z.infer<typeof closedPeriod>;

/** What is asked for when a period is closed. */
export const closingRequest = z.strictObject({ report: reportName, period: reportPeriod });
export type ClosingRequest = z.infer<typeof closingRequest>;

/** The decision to publish exact figures: what, over which period, by which decision (its reference) and when. */
export const publicationDecision = z.strictObject({
  report: reportName,
  period: reportPeriod,
  decision: z.string().check(z.minLength(1), z.maxLength(200)),
  decidedOn: day,
});
export type PublicationDecision = z.infer<typeof publicationDecision>;

/** A publication: by it exact figures are shown to all, as they were when it was made. */
export const publication = z.strictObject({
  id,
  ...publicationDecision.shape,
  figures: individualReport,
});
export type Publication = z.infer<typeof publication>;

/** The exact report of a period, unfiltered and over all boards, as it is shown to all by a decision. */
export const publishedReport = (of: PublicationDecision, exact: IndividualReport): IndividualReport => {
  const { boardIds, serviceArea, ownership } = exact.filters;
  const isSelection = boardIds !== null || serviceArea !== null || ownership !== null;
  const isOtherPeriod = exact.period.from !== of.period.from || exact.period.to !== of.period.to;
  if (isSelection || isOtherPeriod)
    throw new Error('A publication is of its whole period, and of no selection');
  return { ...exact, basis: { kind: 'published', decision: of.decision, decidedOn: of.decidedOn } };
};
