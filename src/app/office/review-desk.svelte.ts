import type { Colleague } from '#domain/office/organisation.ts';
import { claimReply, decisionReply, reviewEntry, type ReviewEntry } from '#domain/office/review.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { ReviewDecision } from '#domain/register/review.ts';
import { succeed } from '#domain/result.ts';
import { read, write, type Answered, type OfficeProblem } from './api.ts';
import type { CommentDraft } from './comment-draft.svelte.ts';
import { draftOf, dropDraft } from './comment-drafts.ts';
import { readQuestionnaire } from './questionnaires.ts';
import { Remote } from './remote.svelte.ts';

/** A follow-up as it lies on the desk, with the questions that it and the previous one answer. */
export interface OpenedEntry {
  readonly entry: ReviewEntry;
  readonly questionnaire: Questionnaire;
  readonly previousQuestionnaire: Questionnaire | null;
}

const readEntry = async (followUpId: string): Answered<OpenedEntry> => {
  const entry = await read(reviewEntry, `/api/review/${followUpId}`);
  if (!entry.ok) return entry;
  const { questionnaire: ref, previous } = entry.value;
  const asked = await readQuestionnaire(ref);
  if (!asked.ok) return asked;
  const before = previous === null ? null : await readQuestionnaire(previous.questionnaire);
  if (before !== null && !before.ok) return before;
  return succeed({
    entry: entry.value,
    questionnaire: asked.value,
    previousQuestionnaire: before === null ? null : before.value,
  });
};

/** One follow-up under review: what it says, who has it open, and the decision on the revision that was read. */
export class ReviewDesk {
  readonly opened = new Remote<OpenedEntry>();
  /** Somebody else who has it open. */
  otherReviewer = $state.raw<Colleague | null>(null);
  /** The revision that was on the screen when a newer one came. */
  overtaken = $state<string | null>(null);
  deciding = $state<ReviewDecision['decision'] | null>(null);
  decisionProblem = $state.raw<OfficeProblem | null>(null);

  readonly draft: CommentDraft;
  readonly followUpId: string;
  readonly #userId: string;

  constructor(followUpId: string, userId: string) {
    this.followUpId = followUpId;
    this.#userId = userId;
    this.draft = draftOf(userId, followUpId);
  }

  /** Settles when it can be read; that she has it open is said behind that, and nobody waits for it. */
  async load(): Promise<void> {
    await this.opened.load(() => readEntry(this.followUpId));
    void this.claim();
  }

  /** Says that one has it open, where there is something to decide. */
  async claim(): Promise<void> {
    if (this.opened.value?.entry.entry?.review?.state !== 'awaiting') return;
    const claimed = await write(claimReply, 'POST', `/api/review/${this.followUpId}/claim`);
    // Not to know who else reads it stops nobody: the decision is checked against the revision.
    if (claimed.ok) this.otherReviewer = claimed.value.isYours ? null : claimed.value.reviewer;
  }

  /** Approves, or returns with what has been written. Gives whether it was done; a newer revision is fetched instead. */
  async decide(decision: ReviewDecision['decision']): Promise<boolean> {
    const head = this.opened.value?.entry.entry?.head;
    if (!head || this.deciding !== null) return false;
    this.deciding = decision;
    this.decisionProblem = null;
    const body: ReviewDecision =
      decision === 'approved' ? { decision } : { decision, comments: this.draft.comments };
    const path = `/api/review/${this.followUpId}/decision`;
    const decided = await write(decisionReply, 'PUT', path, body, head);
    if (decided.ok) dropDraft(this.#userId, this.followUpId);
    else if (decided.problem.code === 'stale-revision') await this.#showNewer(head);
    else this.decisionProblem = decided.problem;
    this.deciding = null;
    return decided.ok;
  }

  async #showNewer(than: string): Promise<void> {
    await this.opened.load(() => readEntry(this.followUpId));
    if (this.opened.problem === null) this.overtaken = than;
    else this.decisionProblem = this.opened.problem;
  }
}
