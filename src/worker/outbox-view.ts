import type { SentItem } from '#device/sent-items.ts';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import type { OutboxRow, OutboxView, Stage, SyncStatus } from './api.ts';
import { isInLine, stageOf } from './stage.ts';
import { findFollowUp, sentOf, stageIn, type TabletContents } from './worklist.ts';

const needing: readonly Stage[] = ['returned', 'conflict', 'set-aside', 'refused', 'dismissed'];
const moving: readonly Stage[] = ['waiting', 'sending', 'received'];

/** Whether it needs the person. Not taken in, where something else is registered: that is news, and nothing to see to. */
const needsHer = (stage: Stage, head: Answers | null): boolean =>
  needing.includes(stage) && (stage !== 'dismissed' || head === null);

/** The stages at which it is in the register. */
const registered: readonly Stage[] = ['in-register', 'approved', 'returned'];

/** Whether a later item of the same follow-up speaks for this one. */
const isSuperseded = (contents: TabletContents, { item, record }: SentItem): boolean =>
  sentOf(contents, item.followUpId).some(
    (later) =>
      later.record.seq > record.seq && later.item.kind !== 'carried-out' && later.record.state !== 'refused',
  );

const isTakenBack = (contents: TabletContents, { item }: SentItem): boolean =>
  sentOf(contents, item.followUpId).some(
    (later) =>
      later.item.kind === 'withdrawal' &&
      later.item.submissionId === item.id &&
      later.record.receipt?.status === 'accepted',
  );

const stageOfItem = (contents: TabletContents, sent: SentItem): Stage => {
  const { record, item } = sent;
  if (record.state === 'refused') return 'refused';
  if (isInLine(record) && contents.isSending) return 'sending';
  if (record.state !== 'received') return 'waiting';
  if (item.kind === 'carried-out') {
    if (record.receipt?.status !== 'set-aside') return 'received';
    const told = contents.reference.followUps.get(item.followUpId)?.dismissed ?? [];
    return told.some((each) => each.itemId === item.id) ? 'dismissed' : 'set-aside';
  }
  const status = record.receipt?.status;
  if (isTakenBack(contents, sent) || (item.kind === 'withdrawal' && status === 'accepted'))
    return 'withdrawn';
  const followUp = findFollowUp(contents, item.followUpId);
  if (isSuperseded(contents, sent) || followUp === undefined) {
    if (status === 'set-aside') return 'set-aside';
    return item.kind === 'withdrawal' ? 'withdrawn' : 'in-register';
  }
  const kept = contents.drafts.get(item.followUpId);
  return stageOf({
    followUp,
    // What is being written since says nothing of what became of what was sent.
    draft: kept && { ...kept, sent: kept.sent ?? { itemId: item.id, at: item.writtenAt } },
    // Nor does what was sent after it: a correction that was refused leaves the register with this one.
    sent: sentOf(contents, item.followUpId).filter((each) => each.record.seq <= record.seq),
    isSending: contents.isSending,
  });
};

const toRow = (contents: TabletContents, sent: SentItem): OutboxRow => {
  const { record, item, about } = sent;
  const followUp = findFollowUp(contents, item.followUpId);
  const draft = contents.drafts.get(item.followUpId)?.draft;
  const ref = item.kind === 'submission' ? item.questionnaire : draft?.questionnaire;
  const stage = stageOfItem(contents, sent);
  const revision = followUp?.entry?.revisions.find((each) => each.id === item.id);
  const { receipt } = record;
  return {
    itemId: item.id,
    followUpId: item.followUpId,
    kind: item.kind,
    stage,
    ...about,
    receipt,
    // What was held or set aside first got its number after its receipt.
    number: (registered.includes(stage) ? followUp?.entry?.number : null) ?? receipt?.number ?? null,
    registeredAt: revision?.at ?? (receipt?.number === undefined ? null : receipt.at),
    reviewedAt: followUp?.entry?.review?.at ?? null,
    dismissal: followUp?.dismissed.find((each) => each.itemId === item.id) ?? null,
    reason:
      record.refusal ??
      followUp?.setAside.find((each) => each.itemId === item.id)?.reason ??
      record.receipt?.reason ??
      null,
    conflicts: followUp?.conflicts ?? [],
    head: followUp?.entry?.answers ?? null,
    questionnaire: ref ? (contents.reference.questionnaires.get(questionnaireSubject(ref)) ?? null) : null,
  };
};

/**
 * A follow-up of hers that needs her though nothing of it was sent from this tablet: returned, contested or set aside
 * after she sent it from another, or a colleague did.
 */
const toRowFromRegister = (contents: TabletContents, followUp: FollowUpView): OutboxRow | undefined => {
  const stage = stageIn(contents, followUp);
  const placement = contents.reference.placements.get(followUp.placementId);
  const isMine = (followUp.assigneeId ?? placement?.caseworkerId) === contents.userId;
  const { entry, conflicts, setAside, carriedOut } = followUp;
  if (!isMine || !needsHer(stage, entry?.answers ?? null)) return undefined;
  const [waiting] = setAside;
  const asked = contents.reference.questionnaires.get(questionnaireSubject(followUp.questionnaire));
  return {
    itemId: conflicts[0]?.submissionId ?? waiting?.itemId ?? entry?.head ?? followUp.id,
    followUpId: followUp.id,
    kind: 'submission',
    stage,
    unitName: placement ? (contents.reference.units.get(placement.unitId)?.name ?? '') : '',
    initials: placement?.initials ?? '',
    caseNumber: placement?.caseNumber ?? '',
    method: carriedOut?.method ?? followUp.method,
    on: carriedOut?.on ?? followUp.plannedOn,
    writtenAt: entry?.review?.at ?? entry?.revisions.at(-1)?.at ?? null,
    receipt: null,
    number: entry?.number ?? null,
    registeredAt: entry?.revisions.at(-1)?.at ?? null,
    reviewedAt: entry?.review?.at ?? null,
    dismissal: stage === 'dismissed' ? (followUp.dismissed.at(-1) ?? null) : null,
    reason: waiting?.reason ?? null,
    conflicts,
    head: entry?.answers ?? null,
    questionnaire: asked ?? null,
  };
};

/** What was told is of interest while it is on its way; that a visit was made is listed only if that went wrong. */
const isListed = (row: OutboxRow): boolean => row.kind !== 'carried-out' || row.stage !== 'received';

/** What needs the person, what is on its way, and what is done. */
export const buildOutbox = (contents: TabletContents, sync: SyncStatus): OutboxView => {
  const rows = contents.sent.map((sent) => toRow(contents, sent)).filter(isListed);
  // A follow-up needs the person once, by the last that was sent of it.
  const latest = new Map(
    rows.filter((row) => row.kind !== 'carried-out').map((row) => [row.followUpId, row.itemId]),
  );
  const needs = (row: OutboxRow): boolean =>
    needsHer(row.stage, row.head) &&
    (row.stage === 'refused' || row.kind === 'carried-out' || latest.get(row.followUpId) === row.itemId);
  const newestFirst = rows.toReversed();
  const shown = new Set(rows.filter(needs).map((row) => row.followUpId));
  const elsewhere = [...contents.reference.followUps.values()]
    .filter((followUp) => !shown.has(followUp.id))
    .flatMap((followUp) => toRowFromRegister(contents, followUp) ?? []);
  return {
    needsYou: [...newestFirst.filter(needs), ...elsewhere],
    onTheWay: rows.filter((row) => moving.includes(row.stage)),
    done: newestFirst.filter((row) => !needs(row) && !moving.includes(row.stage)),
    sync,
  };
};

/** How many things need the person. */
export const countNeeding = (contents: TabletContents): number =>
  buildOutbox(contents, {
    isOnline: true,
    waiting: 0,
    needsYou: 0,
    isSending: contents.isSending,
    problem: null,
    nextTryAt: null,
    needsSignIn: false,
    pulledAt: null,
  }).needsYou.length;
