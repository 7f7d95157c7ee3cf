import { isSameAnswer, type Answer, type Answers, type NoAnswerReason } from '#domain/follow-up/answer.ts';
import { kinds } from '#domain/questionnaire/question-kinds.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import type { OpenedFollowUp, TabletWorker } from '#worker/api.ts';
import { AnswerBuffer, type Saving } from './answer-buffer.ts';
import { withComment, withDeviation, withReason, withValue } from './answer-edit.ts';
import { progressOf, type VisitProgress } from './visit-progress.ts';

/** What was cleared last, and the answer as it was. Stands until the next change. */
export interface Undo {
  readonly question: string;
  readonly cause: 'removed' | 'by-reason' | 'by-answer';
  readonly was: Answer;
}

/** One follow-up that is open: its answers as they stand on the screen, and their way to the disk. */
export class VisitEditor {
  /** As the worker gave it; the answers in it are those of that moment. */
  opened: OpenedFollowUp;
  answers: Answers;
  undo = $state.raw<Undo | null>(null);
  /** Written here, but taken over by another tab before it was on the disk, and answered there too. */
  left = $state.raw<readonly { readonly question: string; readonly answer: Answer }[]>([]);
  saving = $state.raw<Saving>({ kind: 'untouched' });
  readonly buffer: AnswerBuffer;
  readonly followUpId: string;
  readonly progress: VisitProgress | null;

  readonly #worker: TabletWorker;
  #position: { readonly section: string; readonly question: string | null } | null = null;
  #isBegun: boolean;

  constructor(worker: TabletWorker, opened: OpenedFollowUp) {
    this.#worker = worker;
    this.followUpId = opened.followUp.id;
    this.#isBegun = opened.savedAt !== null;
    this.opened = $state.raw(opened);
    this.answers = $state.raw(opened.draft.answers);
    this.progress = $derived(
      this.opened.questionnaire && progressOf(this.opened.questionnaire, this.answers),
    );
    this.buffer = new AnswerBuffer(
      async (question, answer, isTyping) => {
        const recorded = await worker.recordAnswer(this.followUpId, question, answer, isTyping);
        if (recorded.ok) this.#begin();
        else if (recorded.problem === 'elsewhere') this.loseEditing();
        return recorded;
      },
      opened.savedAt,
      (saving) => (this.saving = saving),
    );
  }

  /** Whether it can be written in. */
  get isOpen(): boolean {
    return this.opened.mode === 'open';
  }

  /** What is to be changed of what was returned; null where nothing was, or where it has been sent anew since. */
  get returned(): OpenedFollowUp['returned'] {
    const { returned, entry, draft } = this.opened;
    return entry?.review && draft.basedOn.includes(entry.review.revision) ? returned : null;
  }

  /** Takes what a control gives. An answer that is not right is kept and marked, never refused. */
  answer(question: Question, raw: string, isTyping = false): void {
    const was = this.answers[question.name];
    const value = kinds[question.kind].decode(raw);
    this.#put(question.name, withValue(was, value), isTyping);
    if (isTyping) return;
    if (was?.reason !== undefined && value !== undefined) this.#offer(question.name, 'by-answer', was);
    if (was?.value !== undefined && value === undefined) this.#offer(question.name, 'removed', was);
  }

  /** Says why the question was left; null takes the reason back. */
  leave(question: Question, reason: NoAnswerReason | null): void {
    const was = this.answers[question.name];
    this.#put(question.name, withReason(was, reason), false);
    if (was?.value !== undefined) this.#offer(question.name, 'by-reason', was);
  }

  comment(question: Question, text: string): void {
    this.#put(question.name, withComment(this.answers[question.name], text), true);
  }

  /** Notes a deviation beside the answer. */
  deviate(question: Question, text: string): void {
    this.#put(question.name, withDeviation(this.answers[question.name], text), true);
  }

  /** The person has left a field of the question. */
  endTyping(question: Question): void {
    if (this.isOpen) this.buffer.endTyping(question.name);
  }

  takeUndo(): void {
    if (this.undo !== null) this.#put(this.undo.question, this.undo.was, false);
  }

  /** Remembers where the person is, so that the follow-up opens there. */
  moveTo(section: string, question: string | null): void {
    if (!this.isOpen) return;
    if (this.#position?.section === section && this.#position.question === question) return;
    this.#position = { section, question };
    this.#recordPosition();
  }

  /** Reads the follow-up anew: its state in the register; while it is open here, the answers here are the truth. */
  async refresh(): Promise<void> {
    const fresh = await this.#worker.openFollowUp(this.followUpId);
    if (fresh === null) return;
    const isSameWriter = this.isOpen && fresh.mode === 'open' && isSameBase(this.opened, fresh);
    this.opened = fresh;
    if (!isSameWriter) this.answers = fresh.draft.answers;
  }

  /** Another tab has the editing now: nothing more is written here. */
  loseEditing(): void {
    if (this.isOpen) this.opened = { ...this.opened, mode: 'elsewhere' };
  }

  /** Moves the editing here. What was not yet on the disk is written, but where the other tab answered it too. */
  async takeOver(): Promise<void> {
    const known = this.opened.draft.answers;
    const fresh = await this.#worker.takeOver(this.followUpId);
    if (fresh === null) return;
    this.opened = fresh;
    this.answers = fresh.draft.answers;
    const left: { question: string; answer: Answer }[] = [];
    for (const [question, answer] of this.buffer.drain()) {
      const isUntouched = isSameAnswer(fresh.draft.answers[question], known[question]);
      if (isUntouched) this.#put(question, answer, false);
      else if (!isSameAnswer(fresh.draft.answers[question], answer)) left.push({ question, answer });
    }
    this.left = left;
  }

  /** A follow-up is begun by its first answer; before that there was nothing to keep a position in. */
  #begin(): void {
    if (this.#isBegun) return;
    this.#isBegun = true;
    this.#recordPosition();
  }

  #recordPosition(): void {
    if (this.#position === null) return;
    const { section, question } = this.#position;
    // A lost position costs a scroll, not a word; the answers have their own way.
    this.#worker.recordPosition(this.followUpId, section, question).catch(console.error);
  }

  #put(question: string, answer: Answer, isTyping: boolean): void {
    if (!this.isOpen) return;
    this.undo = null;
    this.answers = { ...this.answers, [question]: answer };
    this.buffer.put(question, answer, isTyping);
  }

  #offer(question: string, cause: Undo['cause'], was: Answer): void {
    this.undo = { question, cause, was };
  }
}

/**
 * Whether the drafts continue the same work: a settled conflict or a return begins a new one. One in which nothing had
 * been written has no beginning of its own yet; the first answer gives it one.
 */
const isSameBase = (one: OpenedFollowUp, other: OpenedFollowUp): boolean =>
  (one.savedAt === null || one.draft.startedAt === other.draft.startedAt) &&
  one.draft.basedOn.join() === other.draft.basedOn.join();
