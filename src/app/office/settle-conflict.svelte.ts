import type { Answers } from '#domain/follow-up/answer.ts';
import { isSameAnswer, withoutBlanks } from '#domain/follow-up/answer.ts';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import type { ReviewEntry } from '#domain/office/review.ts';
import { itemResult } from '#domain/protocol.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { validateForSending, type Finding } from '#domain/questionnaire/validation.ts';
import { mergeAnswers } from '#domain/register/merge.ts';
import { write, type OfficeProblem } from './api.ts';

export type Side = 'head' | 'other';

/** The questions to choose at: the contested ones, or every one that the versions answer differently. */
export const questionsToChoose = (head: Answers, conflict: ConflictView): string[] => {
  if (conflict.questions.length > 0) return conflict.questions;
  const names = new Set([...Object.keys(head), ...Object.keys(conflict.answers)]);
  return [...names].filter((name) => !isSameAnswer(head[name], conflict.answers[name])).sort();
};

/** The version that the choices make: what only one side changed stands, and what is chosen, as far as it is relevant. */
export const chosenAnswers = (
  of: Questionnaire,
  head: Answers,
  conflict: ConflictView,
  choices: Readonly<Record<string, Side>>,
): Answers => {
  const merged: Record<string, Answers[string] | undefined> = {
    ...mergeAnswers(conflict.base, head, conflict.answers).answers,
  };
  for (const [question, side] of Object.entries(choices)) {
    merged[question] = side === 'head' ? head[question] : conflict.answers[question];
  }
  const given = Object.entries(merged).filter((each): each is [string, Answers[string]] => !!each[1]);
  return withoutBlanks(relevantAnswers(of, Object.fromEntries(given)));
};

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
    this.findings = validateForSending(this.#questionnaire, answers);
    if (this.findings.length > 0) return false;
    this.isBusy = true;
    this.problem = null;
    const settled = await write(itemResult, 'POST', `/api/review/${this.#entry.followUpId}/settlement`, {
      basedOn: [head, this.conflict.submissionId],
      answers,
    });
    this.isBusy = false;
    if (!settled.ok) this.problem = settled.problem;
    return settled.ok;
  }
}
