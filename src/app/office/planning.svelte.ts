import * as z from 'zod/mini';
import { id } from '#domain/ids.ts';
import {
  planningLists,
  planningPage,
  type CustodyChange,
  type FollowUpChange,
  type NewFollowUp,
  type PlanningList,
  type PlanningPage,
  type PlanningRow,
} from '#domain/office/planning.ts';
import { read, write, type Answered } from './api.ts';
import { PagedList } from './paged-list.svelte.ts';

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

const listNames: Record<PlanningList, string> = {
  planned: 'planerade',
  overdue: 'forsenade',
  'carried-out': 'gjorda',
  'not-carried-out': 'blev-inte-av',
  cancelled: 'installda',
};

/** What the planning is narrowed to; '' where it is not. */
export interface PlanningSelection {
  readonly list: PlanningList;
  readonly board: string;
  readonly assignee: string;
  readonly from: string;
  readonly to: string;
  readonly text: string;
}

/** What an address asks the planning for. */
export const planningSelectionOf = (query: URLSearchParams): PlanningSelection => ({
  list: planningLists.find((each) => listNames[each] === query.get('lista')) ?? 'planned',
  board: query.get('stadsdel') ?? '',
  assignee: query.get('handlaggare') ?? '',
  from: query.get('fran') ?? '',
  to: query.get('till') ?? '',
  text: query.get('sok') ?? '',
});

/** What stands after the question mark for a selection. */
export const planningQueryOf = (of: PlanningSelection): URLSearchParams =>
  new URLSearchParams({
    ...(of.list !== 'planned' && { lista: listNames[of.list] }),
    ...(of.board !== '' && { stadsdel: of.board }),
    ...(of.assignee !== '' && { handlaggare: of.assignee }),
    ...(of.from !== '' && { fran: of.from }),
    ...(of.to !== '' && { till: of.to }),
    ...(of.text !== '' && { sok: of.text }),
  });

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
