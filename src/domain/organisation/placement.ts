import * as z from 'zod/mini';
import { day, id } from '../ids.ts';
import { gender, serviceArea } from './organisation.ts';

/**
 * A client placed in a unit by a decision of a responsible board, as the tablet knows it. The client has a case
 * number and initials; never a name, never a personal identity number.
 */
export const placementView = z.strictObject({
  id,
  caseNumber: z.string(),
  initials: z.string(),
  gender,
  unitId: id,
  board: z.strictObject({ id, name: z.string() }),
  serviceArea,
  caseworkerId: z.nullable(id),
  decidedOn: day,
  planDueOn: z.nullable(day),
  /** Day of the month on which the unit owes its monthly report; null where none is owed. */
  monthlyReportDay: z.nullable(z.int().check(z.minimum(1), z.maximum(31))),
  endedOn: z.nullable(day),
});
export type PlacementView = z.infer<typeof placementView>;
