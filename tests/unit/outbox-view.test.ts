import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { ItemResult } from '#domain/protocol.ts';
import { correct, takeBack } from '#worker/corrections.ts';
import { markCarriedOut } from '#worker/occasions.ts';
import { buildOutbox, countNeeding } from '#worker/outbox-view.ts';
import { submit } from '#worker/submissions.ts';
import type { OutboxView, SyncStatus } from '#worker/api.ts';
import { wholeAnswers } from '../server/seed.ts';
import { entryOf, noon, plannedFollowUp, receiptOf, TabletScenario } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
  await tablet.open();
  await tablet.answerAll(wholeAnswers());
});
afterEach(() => tablet.end());

const sync: SyncStatus = {
  isOnline: true,
  waiting: 0,
  needsYou: 0,
  isSending: false,
  problem: null,
  nextTryAt: null,
  needsSignIn: false,
  pulledAt: null,
};
const view = async (isSending = false): Promise<OutboxView> => {
  const { store } = await tablet.tab();
  return buildOutbox({ ...store.contents(), isSending }, sync);
};
const summary = async (isSending = false) => {
  const { needsYou, onTheWay, done } = await view(isSending);
  const told = (rows: OutboxView['done']) => rows.map((row) => `${row.kind} ${row.stage}`);
  return { needsYou: told(needsYou), onTheWay: told(onTheWay), done: told(done) };
};
const send = async (): Promise<string> => {
  const sent = await submit(await tablet.context(), tablet.id);
  if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
  return sent.value.itemId;
};
const received = async (itemId: string, of: Partial<ItemResult> = {}): Promise<void> => {
  await tablet.post();
  await tablet.receive(receiptOf(itemId, of));
};
const at = new Date(noon).toISOString();
const conflictOf = (submissionId: string): FollowUpView['conflicts'] => [
  {
    submissionId,
    author: { id: tablet.userId, initials: 'AN' },
    at,
    questions: ['overall'],
    base: {},
    answers: { ...wholeAnswers() },
  },
];
const nothing = { needsYou: [], onTheWay: [], done: [] };

test('nothing sent, nothing listed', async () => {
  expect(await summary()).toEqual(nothing);
});

describe('a submission goes its way', () => {
  test('waits, is sent, is received, and is done, with what it was', async () => {
    const itemId = await send();
    expect(await summary()).toEqual({ ...nothing, onTheWay: ['submission waiting'] });
    await tablet.post();
    expect(await summary(true)).toEqual({ ...nothing, onTheWay: ['submission sending'] });
    await tablet.receive(receiptOf(itemId, { status: 'held' }));
    expect(await summary()).toEqual({ ...nothing, onTheWay: ['submission received'] });
    await tablet.receive(receiptOf(itemId, { number: '2026-0001' }));
    const { done } = await view();
    expect(done).toMatchObject([
      {
        itemId,
        followUpId: tablet.id,
        stage: 'in-register',
        unitName: 'Solgläntan',
        initials: 'A.K.',
        caseNumber: '2026-0417',
        method: 'site-visit',
        on: '2026-11-20',
        writtenAt: at,
        receipt: { number: '2026-0001' },
        reason: null,
      },
    ]);
  });

  test('held first, it has its number and its time from the register', async () => {
    const itemId = await send();
    await received(itemId, { status: 'held' });
    const later = new Date(noon + 60_000).toISOString();
    const [revision] = entryOf(itemId).revisions;
    if (revision === undefined) throw new Error('An entry has a revision');
    const revisions = [{ ...revision, at: later }];
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(itemId, { number: '2026-0007', revisions }) });
    expect((await view()).done).toMatchObject([
      { stage: 'in-register', number: '2026-0007', registeredAt: later, receipt: { status: 'held' } },
    ]);
  });

  test('set aside and not taken in, it needs her while nothing else of the visit is registered', async () => {
    const itemId = await send();
    await received(itemId, { status: 'set-aside', reason: 'invalid-answers' });
    const dismissed = [{ itemId, at, comment: 'Another home' }];
    await tablet.tellOf({ dismissed });
    expect((await view()).needsYou).toMatchObject([
      { stage: 'dismissed', dismissal: { comment: 'Another home' } },
    ]);
    await tablet.tellOf({ state: 'carried-out', dismissed, entry: entryOf(randomUUID()) });
    expect(await summary()).toEqual({ ...nothing, done: ['submission dismissed'] });
    // She can still write another.
    expect(await correct(await tablet.context(), tablet.id)).toEqual({ ok: true, value: null });
  });

  test('and is approved', async () => {
    const itemId = await send();
    await received(itemId);
    const review = { state: 'approved' as const, revision: itemId, at, by: null, comments: [] };
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(itemId, { review }) });
    expect(await summary()).toEqual({ ...nothing, done: ['submission approved'] });
  });

  test('and stays what it is while a correction of it is being written', async () => {
    const itemId = await send();
    await received(itemId);
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(itemId) });
    await correct(await tablet.context(), tablet.id);
    expect(await summary()).toEqual({ ...nothing, done: ['submission in-register'] });
  });

  test('the newest of what is done comes first; what is on its way goes in the order of the line', async () => {
    const first = await send();
    await received(first);
    await correct(await tablet.context(), tablet.id);
    const second = await send();
    const { onTheWay, done } = await view();
    expect([onTheWay.map((row) => row.itemId), done.map((row) => row.itemId)]).toEqual([[second], [first]]);
    await received(second);
    expect((await view()).done.map((row) => row.itemId)).toEqual([second, first]);
  });
});

describe('what needs her', () => {
  test.each<[string, Partial<ItemResult>, string | null]>([
    ['set-aside', { status: 'set-aside', reason: 'assignment-withdrawn' }, 'assignment-withdrawn'],
    ['conflict', { status: 'conflict', questions: ['overall'] }, null],
    ['refused', { status: 'rejected', reason: 'unreadable' }, 'unreadable'],
  ])('%s, with the reason', async (stage, of, reason) => {
    await received(await send(), of);
    expect((await view()).needsYou).toMatchObject([{ stage, reason }]);
    const { store } = await tablet.tab();
    expect(countNeeding(store.contents())).toBe(1);
  });

  test('a return, once, by the last that was sent', async () => {
    const first = await send();
    await received(first);
    await correct(await tablet.context(), tablet.id);
    const second = await send();
    await received(second);
    const comments = [{ question: null, text: 'More' }];
    const review = { state: 'returned' as const, revision: second, at, by: null, comments };
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(second, { review }) });
    expect((await view()).needsYou).toMatchObject([{ itemId: second, stage: 'returned' }]);
    expect((await view()).done.map((row) => row.itemId)).toEqual([first]);
  });

  test('a conflict has all that is to be chosen between', async () => {
    const itemId = await send();
    await received(itemId, { status: 'conflict', questions: ['overall'] });
    const head = { ...wholeAnswers({ overall: { value: 'deficient' } }) };
    await tablet.tellOf({
      state: 'carried-out',
      entry: entryOf(randomUUID(), { answers: head }),
      conflicts: conflictOf(itemId),
    });
    const [row] = (await view()).needsYou;
    expect(row).toMatchObject({ stage: 'conflict', head, conflicts: [{ submissionId: itemId }] });
    expect(row?.questionnaire?.id).toBe('individual-follow-up');
  });

  test('what was refused does not keep the others from going on', async () => {
    const told = await markCarriedOut(await tablet.context(), tablet.id);
    expect(told.ok).toBe(true);
    const [toldId = ''] = await tablet.post();
    await tablet.receive(receiptOf(toldId, { status: 'rejected', reason: 'unreadable' }));
    await send();
    expect(await summary()).toEqual({
      needsYou: ['carried-out refused'],
      onTheWay: ['submission waiting'],
      done: [],
    });
  });

  test('a correction that was refused, and not what it corrects, which the register has', async () => {
    const first = await send();
    await received(first);
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(first, { answers: { ...wholeAnswers() } }) });
    await correct(await tablet.context(), tablet.id);
    const second = await send();
    await received(second, { status: 'rejected', reason: 'unreadable' });
    const { needsYou, done } = await view();
    expect(needsYou).toMatchObject([{ itemId: second, stage: 'refused' }]);
    expect(done).toMatchObject([{ itemId: first, stage: 'in-register' }]);
  });

  test('what was sent from another tablet, or by a colleague, where it is hers', async () => {
    const other = plannedFollowUp({
      placementId: tablet.placement.id,
      state: 'carried-out',
      carriedOut: { on: '2026-11-19', method: 'video-call' },
      entry: entryOf(randomUUID()),
      conflicts: conflictOf(randomUUID()),
    });
    const foreign = { ...other, id: randomUUID(), assigneeId: randomUUID() };
    await tablet.tell([
      { kind: 'follow-up', id: other.id, body: other },
      { kind: 'follow-up', id: foreign.id, body: foreign },
    ]);
    expect((await view()).needsYou).toMatchObject([
      {
        followUpId: other.id,
        stage: 'conflict',
        itemId: other.conflicts[0]?.submissionId,
        unitName: 'Solgläntan',
        on: '2026-11-19',
        method: 'video-call',
      },
    ]);
  });
});

describe('that a visit was made', () => {
  test('is listed while it is on its way, and no longer when that is known', async () => {
    await markCarriedOut(await tablet.context(), tablet.id);
    expect(await summary()).toEqual({ ...nothing, onTheWay: ['carried-out waiting'] });
    const [itemId = ''] = await tablet.post();
    await tablet.receive(receiptOf(itemId, { status: 'recorded' }));
    expect(await summary()).toEqual(nothing);
  });

  test('is listed where it was set aside', async () => {
    await markCarriedOut(await tablet.context(), tablet.id);
    const [itemId = ''] = await tablet.post();
    await tablet.receive(receiptOf(itemId, { status: 'set-aside', reason: 'assignment-withdrawn' }));
    expect((await view()).needsYou).toMatchObject([{ stage: 'set-aside', reason: 'assignment-withdrawn' }]);
    await tablet.tellOf({ dismissed: [{ itemId, at, comment: 'Not hers' }] });
    expect((await view()).needsYou).toMatchObject([
      { kind: 'carried-out', stage: 'dismissed', dismissal: { comment: 'Not hers' } },
    ]);
  });
});

test('what was taken back before it was sent is not there; what was withdrawn is, with its withdrawal', async () => {
  await takeBack(await tablet.context(), await send());
  expect(await summary()).toEqual(nothing);
  const itemId = await send();
  await received(itemId);
  await takeBack(await tablet.context(), itemId);
  expect(await summary()).toMatchObject({ needsYou: [], onTheWay: ['withdrawal waiting'] });
  const [withdrawalId = ''] = await tablet.post();
  await tablet.receive(receiptOf(withdrawalId));
  expect(await summary()).toEqual({ ...nothing, done: ['withdrawal withdrawn', 'submission withdrawn'] });
});

test('what was set aside and then corrected is withdrawn, never shown as registered', async () => {
  const itemId = await send();
  await received(itemId, { status: 'set-aside', reason: 'assignment-withdrawn' });
  await correct(await tablet.context(), tablet.id);
  await send();
  expect((await view()).done.map((row) => [row.itemId, row.stage])).toEqual([[itemId, 'set-aside']]);
  const [withdrawalId = '', again = ''] = await tablet.post();
  await tablet.receive(receiptOf(withdrawalId), receiptOf(again));
  expect((await view()).done.map((row) => row.stage)).toEqual(['in-register', 'withdrawn', 'withdrawn']);
});
