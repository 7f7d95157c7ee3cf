import type { Answers } from '#domain/follow-up/answer.ts';
import type { ReviewEntry, RevisionContent } from '#domain/office/review.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';

/** Ids of revisions by their names in the tests. */
export const revisionIds = {
  first: '11111111-1111-4111-8111-111111111111',
  second: '22222222-2222-4222-8222-222222222222',
  third: '33333333-3333-4333-8333-333333333333',
  merged: '44444444-4444-4444-8444-444444444444',
} as const;

export const followUpId = '99999999-9999-4999-8999-999999999999';

const person = (letter: string, initials: string) => ({
  id: `${letter.repeat(8)}-0000-4000-8000-000000000000`,
  name: `Någon ${initials}`,
  initials,
});
export const maria = person('a', 'MH');
export const erik = person('b', 'EL');
export const sofia = person('c', 'SS');

/** Answers that may be sent; what is given is put over them. */
export const wholeAnswers = (over: Answers = {}): Answers => ({
  method: { value: 'site-visit' },
  date: { value: '2026-11-16' },
  'licence-checked': { value: 'valid' },
  'plan-received': { value: 'yes' },
  'plan-received-on': { value: '2026-10-12' },
  'monthly-reports': { value: 'on-time' },
  'regular-feedback': { value: 'yes' },
  'support-as-decided': { value: 'yes' },
  influence: { reason: 'declined' },
  change: { value: 'unchanged' },
  'anything-to-add': { reason: 'not-asked' },
  'according-to-plan': { value: 'acceptable' },
  'agreed-activities': { value: 'acceptable' },
  'information-duty': { value: 'acceptable' },
  overall: { value: 'acceptable' },
  'deviation-found': { value: 'no' },
  ...over,
});

/** A revision as the desk gets it. */
export const revision = (
  id: string,
  basedOn: readonly string[],
  answers: Answers,
  author = maria,
  kind: RevisionContent['kind'] = 'submission',
): RevisionContent => ({
  id,
  kind,
  basedOn: [...basedOn],
  author,
  at: '2026-11-17T14:20:00.000Z',
  on: '2026-11-16',
  method: 'site-visit',
  isWithdrawn: false,
  answers: { ...answers },
});

/** A follow-up on the desk, whose last revision holds. */
export const entryOf = (
  revisions: readonly RevisionContent[],
  over: Partial<ReviewEntry> = {},
): ReviewEntry => {
  const head = revisions.at(-1);
  if (head === undefined) throw new Error('An entry has a revision');
  const named = (name: string) => ({ id: followUpId, name });
  return {
    followUpId,
    placementId: followUpId,
    client: { caseNumber: '2231-07', initials: 'A.K.' },
    gender: 'woman',
    serviceArea: 'children-and-youth',
    unit: named('Björkgården HVB'),
    provider: named('Björkgården AB'),
    board: named('Farsta'),
    team: named('Barn'),
    caseworker: maria,
    plannedOn: '2026-11-16',
    carriedOut: { on: '2026-11-16', method: 'site-visit' },
    questionnaire: { id: individualFollowUp.id, version: individualFollowUp.version },
    entry: {
      number: '2026-0321',
      head: head.id,
      isWithdrawn: false,
      answers: head.answers,
      review: { state: 'awaiting', revision: head.id, at: null, by: null, comments: [] },
      revisions: [],
    },
    previous: null,
    revisions: [...revisions],
    reviews: [],
    conflicts: [],
    setAside: [],
    references: {},
    reviewer: null,
    ...over,
  };
};
