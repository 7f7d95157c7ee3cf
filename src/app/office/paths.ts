import type { ReviewList } from '#domain/office/review.ts';

export const deskPath = '/granskning';
export const reportsPath = '/rapporter';
export const periodsPath = '/rapporter/perioder';
export const planningPath = '/planering';
export const newPlanPath = '/planering/ny';
export const placementsPath = '/planering/placeringar';
export const administrationPath = '/administration';
export const logControlPath = '/loggkontroll';
export const purgingPath = '/gallring';
export const extractPath = '/registerutdrag';
export const recoveriesPath = '/administration/aterstallning';
export const newUserPath = '/administration/ny';
export const questionnairesPath = '/frageformular';
export const newQuestionnairePath = '/frageformular/nytt';

/** A closed period's figures. */
export const closedPath = (id: string): string => `/rapporter/period/${id}`;
/** A published report. */
export const publicationPath = (id: string): string => `/rapporter/publicerad/${id}`;
/** A version of a questionnaire. */
export const versionPath = ({ id, version }: { id: string; version: number }): string =>
  `/frageformular/${id}@${version}`;
/** What differs between two versions of a questionnaire. */
export const comparisonPath = (id: string, from: number, to: number): string =>
  `/frageformular/jamfor/${id}?fran=${from}&till=${to}`;
/** A user and her tablets. */
export const userPath = (id: string): string => `/administration/anvandare/${id}`;

/** How the lists of the desk are called in its address. */
const listNames: Record<ReviewList, string> = {
  awaiting: 'att-granska',
  returned: 'aterforda',
  approved: 'godkanda',
  conflicts: 'tva-versioner',
  'set-aside': 'undantagna',
};

/** The list that an address names. */
const listOf = (name: string | null): ReviewList | undefined => {
  const lists: readonly ReviewList[] = ['awaiting', 'returned', 'approved', 'conflicts', 'set-aside'];
  // Listed here too, for the schemas beside the other list would come along into what the first page loads.
  return lists.find((each) => listNames[each] === name);
};

/** What the desk's queue is narrowed to; '' where it is not. */
export interface DeskSelection {
  readonly list: ReviewList;
  readonly board: string;
  readonly unit: string;
  /** Only what has waited longer than so many days. */
  readonly olderThan: string;
}

/** What an address asks the desk for. */
export const deskSelectionOf = (query: URLSearchParams): DeskSelection => ({
  list: listOf(query.get('lista')) ?? 'awaiting',
  board: query.get('stadsdel') ?? '',
  unit: query.get('verksamhet') ?? '',
  olderThan: query.get('aldre') ?? '',
});

/** The other way: what stands after the question mark for a selection. */
export const deskQueryOf = (of: DeskSelection): URLSearchParams => {
  const query = new URLSearchParams();
  if (of.list !== 'awaiting') query.set('lista', listNames[of.list]);
  if (of.board !== '') query.set('stadsdel', of.board);
  if (of.unit !== '') query.set('verksamhet', of.unit);
  if (of.olderThan !== '') query.set('aldre', of.olderThan);
  return query;
};

/** The desk with a list, and the follow-up or the set-aside upload that is open. */
export const deskAddress = (
  of: DeskSelection,
  open?: { readonly followUp: string } | { readonly item: string },
): string => {
  const query = deskQueryOf(of).toString();
  const path =
    open === undefined
      ? deskPath
      : 'item' in open
        ? `${deskPath}/undantagen/${open.item}`
        : `${deskPath}/${open.followUp}`;
  return query === '' ? path : `${path}?${query}`;
};
