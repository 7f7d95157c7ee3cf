import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { takeBatch } from '#device/outbox.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import { markCarriedOut } from '#worker/occasions.ts';
import { openFollowUp } from '#worker/opening.ts';
import { recordAnswer } from '#worker/writing.ts';
import { correct, takeBack } from '#worker/corrections.ts';
import { exportItem, submit } from '#worker/submissions.ts';
import { markNotCarriedOut } from '#worker/occasions.ts';
import { settle } from '#worker/settling.ts';
import { wholeAnswers } from '../server/seed.ts';
import { entryOf, noon, receiptOf, TabletScenario } from './tablet-scenario.ts';

let tablet: TabletScenario;
beforeEach(async () => {
  tablet = await TabletScenario.begin();
  await tablet.open();
});
afterEach(() => tablet.end());

const fill = (more: Answers = {}) => tablet.answerAll(wholeAnswers(more));
const send = async (more: Answers = {}): Promise<string> => {
  await fill(more);
  const sent = await submit(await tablet.context(), tablet.id);
  if (!sent.ok) throw new Error(JSON.stringify(sent.problem));
  return sent.value.itemId;
};
const outbox = async () => {
  const { store } = await tablet.tab();
  await store.loadOutbox();
  return store.sent.map(({ item, record }) => ({ ...item, state: record.state }));
};
const draft = async () => (await tablet.tab()).store.drafts.get(tablet.id);
const opened = async () => openFollowUp(await tablet.context(), tablet.id);
const deficient = { overall: { value: 'deficient' } };

describe('sending', () => {
  test('puts all relevant answers in the outbox, with what they build on, and the follow-up stands as sent', async () => {
    const itemId = await send({ 'plan-received-on': { value: '2026-11-01' }, influence: { value: 'no' } });
    const { 'plan-received-on': _, ...relevant } = wholeAnswers({
      'plan-received-on': { value: '2026-11-01' },
      influence: { value: 'no' },
    });
    expect(await outbox()).toEqual([
      {
        kind: 'submission',
        id: itemId,
        followUpId: tablet.id,
        authorId: tablet.userId,
        writtenAt: new Date(noon).toISOString(),
        placementId: tablet.placement.id,
        questionnaire: { id: 'individual-follow-up', version: 1 },
        on: '2026-11-20',
        method: 'site-visit',
        basedOn: [],
        answers: relevant,
        state: 'waiting',
      },
    ]);
    // What was not relevant stays in the draft.
    expect((await tablet.answers())?.['plan-received-on']).toEqual({ value: '2026-11-01' });
    await tablet.restart();
    expect(await opened()).toMatchObject({ mode: 'sent', stage: 'waiting', sentItemId: itemId });
  });

  test('waits for what is missing, which is named; nothing is lost', async () => {
    await fill({ overall: {}, 'plan-received': { value: 'yes' } });
    expect(await submit(await tablet.context(), tablet.id)).toEqual({
      ok: false,
      problem: [
        { question: 'plan-received-on', problem: 'missing' },
        { question: 'overall', problem: 'missing' },
      ],
    });
    expect(await outbox()).toEqual([]);
    expect((await opened())?.mode).toBe('open');
  });

  test('twice is once', async () => {
    const itemId = await send();
    expect(await submit(await tablet.context(), tablet.id)).toEqual({ ok: true, value: { itemId } });
    expect(await outbox()).toHaveLength(1);
  });

  test('is not done by a tab that does not edit', async () => {
    await fill();
    const { context } = await tablet.seat.openTab();
    expect(await submit(context, tablet.id)).toEqual({ ok: false, problem: 'elsewhere' });
  });

  test('is whole or not at all', async () => {
    await fill();
    const { store } = await tablet.tab();
    vi.spyOn(store.database.outbox, 'bulkAdd').mockImplementation(() => {
      throw new DOMException('The disk is full', 'QuotaExceededError');
    });
    expect(await submit(await tablet.context(), tablet.id)).toEqual({ ok: false, problem: 'full' });
    await tablet.restart();
    expect(await outbox()).toEqual([]);
    expect((await opened())?.mode).toBe('open');
    expect((await submit(await tablet.context(), tablet.id)).ok).toBe(true);
  });
});

describe('writing', () => {
  test('on a full disk is told as such, and goes on when there is room again', async () => {
    const { store } = await tablet.tab();
    const full = vi
      .spyOn(store.database.changes, 'add')
      .mockRejectedValue(new DOMException('The disk is full', 'QuotaExceededError'));
    const context = await tablet.context();
    const write = () => recordAnswer(context, tablet.id, 'overall', { value: 'deficient' }, false);
    expect(await write()).toEqual({ ok: false, problem: 'full' });
    full.mockRestore();
    expect(await write()).toEqual({ ok: true, value: new Date(noon).toISOString() });
  });

  test('over a lost connection opens the store again, once', async () => {
    const { store } = await tablet.tab();
    const lost = () => new DOMException('The connection was lost', 'InvalidStateError');
    const add = vi.spyOn(store.database.changes, 'add');
    add.mockRejectedValueOnce(lost());
    await tablet.answer('overall', 'deficient');
    add.mockRejectedValue(lost());
    const context = await tablet.context();
    const second = await recordAnswer(context, tablet.id, 'overall', { value: 'acceptable' }, false);
    expect(second).toEqual({ ok: false, problem: 'storage-lost' });
    add.mockRestore();
    await tablet.restart();
    expect((await tablet.answers())?.['overall']).toEqual({ value: 'deficient' });
  });
});

describe('taking back', () => {
  test('what was never handed to the network leaves the outbox; the follow-up is open as it was', async () => {
    const itemId = await send(deficient);
    expect(await takeBack(await tablet.context(), itemId)).toEqual({ ok: true, value: 'unsent' });
    expect(await outbox()).toEqual([]);
    await tablet.restart();
    expect(await opened()).toMatchObject({ mode: 'open', stage: 'begun' });
    expect(await tablet.answers()).toMatchObject(deficient);
    expect((await draft())?.draft.basedOn).toEqual([]);
  });

  test.each<[string, (itemId: string) => Promise<void>]>([
    ['may have been sent', async () => void (await tablet.post())],
    [
      'was received',
      async (itemId) => {
        await tablet.post();
        await tablet.receive(receiptOf(itemId));
      },
    ],
  ])('what %s is withdrawn, and what comes next builds on that', async (_, happens) => {
    const itemId = await send();
    await happens(itemId);
    expect(await takeBack(await tablet.context(), itemId)).toEqual({ ok: true, value: 'withdrawn' });
    const [, withdrawal] = await outbox();
    expect(withdrawal).toMatchObject({ kind: 'withdrawal', submissionId: itemId, state: 'waiting' });
    await tablet.restart();
    await tablet.open();
    const again = await send(deficient);
    expect((await outbox()).at(-1)).toMatchObject({ id: again, basedOn: [withdrawal?.id] });
  });

  test('what was posted while she looked at an older list is withdrawn too: the disk decides', async () => {
    const itemId = await send();
    const { store } = await tablet.tab();
    await takeBatch(store.database, 1);
    expect(await takeBack(await tablet.context(), itemId)).toEqual({ ok: true, value: 'withdrawn' });
  });

  test('what was refused had no effect: it leaves the outbox', async () => {
    const itemId = await send();
    await tablet.post();
    await tablet.receive(receiptOf(itemId, { status: 'rejected', reason: 'unreadable' }));
    expect(await takeBack(await tablet.context(), itemId)).toEqual({ ok: true, value: 'unsent' });
    expect(await outbox()).toEqual([]);
    expect((await opened())?.mode).toBe('open');
  });

  test('cannot be done twice, nor of what is not a submission', async () => {
    const itemId = await send();
    await takeBack(await tablet.context(), itemId);
    for (const id of [itemId, randomUUID()]) {
      expect(await takeBack(await tablet.context(), id)).toEqual({ ok: false, problem: 'not-possible' });
    }
  });
});

describe('correcting', () => {
  test('what is on its way builds on that', async () => {
    const first = await send();
    await tablet.post();
    expect(await correct(await tablet.context(), tablet.id)).toEqual({ ok: true, value: null });
    const second = await send(deficient);
    const items = await outbox();
    expect(items.map((each) => each.id)).toEqual([first, second]);
    expect(items.at(-1)).toMatchObject({ basedOn: [first], answers: deficient });
  });

  test('what the register holds builds on what holds there, be it merged with another', async () => {
    const first = await send();
    await tablet.post();
    await tablet.receive(receiptOf(first));
    const head = randomUUID();
    const held = { ...wholeAnswers(), influence: { value: 'no' } };
    const { revisions } = entryOf(first);
    await tablet.tellOf({ state: 'carried-out', entry: { ...entryOf(head), answers: held, revisions } });
    await correct(await tablet.context(), tablet.id);
    expect((await draft())?.draft).toMatchObject({ basedOn: [head], answers: held });
  });

  test('what was set aside takes it back, and builds on what that was built on', async () => {
    const first = await send();
    await tablet.post();
    await tablet.receive(receiptOf(first, { status: 'set-aside', reason: 'assignment-withdrawn' }));
    await correct(await tablet.context(), tablet.id);
    await send(deficient);
    expect(await outbox()).toMatchObject([
      { id: first },
      { kind: 'withdrawal', submissionId: first },
      { kind: 'submission', basedOn: [] },
    ]);
  });

  describe('what was set aside after it was sent from another tablet', () => {
    const elsewhere = (of: { readonly authorId: string }) => ({
      itemId: randomUUID(),
      reason: 'assignment-withdrawn',
      submission: {
        authorId: of.authorId,
        writtenAt: new Date(noon - 3_600_000).toISOString(),
        questionnaire: { id: 'individual-follow-up', version: 1 },
        basedOn: [],
        answers: { ...wholeAnswers() },
      },
    });

    test('opens with its answers, and is taken back and corrected from here', async () => {
      const waiting = elsewhere({ authorId: tablet.userId });
      await tablet.tellOf({ setAside: [waiting] });
      expect(await opened()).toMatchObject({
        mode: 'sent',
        stage: 'set-aside',
        sentItemId: waiting.itemId,
        draft: { answers: waiting.submission.answers },
      });
      await correct(await tablet.context(), tablet.id);
      expect(await opened()).toMatchObject({ mode: 'open', draft: { answers: waiting.submission.answers } });
      await tablet.open();
      await send(deficient);
      expect(await outbox()).toMatchObject([
        { kind: 'withdrawal', submissionId: waiting.itemId },
        { kind: 'submission', basedOn: [], answers: { ...waiting.submission.answers, ...deficient } },
      ]);
      // The register has not told yet that it was taken back: what was sent from here stands all the same.
      expect((await opened())?.draft.answers).toMatchObject(deficient);
    });

    test('comes before what was sent from here earlier, and is corrected unopened too', async () => {
      const first = await send();
      await tablet.post();
      await tablet.receive(receiptOf(first));
      const waiting = elsewhere({ authorId: tablet.userId });
      const submission = { ...waiting.submission, basedOn: [first], answers: deficient };
      await tablet.tellOf({ entry: entryOf(first), setAside: [{ ...waiting, submission }] });
      await correct(await tablet.context(), tablet.id);
      expect((await draft())?.draft).toMatchObject({ basedOn: [first], answers: deficient });
    });

    test("a colleague's is not taken back", async () => {
      await tablet.tellOf({ setAside: [elsewhere({ authorId: randomUUID() })] });
      await correct(await tablet.context(), tablet.id);
      expect((await draft())?.draft.answers).toEqual(wholeAnswers());
      expect(await outbox()).toEqual([]);
    });
  });

  test('what was refused takes its place', async () => {
    const first = await send();
    await tablet.post();
    await tablet.receive(receiptOf(first, { status: 'rejected', reason: 'unreadable' }));
    await correct(await tablet.context(), tablet.id);
    const second = await send(deficient);
    expect((await outbox()).map((each) => each.id)).toEqual([second]);
  });

  test('what is open is open', async () => {
    await fill();
    expect(await correct(await tablet.context(), tablet.id)).toEqual({ ok: true, value: null });
    expect((await draft())?.sent).toBeNull();
  });

  test("another's, which the register holds", async () => {
    const head = randomUUID();
    await tablet.tellOf({ state: 'carried-out', entry: entryOf(head, { answers: { ...wholeAnswers() } }) });
    expect(await opened()).toMatchObject({ mode: 'sent', stage: 'in-register', sentItemId: head });
    await correct(await tablet.context(), tablet.id);
    await tablet.open();
    await send(deficient);
    expect(await outbox()).toMatchObject([{ basedOn: [head], answers: deficient }]);
  });
});

test('a returned one opens by itself, with the comments, and is sent as a new revision', async () => {
  const first = await send();
  await tablet.post();
  await tablet.receive(receiptOf(first));
  const comments = [{ question: 'overall', text: 'Why so good?' }];
  const review = { state: 'returned' as const, revision: first, at: null, by: null, comments };
  const answers = { ...wholeAnswers() };
  await tablet.tellOf({ state: 'carried-out', entry: entryOf(first, { answers, review }) });
  expect(await opened()).toMatchObject({ mode: 'open', stage: 'returned', returned: { comments, answers } });
  await tablet.answer('overall', 'deficient');
  await tablet.restart();
  expect(await opened()).toMatchObject({
    mode: 'open',
    returned: { comments },
    draft: { answers: deficient },
  });
  const second = await send(deficient);
  expect((await outbox()).at(-1)).toMatchObject({ id: second, basedOn: [first] });
  expect(await opened()).toMatchObject({ mode: 'sent', stage: 'waiting' });
});

describe('a conflict', () => {
  const head = { ...wholeAnswers({ overall: { value: 'deficient' }, change: { value: 'worse' } }) };
  const base = { ...wholeAnswers() };
  const mine = { ...wholeAnswers({ overall: { value: 'acceptable' }, influence: { value: 'no' } }) };
  const conflicted = async (of: Partial<ConflictView> = {}) => {
    const submissionId = await send();
    await tablet.post();
    await tablet.receive(receiptOf(submissionId, { status: 'conflict', questions: ['overall'] }));
    const holds = randomUUID();
    const conflict: ConflictView = {
      submissionId,
      author: { id: tablet.userId, initials: 'AN' },
      at: new Date(noon).toISOString(),
      questions: ['overall'],
      base,
      answers: mine,
      ...of,
    };
    await tablet.tellOf({
      state: 'carried-out',
      entry: entryOf(holds, { answers: head }),
      conflicts: [conflict],
    });
    return { submissionId, holds };
  };
  const choose = async (submissionId: string, choices: Record<string, 'head' | 'mine'>) =>
    settle(await tablet.context(), tablet.id, submissionId, choices);

  test.each(['head', 'mine'] as const)(
    'is settled by choosing (%s); the rest goes together',
    async (side) => {
      const { submissionId, holds } = await conflicted();
      expect(await choose(submissionId, { overall: side })).toEqual({ ok: true, value: null });
      const chosen = { head, mine }[side]['overall'];
      expect((await outbox()).at(-1)).toMatchObject({
        kind: 'submission',
        basedOn: [holds, submissionId],
        answers: { ...base, overall: chosen, influence: { value: 'no' }, change: { value: 'worse' } },
      });
      expect((await opened())?.mode).toBe('sent');
    },
  );

  test('is not settled until all is chosen', async () => {
    const { submissionId } = await conflicted({ questions: ['change', 'overall'] });
    const problem = { ok: false, problem: 'not-possible' };
    expect(await choose(submissionId, { overall: 'mine' })).toEqual(problem);
    expect(await choose(randomUUID(), { overall: 'mine', change: 'mine' })).toEqual(problem);
    expect(await outbox()).toHaveLength(1);
  });

  test('over answers that only one side changed goes by the choice, not by who changed it', async () => {
    const { submissionId } = await conflicted({ questions: ['change', 'overall'] });
    await choose(submissionId, { change: 'mine', overall: 'head' });
    expect((await outbox()).at(-1)).toMatchObject({
      answers: { change: mine['change'], overall: head['overall'] },
    });
  });

  test('whose choice makes no whole is open, built on both, with what is missing to be seen to', async () => {
    const { submissionId, holds } = await conflicted({
      answers: { ...mine, 'plan-received': { value: 'yes' }, 'plan-received-on': { value: '2026-11-01' } },
      questions: ['overall', 'plan-received', 'plan-received-on'],
    });
    const choices = { overall: 'mine', 'plan-received': 'mine', 'plan-received-on': 'head' } as const;
    expect((await choose(submissionId, choices)).ok).toBe(true);
    expect(await outbox()).toHaveLength(1);
    expect(await draft()).toMatchObject({ sent: null, draft: { basedOn: [holds, submissionId] } });
    await tablet.open();
    expect(await submit(await tablet.context(), tablet.id)).toMatchObject({
      problem: [{ question: 'plan-received-on', problem: 'missing' }],
    });
  });
});

describe('that the visit was made', () => {
  const tell = async () => markCarriedOut(await tablet.context(), tablet.id);

  test('is told apart from the answers, and once', async () => {
    await tablet.answer('date', '2026-11-22');
    expect(await tell()).toEqual({ ok: true, value: null });
    expect(await tell()).toEqual({ ok: true, value: null });
    expect(await outbox()).toMatchObject([{ kind: 'carried-out', on: '2026-11-22', method: 'site-visit' }]);
    expect(Object.keys((await outbox())[0] ?? {})).not.toContain('answers');
  });

  test('is told anew where day or method turn out to be others', async () => {
    await tell();
    await tablet.answer('method', 'video-call');
    await tell();
    expect(await outbox()).toMatchObject([{ method: 'site-visit' }, { method: 'video-call' }]);
  });

  test.each<[string, Answers]>([
    ['without a day', { date: {} }],
    ['of a day to come', { date: { value: '2026-11-23' } }],
    ['without a method', { method: {} }],
    ['by a method that is none', { method: { value: 'telepathy' } }],
  ])('cannot be told %s', async (_, answers) => {
    await tablet.answerAll(answers);
    expect(await tell()).toEqual({ ok: false, problem: 'occasion-missing' });
    expect(await outbox()).toEqual([]);
  });
});

test('that it was not made is told with its reason', async () => {
  const told = await markNotCarriedOut(await tablet.context(), tablet.id, 'client-absent', 'Not at home');
  expect(told).toEqual({ ok: true, value: null });
  expect(await outbox()).toMatchObject([
    { kind: 'not-carried-out', reason: 'client-absent', comment: 'Not at home', state: 'waiting' },
  ]);
});

test('what cannot be sent can be kept as a file, whose name says nothing of anybody', async () => {
  const itemId = await send(deficient);
  const file = await exportItem(await tablet.context(), itemId);
  expect(file?.fileName).toBe(`foljsam-${itemId.slice(0, 8)}.json`);
  expect(JSON.parse(file?.text ?? '')).toMatchObject({ id: itemId, answers: deficient });
  expect(await exportItem(await tablet.context(), randomUUID())).toBeNull();
});
