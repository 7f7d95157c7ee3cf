import { NumberWord } from './number.ts';

/** The coordinator's planning, and a caseworker's own unplanned follow-up. */
export const planning = {
  title: (unassigned: number) =>
    unassigned === 0
      ? 'Alla uppföljningar har en handläggare'
      : `${NumberWord(unassigned, 'en')} saknar handläggare`,
  lead: 'Planera, fördela och ställ in uppföljningar.',
  list: 'Planerade uppföljningar',
  empty: 'Inget är planerat',
  emptyText: 'Planera den första uppföljningen.',
  new: 'Planera en uppföljning',
  unplanned: 'Ny uppföljning utan plan',
  unplannedText: 'För en uppföljning som inte var planerad. Den blir din.',
  placement: 'Placering',
  placementHint: 'Ärende, initialer eller verksamhet',
  assignee: 'Handläggare',
  noAssignee: 'Ingen än',
  date: 'Dag',
  time: 'Klockslag',
  method: 'Metod',
  questionnaire: 'Frågor',
  state: 'Läge',
  plan: 'Planera',
  planning: 'Planeras …',
  assign: 'Fördela',
  reassign: 'Byt handläggare',
  cancel: 'Ställ in',
  cancelled: 'Uppföljningen är inställd.',
  restore: 'Ångra',
  notCarriedOut: 'Blev inte av',
  reason: 'Skäl',
  comment: 'Kommentar',
  saved: 'Ändringen är sparad.',
  start: 'Börja',
  missingPlacement: 'Välj en placering.',
  missingDate: 'Välj en dag.',
  missingReason: 'Välj ett skäl.',
};
