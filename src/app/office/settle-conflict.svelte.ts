import type { Answers } from '#domain/follow-up/answer.ts';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import type { ConflictSettlement, ReviewEntry } from '#domain/office/review.ts';
import { itemResult } from '#domain/protocol.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Finding } from '#domain/questionnaire/validation.ts';
import { write, type OfficeProblem } from './api.ts';
import { chosenAnswers, findingsNow, questionsToChoose, type Side } from './version-choice.ts';

/** Two versions of a follow-up, and the choice between them at each question. Nothing is chosen beforehand. */
export class ConflictChoice {
  choices = $state<Record<string, Side>>({});
  isBusy = $state(false);
  problem = $state.raw<OfficeProblem | null>(null);
  /** What keeps the chosen answers from standing together. */
  findings = $state.raw<readonly Finding[]>([]);

  readonly conflict: ConflictView;
  readonly questions: readonly string[];
  readonly #entry: ReviewEntry;
  readonly #questionnaire: Questionnaire;

  constructor(entry: ReviewEntry, conflict: ConflictView, questionnaire: Questionnaire) {
    this.#entry = entry;
    this.conflict = conflict;
    this.#questionnaire = questionnaire;
    this.questions = questionsToChoose(this.head, conflict);
  }

  get head(): Answers {
    return this.#entry.entry?.answers ?? {};
  }

  get left(): readonly string[] {
    return this.questions.filter((each) => this.choices[each] === undefined);
  }

  choose(question: string, side: Side): void {
    this.choices[question] = side;
    this.findings = [];
  }

  /** Sends the chosen version, based on both. Gives whether it was taken. */
  async settle(): Promise<boolean> {
    const head = this.#entry.entry?.head;
    if (!head || this.left.length > 0 || this.isBusy) return false;
    const answers = chosenAnswers(this.#questionnaire, this.head, this.conflict, this.choices);
    this.findings = findingsNow(this.#questionnaire, answers);
    if (this.findings.length > 0) return false;
    this.isBusy = true;
    this.problem = null;
    const body: ConflictSettlement = { basedOn: [head, this.conflict.submissionId], answers: { ...answers } };
    const path = `/api/review/${this.#entry.followUpId}/settlement`;
    const settled = await write(itemResult, 'POST', path, body);
    this.isBusy = false;
    if (!settled.ok) this.problem = settled.problem;
    return settled.ok;
  }
}
