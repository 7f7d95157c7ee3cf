import type { Answers } from '../follow-up/answer.ts';
import { ancestry, findRevision, type History } from './history.ts';
import type { IsCalculated } from './merge.ts';
import { compareVersions } from './versions.ts';

/** A submission seen by what it says and what it builds on. */
export interface Incoming {
  readonly id: string;
  readonly basedOn: readonly string[];
  readonly answers: Answers;
}

/** What becomes of a submission. */
export type Fate =
  /** It builds on the head and is the new head. */
  | { readonly status: 'accepted' }
  /** Both sides' changes go together; a merge of them is the new head. */
  | { readonly status: 'merged'; readonly answers: Answers }
  /** The earlier head stays; both are kept and a person decides. */
  | { readonly status: 'conflict'; readonly questions: readonly string[] }
  /** Something that it builds on is not here yet. */
  | { readonly status: 'held'; readonly awaiting: readonly string[] };

/** What the questionnaire says of a merge. */
export interface MergeRules {
  /** The merge with what is calculated worked out anew; undefined where it may not stand (complete and consistent). */
  readonly complete: (merged: Answers) => Answers | undefined;
  readonly isCalculated: IsCalculated;
}

/**
 * Decides what becomes of a submission: the heart of the register. A merge that may not stand is a conflict over every
 * question that the two answer differently.
 */
export const reconcile = (
  history: History,
  incoming: Incoming,
  { complete, isCalculated }: MergeRules,
): Fate => {
  const awaiting = incoming.basedOn.filter((each) => findRevision(history, each) === undefined);
  if (awaiting.length > 0) return { status: 'held', awaiting };

  if (history.head === null || incoming.basedOn.includes(history.head)) return { status: 'accepted' };

  const head = findRevision(history, history.head);
  // A head that is not among the revisions is a broken store, not a fate.
  if (head === undefined) throw new Error('The head of a follow-up is not among its revisions');

  const { answers, isClean, questions } = compareVersions(history, head, incoming, isCalculated);
  const merged = isClean ? complete(answers) : undefined;
  return merged === undefined ? { status: 'conflict', questions } : { status: 'merged', answers: merged };
};

/** What becomes of taking a submission back. */
export type WithdrawalFate =
  /** It held: what it was built on holds again, or nothing does. */
  | { readonly status: 'accepted'; readonly restored: Answers | null }
  | { readonly status: 'held' }
  /** It was built upon, or settled a conflict: a person must look. */
  | { readonly status: 'not-withdrawable' };

/** Decides what becomes of a withdrawal of one submission by the person who sent it. */
export const reconcileWithdrawal = (history: History, submissionId: string): WithdrawalFate => {
  const taken = findRevision(history, submissionId);
  if (taken === undefined) return { status: 'held' };
  const isHead = history.head === submissionId;
  const isOpenBranch = history.head !== null && !ancestry(history, [history.head]).has(submissionId);
  if ((!isHead && !isOpenBranch) || taken.basedOn.length > 1) return { status: 'not-withdrawable' };
  const [before] = taken.basedOn;
  const earlier = before === undefined ? undefined : findRevision(history, before);
  return {
    status: 'accepted',
    restored: earlier === undefined || earlier.isWithdrawn ? null : earlier.answers,
  };
};
