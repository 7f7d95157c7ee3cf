import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { RefusedDraft } from '#device/draft-records.ts';
import type { KeptDraft } from '#device/drafts.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { PlacementView } from '#domain/organisation/placement.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import type { WorklistQuery } from '#worker/api.ts';
import { namesOnDevice } from '#worker/on-device.ts';
import { progressOf } from '#worker/progress.ts';
import { buildWorklist, findFollowUp, listPlacements, type TabletContents } from '#worker/worklist.ts';
import { entryOf, noon, placementOf, plannedFollowUp, unitOf } from './tablet-scenario.ts';

const today = '2026-11-22';
const me = randomUUID();
const colleague = randomUUID();
const unit = unitOf({ name: 'Ängsgården' });
const mine = placementOf({ unitId: unit.id, caseworkerId: me, initials: 'A.K.', caseNumber: '2026-0417' });
const hers = placementOf({
  unitId: unit.id,
  caseworkerId: colleague,
  initials: 'B.L.',
  caseNumber: '2026-0999',
});
const everything: WorklistQuery = { search: '', whose: 'team' };

const contents = (of: {
  followUps?: readonly FollowUpView[];
  placements?: readonly PlacementView[];
  drafts?: readonly KeptDraft[];
  refused?: readonly RefusedDraft[];
}): TabletContents => {
  const { followUps = [], placements = [mine, hers], drafts = [], refused = [] } = of;
  return {
    userId: me,
    reference: {
      followUps: new Map(followUps.map((each) => [each.id, each])),
      placements: new Map(placements.map((each) => [each.id, each])),
      units: new Map([[unit.id, unit]]),
      questionnaires: new Map([['individual-follow-up/1', individualFollowUp]]),
      inForce: new Map(),
    },
    drafts: new Map(drafts.map((each) => [each.draft.followUpId, each])),
    refused,
    sent: [],
    copies: new Map(),
    copiesState: 'unreached',
    isSending: false,
    pulledAt: null,
  };
};
const planned = (plannedOn: string | null, of: Partial<FollowUpView> = {}) =>
  plannedFollowUp({ placementId: mine.id, plannedOn, ...of });
const draftOf = (followUp: FollowUpView, answers: Answers = {}): KeptDraft => ({
  draft: {
    followUpId: followUp.id,
    placementId: followUp.placementId,
    questionnaire: followUp.questionnaire,
    answers,
    basedOn: [],
    position: { section: '', question: null },
    told: null,
    startedAt: new Date(noon).toISOString(),
    changedAt: new Date(noon).toISOString(),
  },
  through: 0,
  sent: null,
  returned: null,
});
const list = (of: Parameters<typeof contents>[0], query = everything) =>
  buildWorklist(contents(of), query, today, progressOf);
const ids = (rows: readonly { followUpId: string | null }[]) => rows.map((row) => row.followUpId);

describe('the day', () => {
  const late = planned('2026-11-20');
  const later = planned('2026-11-21');
  const noTime = planned(today);
  const afternoon = planned(today, { plannedAt: '13:00' });
  const morning = planned(today, { plannedAt: '09:00' });
  const tomorrow = planned('2026-11-23');
  const nextWeek = planned('2026-11-30', { plannedAt: '08:00' });
  const all = [nextWeek, tomorrow, noTime, afternoon, morning, later, late];

  test('has what is planned for it by the clock, what is late by how late, and what comes by when', () => {
    const day = list({ followUps: all });
    expect(ids(day.todays)).toEqual([morning.id, afternoon.id, noTime.id]);
    expect(day.overdue.map((row) => [row.followUpId, row.days])).toEqual([
      [late.id, 2],
      [later.id, 1],
    ]);
    expect(ids(day.coming)).toEqual([tomorrow.id, nextWeek.id]);
    expect(day.open).toEqual([]);
    expect(day.counts).toEqual({ followUps: 7, ready: 7, units: 1, questionnaires: 1 });
  });

  test('keeps what was done today in its list, and nothing that was cancelled', () => {
    const done = planned(today, { state: 'carried-out', entry: entryOf(randomUUID()) });
    const cancelled = planned(today, { state: 'cancelled' });
    const day = list({ followUps: [done, cancelled] });
    expect(day.todays.map((row) => [row.followUpId, row.stage])).toEqual([[done.id, 'in-register']]);
  });

  test('does not hold against her what was done, cancelled, or told not to have been made', () => {
    const done = planned('2026-11-01', { state: 'carried-out', entry: entryOf(randomUUID()) });
    const cancelled = planned('2026-11-01', { state: 'cancelled' });
    const not = planned('2026-11-01', { state: 'not-carried-out' });
    const day = list({ followUps: [done, cancelled, not] });
    expect([...day.overdue, ...day.coming, ...day.open]).toEqual([]);
  });

  test('has what was begun or returned in a list of its own', () => {
    const head = randomUUID();
    const review = { state: 'returned' as const, revision: head, at: null, by: null, comments: [] };
    const returned = planned('2026-11-01', { state: 'carried-out', entry: entryOf(head, { review }) });
    const begun = planned('2026-11-10');
    const day = list({ followUps: [returned, begun], drafts: [draftOf(begun)] });
    expect(day.open.map((row) => [row.followUpId, row.stage])).toEqual([
      [returned.id, 'returned'],
      [begun.id, 'begun'],
    ]);
    expect(day.overdue).toEqual([]);
  });

  test('has what was begun here though nobody planned it and no register has heard of it', () => {
    const own = planned(null);
    const given = contents({ drafts: [draftOf(own)] });
    const day = buildWorklist(given, everything, today);
    expect(day.open).toMatchObject([{ followUpId: own.id, stage: 'begun', isMine: true, initials: 'A.K.' }]);
    expect(findFollowUp(given, own.id)).toMatchObject({ plannedOn: null, assigneeId: me });
    expect(findFollowUp(given, randomUUID())).toBeUndefined();
  });
});

test('has nothing of a placement that is not hers any more, of which only the outbox has news', () => {
  const gone = planned(null, {
    placementId: randomUUID(),
    dismissed: [{ itemId: randomUUID(), at: new Date(noon).toISOString(), comment: 'Sent twice' }],
  });
  expect(list({ followUps: [gone] })).toMatchObject({ open: [], todays: [], counts: { followUps: 0 } });
});

test('has what was begun here and is refused, also where not even the placement can be read', () => {
  const [begun, dark] = [planned(null), planned(null)];
  const list = buildWorklist(
    contents({
      refused: [
        { followUpId: begun.id, reason: 'rolled-back', readable: draftOf(begun) },
        { followUpId: dark.id, reason: 'changed', readable: null },
      ],
    }),
    everything,
    today,
  );
  expect(list.open).toMatchObject([
    { followUpId: begun.id, stage: 'begun', unitName: unit.name },
    { followUpId: dark.id, stage: 'begun', unitName: '', initials: '' },
  ]);
});

describe('whose', () => {
  const own = planned(today, { assigneeId: me });
  const byPlacement = planned(today);
  const other = planned(today, { placementId: hers.id });
  const forMe = planned(today, { placementId: hers.id, assigneeId: me });
  const forHer = planned(today, { assigneeId: colleague });

  test('hers are those given to her, or of her own cases where nobody was named', () => {
    const followUps = [own, byPlacement, other, forMe, forHer];
    const day = list({ followUps }, { search: '', whose: 'mine' });
    expect(new Set(ids(day.todays))).toEqual(new Set([own.id, byPlacement.id, forMe.id]));
    expect(list({ followUps }).todays).toHaveLength(5);
  });
});

describe('searching on the tablet', () => {
  const own = planned(today);
  const other = planned(today, { placementId: hers.id });
  test.each<[string, FollowUpView[]]>([
    ['', [own, other]],
    ['ängs', [own, other]],
    ['ÄNGS', [own, other]],
    ['a.k', [own]],
    ['0999', [other]],
    ['ängs b.l', [other]],
    ['ängs nobody', []],
    ['  ', [own, other]],
  ])('%j', (search, found) => {
    const day = list({ followUps: [own, other] }, { search, whose: 'team' });
    expect(new Set(ids(day.todays))).toEqual(new Set(found.map((each) => each.id)));
  });

  test('narrows the placements too, from which a visit that nobody planned is begun', () => {
    const ended = placementOf({ unitId: unit.id, endedOn: '2026-11-21' });
    const ending = placementOf({ unitId: unit.id, endedOn: today, initials: 'C.M.' });
    const placements = [mine, hers, ended, ending];
    const namesOf = (search: string) =>
      listPlacements(contents({ placements }), search, today).map((row) => row.initials);
    expect(namesOf('').toSorted()).toEqual(['A.K.', 'B.L.', 'C.M.']);
    expect(namesOf('C.M.')).toEqual(['C.M.']);
  });
});

test('what lies on the tablet is told by name, questionnaires with their versions in order', () => {
  const given = contents({});
  const newer = { ...individualFollowUp, version: 2 };
  const { reference } = given;
  const questionnaires = new Map([['individual-follow-up/2', newer], ...reference.questionnaires]);
  const names = namesOnDevice({ ...given, reference: { ...reference, questionnaires } });
  expect(names.units).toEqual(['Ängsgården']);
  expect(names.questionnaires.map(({ title, version }) => [title.sv, version])).toEqual([
    ['Individuppföljning', 1],
    ['Individuppföljning', 2],
  ]);
});

test('a follow-up is ready when its unit and questionnaire are on the tablet', () => {
  const elsewhere = placementOf({ caseworkerId: me });
  const newer = planned(today, { questionnaire: { id: 'individual-follow-up', version: 2 } });
  const day = list({
    followUps: [planned(today), newer, planned(today, { placementId: elsewhere.id })],
    placements: [mine, elsewhere],
  });
  expect(day.todays.map((row) => row.isReady)).toEqual([true, false, false]);
  expect(day.counts).toMatchObject({ followUps: 3, ready: 1 });
});

test('how far a begun one has come, of what there is to handle', () => {
  const begun = planned(today);
  const answers: Answers = { method: { value: 'site-visit' }, influence: { reason: 'declined' } };
  const [row] = list({ followUps: [begun], drafts: [draftOf(begun, answers)] }).todays;
  const [fresh] = list({ followUps: [planned(today)] }).todays;
  expect(row?.progress?.handled).toBe(2);
  expect(row?.progress?.total).toBeGreaterThan(10);
  expect(fresh?.progress).toBeNull();
});

describe('what is late in a placement', () => {
  const late = (of: Partial<PlacementView>, followUps: readonly FollowUpView[] = []) =>
    list({
      placements: [{ ...mine, ...of }],
      followUps: followUps.map((each) => ({ ...each, placementId: mine.id })),
    })
      .overdue.filter((row) => row.kind !== 'follow-up')
      .map((row) => [row.kind, row.dueOn, row.days]);
  const registered = (answers: Answers, on = '2026-11-18') =>
    planned(null, {
      state: 'carried-out',
      carriedOut: { on, method: 'site-visit' },
      entry: entryOf(randomUUID(), { answers }),
    });

  test.each<[string, Partial<PlacementView>, FollowUpView[], [string, string, number][]]>([
    [
      'a plan that has not come',
      { planDueOn: '2026-11-12' },
      [],
      [['implementation-plan', '2026-11-12', 10]],
    ],
    ['not yet on its day', { planDueOn: today }, [], []],
    [
      'not a plan that was seen to be there',
      { planDueOn: '2026-11-12' },
      [registered({ 'plan-received': { value: 'yes' } })],
      [],
    ],
    [
      'a plan that was seen to be missing',
      { planDueOn: '2026-11-12' },
      [registered({ 'plan-received': { value: 'no' } })],
      [['implementation-plan', '2026-11-12', 10]],
    ],
    ['nothing of a placement that has ended', { planDueOn: '2026-11-12', endedOn: '2026-11-20' }, [], []],
    [
      'a monthly report that was seen to be missing after its day',
      { monthlyReportDay: 15 },
      [registered({ 'monthly-reports': { value: 'no' } })],
      [['monthly-report', '2026-11-15', 7]],
    ],
    [
      'not one that was seen to be missing before its day',
      { monthlyReportDay: 20 },
      [registered({ 'monthly-reports': { value: 'no' } })],
      [],
    ],
    [
      "the one of last month, where this month's day has not come; a short month owes it on its last",
      { monthlyReportDay: 31 },
      [registered({ 'monthly-reports': { value: 'no' } }, '2026-11-02')],
      [['monthly-report', '2026-10-31', 22]],
    ],
    ['nothing that nobody looked for', { monthlyReportDay: 15 }, [], []],
  ])('%s', (_, placement, followUps, expected) => {
    expect(late(placement, followUps)).toEqual(expected);
  });
});
