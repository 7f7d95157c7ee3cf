import * as z from 'zod/mini';
import { place } from '../follow-up/place.ts';
import { day, id, instant } from '../ids.ts';
import { ownership, serviceArea } from '../organisation/organisation.ts';
import { month, reportPeriod } from '../report/period.ts';
import { closedPeriod, publication } from '../report/publication.ts';

/** `GET /api/reports/individual?from&to&serviceArea&ownership&board`; months, both included. */
export const reportQuestion = z
  .object({
    from: month,
    to: month,
    serviceArea: z.optional(serviceArea),
    ownership: z.optional(ownership),
    board: z.optional(id),
  })
  .check(z.refine((asked) => asked.from <= asked.to, 'The period ends before it begins'));
export type ReportQuestion = z.infer<typeof reportQuestion>;

/** Words written at a question: as the answer, as a comment beside it, or as a deviation. */
export const freeText = z.strictObject({
  followUpId: id,
  on: day,
  unit: z.strictObject({ id, name: z.string() }),
  question: place,
  part: z.enum(['answer', 'comment', 'deviation']),
  text: z.string(),
});
export type FreeText = z.infer<typeof freeText>;

/** `GET /api/reports/individual/texts`: a page of follow-ups at a time, latest first; a page may hold no text. */
export const freeTextPage = z.strictObject({ texts: z.array(freeText), cursor: z.nullable(z.string()) });
export type FreeTextPage = z.infer<typeof freeTextPage>;

/** `GET /api/reports/closed` */
export const closedPeriodList = z.strictObject({
  closed: z.array(
    z.strictObject({
      id,
      report: closedPeriod.shape.report,
      period: reportPeriod,
      closedAt: instant,
      closedBy: z.string(),
    }),
  ),
});
export type ClosedPeriodList = z.infer<typeof closedPeriodList>;

/** `GET /api/reports/publications` */
export const publicationList = z.strictObject({
  publications: z.array(
    z.strictObject({
      id,
      report: publication.shape.report,
      period: reportPeriod,
      decision: z.string(),
      decidedOn: day,
    }),
  ),
});
export type PublicationList = z.infer<typeof publicationList>;
