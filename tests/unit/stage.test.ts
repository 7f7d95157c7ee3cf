import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { OutboxRecord } from '#device/database.ts';
import type { KeptDraft } from '#device/drafts.ts';
import type { SentItem } from '#device/sent-items.ts';
import type { EntryView, FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { Item } from '#domain/follow-up/item.ts';
import type { ItemStatus } from '#domain/protocol.ts';
import type { Stage } from '#worker/api.ts';
import { stageOf, type StageFacts } from '#worker/stage.ts';
import { entryOf, noon, plannedFollowUp, receiptOf } from './tablet-scenario.ts';

const [sentId, otherId] = [randomUUID(), randomUUID()];
const at = new Date(noon).toISOString();

const draftOf = (of: Partial<KeptDraft> = {}): KeptDraft => ({
  draft: {
    followUpId: randomUUID(),
    placementId: randomUUID(),
    questionnaire: { id: 'individual-follow-up', version: 1 },
    answers: {},
    basedOn: [],
    position: { section: '', question: null },
    told: null,
    startedAt: at,
    changedAt: at,
  },
  through: 0,
  sent: null,
  returned: null,
  ...of,
});
const sentDraft = draftOf({ sent: { itemId: sentId, at } });

const common = { id: sentId, followUpId: randomUUID(), authorId: randomUUID(), writtenAt: at };
const visit = {
  placementId: randomUUID(),
  questionnaire: { id: 'individual-follow-up', version: 1 },
  on: '2026-11-22',
  method: 'site-visit' as const,
};
const items: Record<Item['kind'], Item> = {
  submission: { kind: 'submission', ...common, ...visit, basedOn: [], answers: {} },
  'carried-out': { kind: 'carried-out', ...common, ...visit },
  'not-carried-out': { kind: 'not-carried-out', ...common, reason: 'no-time', comment: '' },
  withdrawal: { kind: 'withdrawal', ...common, submissionId: otherId },
};
const sent = (
  state: OutboxRecord['state'],
  of: { kind?: Item['kind']; status?: ItemStatus; id?: string } = {},
): SentItem => {
  const { kind = 'submission', status, id = sentId } = of;
  return {
    record: {
      seq: 1,
      id,
      kind,
      followUpId: common.followUpId,
      authorId: common.authorId,
      keyId: 'plain',
      hasContent: true,
      state,
      receipt: status === undefined ? null : receiptOf(id, { status }),
      refusal: null,
    },
    item: { ...items[kind], id },
    about: { unitName: '', initials: '', caseNumber: '', method: null, on: null, writtenAt: at },
  };
};

const review = (state: 'approved' | 'returned', revision = sentId): Partial<EntryView> => ({
  review: { state, revision, at, by: null, comments: [] },
});
const registered = (of: Partial<EntryView> = {}, head = sentId): Partial<FollowUpView> => ({
  state: 'carried-out',
  entry: entryOf(head, of),
});
const conflict = {
  submissionId: otherId,
  author: { id: randomUUID(), initials: 'AN' },
  at,
  questions: ['overall'],
  base: {},
  answers: {},
};
const stage = (followUp: Partial<FollowUpView>, of: Partial<Omit<StageFacts, 'followUp'>> = {}): Stage =>
  stageOf({ followUp: plannedFollowUp(followUp), draft: undefined, sent: [], isSending: false, ...of });

describe('where nothing was done on this tablet, the register says where it stands', () => {
  test.each<[Stage, Partial<FollowUpView>]>([
    ['planned', {}],
    ['planned', { state: 'carried-out' }],
    ['cancelled', { state: 'cancelled' }],
    ['not-carried-out', { state: 'not-carried-out' }],
    ['in-register', registered()],
    ['approved', registered(review('approved'))],
    ['returned', registered(review('returned'))],
    ['withdrawn', registered({ isWithdrawn: true, review: null })],
    ['conflict', { ...registered(review('approved')), conflicts: [conflict] }],
    ['set-aside', { setAside: [{ itemId: otherId, reason: 'invalid-answers' }] }],
  ])('%s', (expected, followUp) => {
    expect(stage(followUp)).toBe(expected);
  });
});

describe('what is being written here comes before all that the register says', () => {
  test.each<[Stage, Partial<FollowUpView>, KeptDraft]>([
    ['begun', {}, draftOf()],
    ['begun', registered(review('approved')), draftOf()],
    ['begun', { ...registered(), conflicts: [conflict] }, draftOf()],
    ['returned', registered(review('returned')), draftOf({ returned: { revision: sentId, answers: {} } })],
    // What was returned has been overtaken by another version.
    [
      'begun',
      registered(review('returned'), otherId),
      draftOf({ returned: { revision: sentId, answers: {} } }),
    ],
  ])('%s', (expected, followUp, draft) => {
    expect(stage(followUp, { draft })).toBe(expected);
  });
});

describe('what was sent from here', () => {
  const of = (...all: SentItem[]) => ({ draft: sentDraft, sent: all });

  test.each<[Stage, SentItem, boolean]>([
    ['waiting', sent('waiting'), false],
    ['sending', sent('waiting'), true],
    ['waiting', sent('posted'), false],
    ['sending', sent('posted'), true],
    ['waiting', sent('reseal'), false],
    ['refused', sent('refused'), false],
    ['in-register', sent('received', { status: 'accepted' }), false],
    ['in-register', sent('received', { status: 'merged' }), false],
    ['conflict', sent('received', { status: 'conflict' }), false],
    ['set-aside', sent('received', { status: 'set-aside' }), false],
    ['received', sent('received', { status: 'held' }), false],
  ])('is %s before the register has told of it', (expected, item, isSending) => {
    expect(stage({}, { ...of(item), isSending })).toBe(expected);
  });

  const accepted = sent('received', { status: 'accepted' });
  const dismissal = { itemId: sentId, at, comment: 'Another home' };
  test.each<[Stage, Partial<FollowUpView>, SentItem]>([
    ['approved', registered(review('approved')), accepted],
    ['returned', registered(review('returned')), accepted],
    [
      'set-aside',
      { setAside: [{ itemId: sentId, reason: 'invalid-answers' }] },
      sent('received', { status: 'set-aside' }),
    ],
    // Held then released: the receipt is older than what the register tells.
    ['in-register', registered(), sent('received', { status: 'held' })],
    // Set aside, then taken in by the coordinator.
    ['in-register', registered(), sent('received', { status: 'set-aside' })],
    // Set aside, then not taken in: alone, and beside what holds.
    ['dismissed', { dismissed: [dismissal] }, sent('received', { status: 'set-aside' })],
    [
      'dismissed',
      { ...registered(review('approved', otherId), otherId), dismissed: [dismissal] },
      sent('received', { status: 'set-aside' }),
    ],
    // A correction that is held is not what was approved before it.
    ['received', registered(review('approved', otherId), otherId), sent('received', { status: 'held' })],
    // Another version was merged on top: what was sent is among what the register tells.
    [
      'approved',
      registered({ ...review('approved', otherId), revisions: entryOf(sentId).revisions }, otherId),
      accepted,
    ],
  ])('is %s once the register has', (expected, followUp, item) => {
    expect(stage(followUp, of(item))).toBe(expected);
  });

  test('is not shown by older news of another version', () => {
    expect(stage(registered(review('returned', otherId), otherId), of(accepted))).toBe('in-register');
  });

  test('is what was sent last; that the visit was made says nothing of the answers', () => {
    const first = sent('received', { status: 'conflict', id: otherId });
    expect(stage({}, of(first, sent('waiting')))).toBe('waiting');
    expect(
      stage(
        {},
        of(sent('waiting'), sent('received', { kind: 'carried-out', status: 'recorded', id: otherId })),
      ),
    ).toBe('waiting');
    expect(stage({}, { sent: [sent('waiting', { kind: 'carried-out' })] })).toBe('planned');
  });

  test.each<[Stage, SentItem]>([
    ['waiting', sent('waiting', { kind: 'not-carried-out' })],
    ['not-carried-out', sent('received', { kind: 'not-carried-out', status: 'recorded' })],
    ['set-aside', sent('received', { kind: 'not-carried-out', status: 'set-aside' })],
  ])('that it was not made: %s', (expected, item) => {
    expect(stage({}, { sent: [item] })).toBe(expected);
  });
});
