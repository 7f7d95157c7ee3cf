import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import {
  planningPage,
  type CustodyChange,
  type FollowUpChange,
  type NewFollowUp,
  type PlanningPage,
  type PlanningRow,
} from '#domain/office/planning.ts';
import { read, write, type Answered } from './api.ts';
import { PagedList } from './paged-list.svelte.ts';
import type { PlanningSelection } from './planning-selection.ts';

const idReply = z.strictObject({ id });

/** Asks for a follow-up to be planned; its id is made by the page, so that asking twice plans once. */
export const planFollowUp = (of: NewFollowUp): Answered<{ id: string }> =>
  write(idReply, 'POST', '/api/follow-ups', of);

/** Asks for a planned follow-up to be changed, cancelled or explained. */
export const changeFollowUp = (followUpId: string, change: FollowUpChange): Answered<{ id: string }> =>
  write(idReply, 'PATCH', `/api/follow-ups/${followUpId}`, change);

/** Gives a placement to another team or caseworker. */
export const changeCustody = (placementId: string, change: CustodyChange): Answered<{ id: string }> =>
  write(idReply, 'PATCH', `/api/placements/${placementId}`, change);

const orNull = (text: string): string | null => (text === '' ? null : text);

/** The follow-ups of the boards that one coordinates, a list at a time. */
export class Planning {
  readonly list = new PagedList<PlanningRow>();
  counts = $state.raw<PlanningPage['counts'] | null>(null);

  async show(of: PlanningSelection): Promise<void> {
    await this.list.show(async (cursor) => {
      const page = await read(planningPage, '/api/follow-ups', {
        state: of.list,
        board: orNull(of.board),
        assignee: orNull(of.assignee),
        from: orNull(of.from),
        to: orNull(of.to),
        q: orNull(of.text),
        cursor,
      });
      if (page.ok) this.counts = page.value.counts;
      return page;
    });
  }
}
