import type { Catalogue } from '../sv.ts';
import { NumberWord } from './number.ts';

export const planning: Catalogue['planning'] = {
  title: (unassigned) =>
    unassigned === 0
      ? 'Every follow-up has a caseworker'
      : `${NumberWord(unassigned)} ${unassigned === 1 ? 'has' : 'have'} no caseworker`,
  lead: 'Plan, assign and cancel follow-ups.',
  list: 'Planned follow-ups',
  empty: 'Nothing is planned',
  emptyText: 'Plan the first follow-up.',
  new: 'Plan a follow-up',
  unplanned: 'New follow-up without a plan',
  unplannedText: 'For a follow-up that was not planned. It becomes yours.',
  placement: 'Placement',
  placementHint: 'Case, initials or unit',
  assignee: 'Caseworker',
  noAssignee: 'Nobody yet',
  date: 'Day',
  time: 'Time',
  method: 'Method',
  questionnaire: 'Questions',
  state: 'State',
  plan: 'Plan',
  planning: 'Planning …',
  assign: 'Assign',
  reassign: 'Change caseworker',
  cancel: 'Cancel the follow-up',
  cancelled: 'The follow-up is cancelled.',
  restore: 'Undo',
  notCarriedOut: 'Did not take place',
  reason: 'Reason',
  comment: 'Comment',
  saved: 'The change is saved.',
  start: 'Begin',
  missingPlacement: 'Choose a placement.',
  missingDate: 'Choose a day.',
  missingReason: 'Choose a reason.',
};
