import { createHash } from 'node:crypto';
import { item as parseItem, type Item, type Submission } from '#domain/follow-up/item.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { completed, isCalculatedAt } from '#domain/questionnaire/relevance.ts';
import type { ItemReason, ItemStatus } from '#domain/protocol.ts';
import { findRevision, type History, type Revision } from '#domain/register/history.ts';
import { reconcile, reconcileWithdrawal } from '#domain/register/reconcile.ts';
import type { WriteTransaction } from '../database/database.ts';
import { beginFollowUp, saveCarriedOut, saveEntry } from './entries.ts';
import { judge, overrulable } from './judge.ts';
import {
  caseFactsOf,
  caseFactsOfPlacement,
  findFollowUp,
  type CaseFacts,
  type KnownFollowUp,
} from './known-follow-up.ts';
import type { QuestionnaireShelf } from './questionnaire-shelf.ts';
import { addRevision, factsOf, findItem, historyOf, settleItem } from './register-store.ts';

/** What became of an item when it was taken in. */
export interface Outcome {
  readonly status: ItemStatus;
  readonly reason: ItemReason | null;
  readonly questions: readonly string[];
}

const outcome = (
  status: ItemStatus,
  reason: ItemReason | null = null,
  questions: readonly string[] = [],
): Outcome => ({ status, reason, questions });

/** What taking in needs beside the transaction. */
export interface TakeIn {
  readonly transaction: WriteTransaction;
  readonly shelf: QuestionnaireShelf;
  /** When it is taken in, by the server's clock. */
  readonly at: string;
  /** Set where a coordinator has decided that a rule's objection does not hold. */
  readonly isOverruled: boolean;
}

/** Lets an item have its effect, once; gives what became of it. The caller keeps the receipt. */
export const takeIn = (using: TakeIn, item: Item): Outcome => {
  if (item.kind === 'withdrawal') return takeBack(using, item);
  const known = findFollowUp(using.transaction, item.followUpId);
  const objection = judge(using.transaction, using.shelf, item, known);
  if (objection !== undefined && !(using.isOverruled && overrulable.includes(objection.reason)))
    return outcome('set-aside', objection.reason, objection.questions);
  if (item.kind === 'not-carried-out') {
    using.transaction
      .prepare(`UPDATE follow_ups SET state = 'not-carried-out', reason = ?, comment = ? WHERE id = ?`)
      .run(item.reason, item.comment, item.followUpId);
    return outcome('recorded');
  }
  const facts =
    known === undefined
      ? caseFactsOfPlacement(using.transaction, item.placementId)
      : caseFactsOf(using.transaction, item.followUpId);
  if (item.kind === 'submission') return submit(using, item, known, facts);
  if (known === undefined) beginFollowUp(using.transaction, item, 'carried-out', facts, using.at);
  else saveCarriedOut(using.transaction, item, known, facts);
  return outcome('recorded');
};

/**
 * The id of the merge of a head and a submission: the same two give the same, also after a restore from backup, where
 * they may come the other way round. What builds on the merge is then not left waiting.
 */
const mergeId = (head: string, submission: string): string => {
  const [one, other] = [head, submission].sort();
  const hex = createHash('sha256').update(`merge ${one} ${other}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};

const submit = (
  using: TakeIn,
  item: Submission,
  known: KnownFollowUp | undefined,
  caseFacts: CaseFacts,
): Outcome => {
  const { transaction, shelf, at } = using;
  const before: History =
    known === undefined ? { head: null, revisions: [] } : historyOf(transaction, item.followUpId);
  const basedOn = effectivePredecessors(transaction, before, item.basedOn);
  const refused = refusedPredecessor(transaction, before, basedOn);
  if (refused !== undefined) {
    if (known === undefined) beginFollowUp(transaction, item, 'planned', caseFacts, at);
    return outcome('set-aside', refused);
  }
  const asked = shelf.find(transaction, item.questionnaire);
  const writtenAt = surroundingsAt(new Date(item.writtenAt));
  const fate = reconcile(
    before,
    { ...item, basedOn },
    {
      complete: (merged) => (asked === undefined ? merged : completed(asked, merged, writtenAt)),
      isCalculated: (place) => asked !== undefined && isCalculatedAt(asked, place),
    },
  );
  if (known === undefined) {
    const state = fate.status === 'held' ? 'planned' : 'carried-out';
    beginFollowUp(transaction, item, state, caseFacts, at);
  }
  if (fate.status === 'held') return outcome('held');

  const facts = { ...item, receivedAt: at };
  const revision: Revision = {
    id: item.id,
    kind: 'submission',
    basedOn,
    answers: item.answers,
    isWithdrawn: false,
  };
  addRevision(transaction, revision, facts);
  let after: History = { head: before.head, revisions: [...before.revisions, revision] };
  if (fate.status === 'accepted') after = { ...after, head: revision.id };
  if (fate.status === 'merged' && before.head !== null) {
    const merge: Revision = {
      id: mergeId(before.head, item.id),
      kind: 'merge',
      // In an order of its own, like its id: not in that of their coming.
      basedOn: [before.head, item.id].sort(),
      answers: fate.answers,
      isWithdrawn: false,
    };
    addRevision(transaction, merge, facts);
    after = { head: merge.id, revisions: [...after.revisions, merge] };
  }
  if (known !== undefined && fate.status !== 'conflict') saveCarriedOut(transaction, item, known, caseFacts);
  saveEntry({ transaction, at, caseFacts, revisionFacts: facts }, before, after);
  return outcome(fate.status, null, fate.status === 'conflict' ? fate.questions : []);
};

/**
 * What a submission builds on, seen by what the register came to hold: a withdrawal of something that never came to
 * hold is no revision, so what builds on it builds on what the withdrawn one was built on.
 */
const effectivePredecessors = (
  transaction: WriteTransaction,
  history: History,
  basedOn: readonly string[],
): readonly string[] =>
  basedOn.flatMap((each) => {
    if (findRevision(history, each) !== undefined) return [each];
    const withdrawal = readItem(transaction, each);
    if (withdrawal?.kind !== 'withdrawal' || findItem(transaction, each)?.status !== 'accepted')
      return [each];
    const withdrawn = readItem(transaction, withdrawal.submissionId);
    return withdrawn?.kind === 'submission'
      ? effectivePredecessors(transaction, history, withdrawn.basedOn)
      : [each];
  });

const readItem = (transaction: WriteTransaction, itemId: string): Item | undefined => {
  const stored = findItem(transaction, itemId);
  return stored && parseItem.parse(JSON.parse(stored.content));
};

/** What it builds on was refused: then a person must look at this one too. */
const refusedPredecessor = (
  transaction: WriteTransaction,
  history: History,
  basedOn: readonly string[],
): ItemReason | undefined => {
  const isRefused = basedOn.some(
    (each) =>
      findRevision(history, each) === undefined && findItem(transaction, each)?.status === 'set-aside',
  );
  return isRefused ? 'predecessor-refused' : undefined;
};

const takeBack = (using: TakeIn, item: Extract<Item, { kind: 'withdrawal' }>): Outcome => {
  const { transaction, at } = using;
  const taken = findItem(transaction, item.submissionId);
  if (taken === undefined) return outcome('held');
  if (
    taken.authorId !== item.authorId ||
    taken.followUpId !== item.followUpId ||
    taken.kind !== 'submission'
  ) {
    return outcome('set-aside', 'not-withdrawable');
  }
  const before = historyOf(transaction, item.followUpId);
  const fate = reconcileWithdrawal(before, item.submissionId);
  if (fate.status === 'held') {
    // It never came to hold: it waits, or was set aside. Taken back, it waits no longer.
    settleItem(transaction, item.submissionId, { userId: item.authorId, at, how: 'withdrawn' });
    return outcome('accepted');
  }
  if (fate.status === 'not-withdrawable') return outcome('set-aside', 'not-withdrawable');
  const revision: Revision = {
    id: item.id,
    kind: 'withdrawal',
    basedOn: [item.submissionId],
    answers: fate.restored ?? {},
    isWithdrawn: fate.restored === null,
  };
  const facts = { ...factsOf(transaction, item.submissionId), authorId: item.authorId, receivedAt: at };
  addRevision(transaction, revision, facts);
  const isHead = before.head === item.submissionId;
  const after = { head: isHead ? item.id : before.head, revisions: [...before.revisions, revision] };
  const caseFacts = caseFactsOf(transaction, item.followUpId);
  saveEntry({ transaction, at, caseFacts, revisionFacts: facts }, before, after);
  return outcome('accepted');
};
