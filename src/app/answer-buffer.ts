import type { Answer } from '#domain/follow-up/answer.ts';
import type { Result } from '#domain/result.ts';
import type { SaveProblem } from '#worker/api.ts';

/** What is true of the words just written. `saved` only when the worker has said that the transaction committed. */
export type Saving =
  | { readonly kind: 'untouched' }
  | { readonly kind: 'saving' }
  | { readonly kind: 'saved'; readonly at: string }
  | { readonly kind: 'failed'; readonly problem: SaveProblem };

interface Change {
  readonly answer: Answer;
  readonly isTyping: boolean;
}

type RecordAnswer = (
  question: string,
  answer: Answer,
  isTyping: boolean,
) => Promise<Result<string, SaveProblem>>;

/** Longest that typed text is gathered, and the pause before what failed is tried again; milliseconds. */
const gathering = 250;
const beforeRetry = 4_000;

/**
 * The answers on their way to the disk. Nothing leaves it before it is written: what fails stays and is tried again.
 * One change of a question is under way at a time, so that an older one never lands upon a newer.
 */
export class AnswerBuffer {
  readonly #record: RecordAnswer;
  readonly #tellOf: (saving: Saving) => void;
  readonly #waiting = new Map<string, Change>();
  readonly #underway = new Map<string, number>();
  /** Questions whose last change was said to be typing: the next one replaces it until the typing is over. */
  readonly #open = new Map<string, Answer>();
  /** The number of the newest change sent of each question, so that an older one that fails is not tried again. */
  readonly #newest = new Map<string, number>();
  readonly #failing = new Map<string, SaveProblem>();
  readonly #writing = new Set<Promise<void>>();
  #sent = 0;
  #savedAt: string | null;
  #gathering: ReturnType<typeof setTimeout> | undefined;
  #retrying: ReturnType<typeof setTimeout> | undefined;

  /** `tell` is called whenever what is true changes; `savedAt` is when it was last written before. */
  constructor(record: RecordAnswer, savedAt: string | null, tell: (saving: Saving) => void) {
    this.#record = record;
    this.#savedAt = savedAt;
    this.#tellOf = tell;
    this.#tell();
  }

  /** What is true now. */
  get saving(): Saving {
    const [problem] = this.#failing.values();
    if (problem !== undefined) return { kind: 'failed', problem };
    if (!this.isEmpty) return { kind: 'saving' };
    return this.#savedAt === null ? { kind: 'untouched' } : { kind: 'saved', at: this.#savedAt };
  }

  /** Whether everything is on the disk. */
  get isEmpty(): boolean {
    return this.#waiting.size === 0 && this.#underway.size === 0;
  }

  /** What is not known to be on the disk, by question. */
  get unsaved(): ReadonlyMap<string, Answer> {
    return new Map([...this.#waiting].map(([question, change]) => [question, change.answer]));
  }

  /** Takes a change. A choice is written at once, typing within 250 ms. */
  put(question: string, answer: Answer, isTyping: boolean): void {
    this.#waiting.set(question, { answer, isTyping });
    if (isTyping) this.#gathering ??= setTimeout(() => this.#send(false), gathering);
    else this.#send(false);
    this.#tell();
  }

  /** The person has left the field: the change is whole. */
  endTyping(question: string): void {
    const waiting = this.#waiting.get(question);
    const answer = waiting?.answer ?? this.#open.get(question);
    if (answer === undefined || waiting?.isTyping === false) return;
    this.put(question, answer, false);
  }

  /** Writes everything now, whatever is under way: the page may be gone in a moment. Settles when it is written. */
  async flush(): Promise<void> {
    this.#send(true);
    await Promise.all(this.#writing);
  }

  /** Tries again what could not be written. */
  retry(): void {
    this.#send(false);
    this.#tell();
  }

  /** Gives up what waits (it was taken over elsewhere), and gives it back. */
  drain(): ReadonlyMap<string, Answer> {
    const left = this.unsaved;
    this.#waiting.clear();
    this.#open.clear();
    this.#failing.clear();
    this.#stopTimers();
    this.#tell();
    return left;
  }

  #send(evenBehindOthers: boolean): void {
    this.#stopTimers();
    for (const [question, change] of this.#waiting) {
      if (this.#underway.has(question) && !evenBehindOthers) continue;
      this.#waiting.delete(question);
      const writing = this.#write(question, change).finally(() => this.#writing.delete(writing));
      this.#writing.add(writing);
    }
  }

  async #write(question: string, change: Change): Promise<void> {
    this.#underway.set(question, (this.#underway.get(question) ?? 0) + 1);
    if (change.isTyping) this.#open.set(question, change.answer);
    else this.#open.delete(question);
    const number = ++this.#sent;
    this.#newest.set(question, number);
    const problem = await this.#attempt(question, change);
    const others = (this.#underway.get(question) ?? 1) - 1;
    if (others === 0) this.#underway.delete(question);
    else this.#underway.set(question, others);
    if (this.#newest.get(question) === number) this.#conclude(question, change, problem);
    this.#tell();
  }

  #conclude(question: string, change: Change, problem: SaveProblem | null): void {
    if (problem === null) {
      this.#failing.delete(question);
      // A change that came meanwhile was held back by this one, unless it is still being gathered.
      if (this.#gathering === undefined) this.#send(false);
      return;
    }
    this.#failing.set(question, problem);
    if (!this.#waiting.has(question)) this.#waiting.set(question, change);
    if (problem !== 'elsewhere') this.#retrying ??= setTimeout(() => this.retry(), beforeRetry);
  }

  #stopTimers(): void {
    clearTimeout(this.#gathering);
    clearTimeout(this.#retrying);
    this.#gathering = undefined;
    this.#retrying = undefined;
  }

  async #attempt(question: string, change: Change): Promise<SaveProblem | null> {
    try {
      const recorded = await this.#record(question, change.answer, change.isTyping);
      if (!recorded.ok) return recorded.problem;
      this.#savedAt = recorded.value;
      return null;
    } catch (problem) {
      console.error(problem);
      return 'unexpected';
    }
  }

  #tell(): void {
    this.#tellOf(this.saving);
  }
}
