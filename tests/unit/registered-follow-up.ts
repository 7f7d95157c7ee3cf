import type { Answers } from '#domain/follow-up/answer.ts';
import { nothingCalculated } from '#domain/register/merge.ts';
import { findRevision, openBranches, type History, type Revision } from '#domain/register/history.ts';
import {
  reconcile,
  reconcileWithdrawal,
  type Fate,
  type MergeRules,
  type WithdrawalFate,
} from '#domain/register/reconcile.ts';

/** A follow-up of which nothing is registered. */
export const noRegister: History = { head: null, revisions: [] };

/** One follow-up in a register of the mind: what comes is reconciled and its revisions are kept, by name. */
export class RegisteredFollowUp {
  history: History = noRegister;

  submit(
    id: string,
    basedOn: readonly string[],
    answers: Answers,
    isValid: (merged: Answers) => boolean = () => true,
    rules: Partial<MergeRules> = {},
  ): Fate {
    const { head } = this.history;
    const fate = reconcile(
      this.history,
      { id, basedOn, answers },
      {
        complete: (merged) => (isValid(merged) ? merged : undefined),
        isCalculated: nothingCalculated,
        ...rules,
      },
    );
    if (fate.status === 'held') return fate;
    const made = { id, kind: 'submission' as const, basedOn, answers, isWithdrawn: false };
    this.#add(made, fate.status === 'accepted');
    if (fate.status === 'merged' && head !== null) {
      const merge = { ...made, id: `${head}+${id}`, kind: 'merge' as const, basedOn: [head, id] };
      this.#add({ ...merge, answers: fate.answers }, true);
    }
    return fate;
  }

  withdraw(id: string, submissionId: string): WithdrawalFate {
    const fate = reconcileWithdrawal(this.history, submissionId);
    if (fate.status !== 'accepted') return fate;
    const { restored } = fate;
    const answers = restored ?? {};
    const isHead = this.history.head === submissionId;
    const made = { id, basedOn: [submissionId], answers, isWithdrawn: restored === null };
    this.#add({ ...made, kind: 'withdrawal' }, isHead);
    return fate;
  }

  /** The answers that hold, or null where nothing does. */
  get holds(): Answers | null {
    const { head } = this.history;
    const revision = head === null ? undefined : findRevision(this.history, head);
    return revision === undefined || revision.isWithdrawn ? null : revision.answers;
  }

  /** The versions that wait for a person's choice. */
  get open(): string[] {
    return openBranches(this.history).map((each) => each.id);
  }

  #add(revision: Revision, isHead: boolean): void {
    this.history = {
      head: isHead ? revision.id : this.history.head,
      revisions: [...this.history.revisions, revision],
    };
  }
}
