import { isSameAnswer, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { occasionOf, whyNotMade } from '#domain/follow-up/draft.ts';
import { loadFunctionsFor } from '#domain/questionnaire/expression/load-functions.ts';
import { occasionQuestions } from '#domain/questionnaire/occasion.ts';
import type { OpenedFollowUp, TabletWorker } from '#worker/api.ts';
import { AnswerBuffer, type Saving } from './answer-buffer.ts';
import { LiveForm } from './form/live-form.svelte.ts';
import { surroundingsHere } from './form/surroundings-here.ts';

/** Why a visit was not made, as it is being written. */
export interface WhyNotMade {
  readonly reason: string | null;
  readonly comment: string;
}

/** One follow-up that is open: its answers as they stand on the screen, and their way to the disk. */
export class VisitEditor {
  /** As the worker gave it; the answers in it are those of that moment. */
  opened: OpenedFollowUp;
  /** The answers as they stand now; null where what is asked is not on the tablet. */
  form: LiveForm | null;
  /** Written here, but taken over by another tab before it was on the disk, and answered there too. */
  left = $state.raw<readonly { readonly question: string; readonly answer: Answer }[]>([]);
  saving = $state.raw<Saving>({ kind: 'untouched' });
  readonly buffer: AnswerBuffer;
  readonly followUpId: string;

  readonly #worker: TabletWorker;
  #position: { readonly section: string; readonly question: string | null } | null = null;
  #isBegun: boolean;

  constructor(worker: TabletWorker, opened: OpenedFollowUp) {
    this.#worker = worker;
    this.followUpId = opened.followUp.id;
    this.#isBegun = opened.savedAt !== null;
    this.opened = $state.raw(opened);
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
    this.form = $state.raw(this.#formOf(opened));
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

  get answers(): Answers {
    return this.form?.answers ?? this.opened.draft.answers;
  }

  /** The day and the method that the answers state, where both are there. */
  get occasion(): { on: string; method: string } | undefined {
    const { form } = this;
    if (form === null) return occasionOf(this.opened.draft.answers);
    const [on, method] = [occasionQuestions.date, occasionQuestions.method];
    return occasionOf({ [on]: form.answerAt(on) ?? {}, [method]: form.answerAt(method) ?? {} });
  }

  /** What has been written of why the visit was not made, and not told yet; undefined where nothing has. */
  get whyNotMade(): WhyNotMade | undefined {
    const { value, comment } = this.opened.draft.answers[whyNotMade] ?? {};
    if (value === undefined && comment === undefined) return undefined;
    return { reason: typeof value === 'string' ? value : null, comment: comment ?? '' };
  }

  /** Keeps it in the draft, as everything that is typed; it leaves only when it is told. */
  keepWhyNotMade({ reason, comment }: WhyNotMade, isTyping: boolean): void {
    if (!this.isOpen) return;
    const answer = { ...(reason !== null && { value: reason }), ...(comment !== '' && { comment }) };
    this.buffer.put(whyNotMade, answer, isTyping);
  }

  /** The person has left a field of the question. */
  endTyping(place: string): void {
    if (this.isOpen) this.buffer.endTyping(place);
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
    const fresh = await withFunctions(this.#worker.openFollowUp(this.followUpId));
    if (fresh === null) return;
    const isSameWriter = this.isOpen && fresh.mode === 'open' && isSameBase(this.opened, fresh);
    const isSameForm = isSameWriter && this.form?.questionnaire.version === fresh.questionnaire?.version;
    this.opened = fresh;
    if (!isSameForm) this.form = this.#formOf(fresh);
  }

  /** Another tab has the editing now: nothing more is written here. */
  loseEditing(): void {
    if (this.isOpen) this.opened = { ...this.opened, mode: 'elsewhere' };
  }

  /** Moves the editing here. What was not yet on the disk is written, but where the other tab answered it too. */
  async takeOver(): Promise<void> {
    const known = this.opened.draft.answers;
    const fresh = await withFunctions(this.#worker.takeOver(this.followUpId));
    if (fresh === null) return;
    this.opened = fresh;
    const mine: Record<string, Answer> = {};
    const left: { question: string; answer: Answer }[] = [];
    for (const [question, answer] of this.buffer.drain()) {
      const isUntouched = isSameAnswer(fresh.draft.answers[question], known[question]);
      if (isUntouched) mine[question] = answer;
      else if (!isSameAnswer(fresh.draft.answers[question], answer)) left.push({ question, answer });
    }
    this.form = this.#formOf(fresh, { ...fresh.draft.answers, ...mine });
    for (const [place, answer] of Object.entries(mine)) this.buffer.put(place, answer, false);
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

  #formOf({ questionnaire, draft }: OpenedFollowUp, answers = draft.answers): LiveForm | null {
    if (questionnaire === null) return null;
    return new LiveForm(questionnaire, answers, {
      surroundings: surroundingsHere,
      keep: (place, answer, isTyping) => this.buffer.put(place, answer, isTyping),
      isOpen: () => this.isOpen,
    });
  }
}

/** A follow-up that the worker gives, once all that its questionnaire's logic calls is loaded in the page. */
export const withFunctions = async (
  opening: Promise<OpenedFollowUp | null>,
): Promise<OpenedFollowUp | null> => {
  const opened = await opening;
  if (opened !== null) await loadFunctionsFor([opened.questionnaire, opened.newer]);
  return opened;
};

/**
 * Whether the drafts continue the same work: a settled conflict or a return begins a new one. One in which nothing had
 * been written has no beginning of its own yet; the first answer gives it one.
 */
const isSameBase = (one: OpenedFollowUp, other: OpenedFollowUp): boolean =>
  (one.savedAt === null || one.draft.startedAt === other.draft.startedAt) &&
  one.draft.basedOn.join() === other.draft.basedOn.join();
