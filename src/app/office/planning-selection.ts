import { planningLists, type PlanningList } from '#domain/office/planning.ts';

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
