import type { KeptDraft } from '#device/drafts.ts';
import type { SentItem } from '#device/sent-items.ts';
import type { FollowUpView } from '#domain/follow-up/follow-up.ts';
import type { Stage } from './api.ts';

/** What decides where a follow-up stands. */
export interface StageFacts {
  readonly followUp: FollowUpView;
  readonly draft: KeptDraft | undefined;
  /** What was sent of it, oldest first. */
  readonly sent: readonly SentItem[];
  readonly isSending: boolean;
}

const stageInRegister = ({
  entry,
  conflicts,
  setAside,
  dismissed,
  state,
}: FollowUpView): Stage | undefined => {
  if (conflicts.length > 0) return 'conflict';
  if (setAside.length > 0) return 'set-aside';
  if (entry?.isWithdrawn === true) return 'withdrawn';
  if (entry?.review?.state === 'approved') return 'approved';
  if (entry?.review?.state === 'returned') return 'returned';
  if (entry !== null) return 'in-register';
  if (dismissed.length > 0) return 'dismissed';
  if (state === 'cancelled' || state === 'not-carried-out') return state;
  return undefined;
};

/** Whether the register's news of the follow-up include what became of the item. */
const isToldOf = ({ entry, setAside, state }: FollowUpView, { item }: SentItem): boolean =>
  entry?.revisions.some((revision) => revision.id === item.id) === true ||
  setAside.some((each) => each.itemId === item.id) ||
  (item.kind === 'not-carried-out' && state === 'not-carried-out');

/** Whether it has still to be sent, for the first time or once more. */
export const isInLine = ({ state }: SentItem['record']): boolean => state === 'waiting' || state === 'posted';

const stageOfSent = (facts: StageFacts, last: SentItem): Stage => {
  const { record, item } = last;
  if (record.state === 'refused') return 'refused';
  if (isInLine(record) && facts.isSending) return 'sending';
  if (record.state !== 'received') return 'waiting';
  if (facts.followUp.dismissed.some((each) => each.itemId === item.id)) return 'dismissed';
  const told = stageInRegister(facts.followUp);
  if (told !== undefined && isToldOf(facts.followUp, last)) return told;
  switch (record.receipt?.status) {
    case 'conflict':
      return 'conflict';
    case 'set-aside':
      return 'set-aside';
    case 'held':
      return 'received';
    default:
      return item.kind === 'submission'
        ? 'in-register'
        : item.kind === 'not-carried-out'
          ? 'not-carried-out'
          : 'withdrawn';
  }
};

/** Where a follow-up stands: what was last done on this tablet comes before what the register last told. */
export const stageOf = (facts: StageFacts): Stage => {
  const { followUp, draft } = facts;
  const last = facts.sent.findLast(({ item }) => item.kind !== 'carried-out');
  if (last !== undefined && last.record.state === 'refused' && draft?.sent != null) return 'refused';
  if (draft !== undefined && draft.sent === null) {
    return draft.returned !== null && followUp.entry?.head === draft.returned.revision ? 'returned' : 'begun';
  }
  if (last !== undefined && (draft !== undefined || last.item.kind === 'not-carried-out'))
    return stageOfSent(facts, last);
  return stageInRegister(followUp) ?? 'planned';
};
