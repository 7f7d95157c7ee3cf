import type { Answer, Answers, AnswerValue } from '../../follow-up/answer.ts';
import type { AnswerProblem } from '../answer-problem.ts';
import type { Value } from '../expression/expression.ts';
import { kindOf } from '../question-kinds.ts';
import type { Question, Questionnaire } from '../questionnaire.ts';
import { fillReferences, inLanguage, type Choice, type LocalizedText } from '../words.ts';
import { stillSurroundings, type Surroundings } from './form-environment.ts';
import { eachRow, type Cell, type Row } from './form-row.ts';
import { FormState, type ChangeKind } from './form-state.ts';
import { applyDefaults, cellAt, placeAnswers, presetBroughtRows } from './open-form.ts';
import { prepare } from './prepare.ts';
import { findingsOf, leftoversOf, messageOf, type FormFinding } from './findings.ts';
import { progressIn, type Progress } from './progress.ts';
import { draftOf, submissionOf } from './submission.ts';

/** A place at which something is not as it was. */
export interface Change {
  readonly place: string;
  readonly kinds: ReadonlySet<ChangeKind>;
}

/** A questionnaire that is being filled in. */
export class Form {
  readonly #state: FormState;
  readonly #strays: ReadonlyMap<string, Answer>;

  constructor(state: FormState, strays: ReadonlyMap<string, Answer>) {
    this.#state = state;
    this.#strays = strays;
  }

  /** Puts an answer at a place. Of a calculated question all but the value. Unknown places change nothing. */
  set(place: string, answer: Answer): readonly Change[] {
    const cell = cellAt(this.#state, place);
    if (cell === undefined || (cell.node.kind !== 'question' && cell.node.kind !== 'repeat')) return [];
    const isCalculated = cell.node.logic.calculation !== undefined && !cell.node.question?.trigger;
    const { rows: _rows, ...given } = answer;
    const value = isCalculated ? cell.answer?.value : given.value;
    const { value: _value, ...rest } = given;
    const before = cell.value;
    this.#state.put(cell, value === undefined ? rest : { ...rest, value });
    this.#state.workOut();
    if (cell.value !== before) this.#runTriggered(cell, new Set());
    return this.#told();
  }

  /** Adds a row to a repeat, last or at an index, with its defaults. The id is random, made by the caller. */
  addRow(place: string, id: string, index?: number): readonly Change[] {
    const cell = this.#openRepeat(place);
    const row = cell?.rows.some((each) => each.id === id) ? undefined : cell && this.#state.makeRow(cell, id);
    if (!cell || !row) return [];
    if (index === undefined || index >= cell.rows.length) {
      this.#state.appendRow(cell, row);
      this.#state.workOut();
    } else {
      this.#putRows(cell, cell.rows.toSpliced(index, 0, row));
    }
    applyDefaults(this.#state, row);
    return this.#told();
  }

  /** Removes a row and all that stands in it. */
  removeRow(place: string, id: string): readonly Change[] {
    const cell = this.#openRepeat(place);
    if (cell)
      this.#putRows(
        cell,
        cell.rows.filter((row) => row.id !== id),
      );
    return this.#told();
  }

  /** Moves a row to another index. */
  moveRow(place: string, id: string, index: number): readonly Change[] {
    const cell = this.#openRepeat(place);
    const row = cell?.rows.find((each) => each.id === id);
    if (cell && row) this.#putRows(cell, cell.rows.filter((each) => each !== row).toSpliced(index, 0, row));
    return this.#told();
  }

  /** Whether what stands at the place is put: a question, group, repeat or section. */
  isRelevant(place: string): boolean {
    return this.#cell(place)?.isRelevant ?? false;
  }

  isRequired(place: string): boolean {
    const cell = this.#cell(place);
    return cell !== undefined && cell.isRelevant && cell.isRequired;
  }

  /** Whether it is locked: by its author, or since it is worked out. */
  isReadOnly(place: string): boolean {
    const cell = this.#cell(place);
    if (cell === undefined) return false;
    return (cell.isRelevant && cell.isReadOnly) || cell.node.logic.calculation !== undefined;
  }

  /** What stands there in the draft, also where it is hidden. */
  answerAt(place: string): Answer | undefined {
    return this.#cell(place)?.answer;
  }

  /** The value as it counts: empty where it is hidden. */
  valueOf(place: string): Value {
    return this.#cell(place)?.read() ?? '';
  }

  problemAt(place: string): AnswerProblem | undefined {
    const cell = this.#cell(place);
    return cell?.isRelevant === true ? cell.problem : undefined;
  }

  /** What the author says to what is wrong there. */
  messageAt(place: string): LocalizedText | undefined {
    const cell = this.#cell(place);
    return cell && messageOf(cell);
  }

  /** The choices that are offered now. */
  choicesOf(place: string): readonly Choice[] {
    const cell = this.#cell(place);
    return cell ? this.#state.choicesOf(cell) : [];
  }

  /** The ids of the rows of a repeat that count, in order. */
  rowsOf(place: string): readonly string[] {
    const cell = this.#cell(place);
    return cell ? cell.rows.slice(0, cell.shown).map((row) => row.id) : [];
  }

  /**
   * Words with the answers filled in where they say `${name}`, as seen from a place. An answer at a place that is not to
   * be told is three dots, whether there is one or not.
   */
  textAt(
    place: string,
    text: LocalizedText,
    language: string,
    isTold: (place: string) => boolean = () => true,
  ): string {
    const cell = this.#cell(place);
    return fillReferences(inLanguage(text, language), (name) => {
      const node = this.#state.prepared.byName.get(name);
      const row = cell?.row;
      const isNear =
        node && row && node.repeats.every((repeat, depth) => row.at(depth + 1).repeat === repeat);
      const named = isNear ? row.cellOf(node) : undefined;
      if (named === undefined) return '';
      return isTold(named.place) ? this.#written(named, language) : '…';
    });
  }

  /** All that keeps it from being sent, or one section of it, in the order of the form. */
  findings(section?: string): readonly FormFinding[] {
    return findingsOf(this.#state, section);
  }

  /** What of answers that came from elsewhere does not belong in a submission, in the order of the form. */
  leftovers(given: Answers): readonly FormFinding[] {
    return leftoversOf(this.#state, given);
  }

  /** The questions that are put, those of a repeat where any row puts them. */
  relevantQuestions(): readonly Question[] {
    const { nodes } = this.#state.prepared;
    return nodes.flatMap((node) => {
      let isPut = false;
      if (node.question)
        eachRow(this.#state.root, node, (row) => {
          isPut ||= row.cellOf(node).isRelevant;
        });
      return isPut && node.question ? [node.question] : [];
    });
  }

  /** Of what a section puts, how many are answered or left with a reason; what may be left out counts when answered. */
  progressOf(section: string): Progress {
    return progressIn(this.#state.root, section);
  }

  /** The same of one row of a repeat. */
  progressOfRow(place: string, id: string): Progress {
    const row = this.#cell(place)?.rows.find((each) => each.id === id);
    return row ? progressIn(row) : { handled: 0, total: 0 };
  }

  /** Whether a section is put: a question may be called as it is. */
  isSectionRelevant(section: string): boolean {
    const { form } = this.#state.prepared;
    const node = form.children.find(({ name }) => name === section);
    return node !== undefined && this.#state.root.cellOf(node).isRelevant;
  }

  /** All that stands in the form, hidden or not: opened again, it is this very form. */
  draftAnswers(): Answers {
    return draftOf(this.#state, this.#strays);
  }

  /** What leaves with a submission: nothing that is hidden, by a condition, a filter or a count. */
  submissionAnswers(): Answers {
    return submissionOf(this.#state);
  }

  #cell(place: string): Cell | undefined {
    return cellAt(this.#state, place);
  }

  /** A repeat whose rows whoever fills in adds and removes. */
  #openRepeat(place: string): Cell | undefined {
    const cell = this.#cell(place);
    return cell?.node.kind === 'repeat' && cell.node.logic.count === undefined ? cell : undefined;
  }

  #putRows(cell: Cell, rows: readonly Row[]): void {
    this.#state.putRows(cell, rows, rows.length);
    this.#state.workOut();
  }

  /** Runs the calculations that wait for this question, and those that wait for theirs; each once. */
  #runTriggered(by: Cell, done: Set<Cell>): void {
    const state = this.#state;
    for (const node of state.prepared.triggered.get(by.node.name) ?? []) {
      const { question, logic } = node;
      const depth = node.repeats.findIndex((repeat, at) => repeat !== by.node.repeats[at]);
      const anchor = by.row.at(depth < 0 ? node.repeats.length : depth);
      const cells: Cell[] = [];
      eachRow(anchor, node, (row) => cells.push(row.cellOf(node)));
      for (const cell of cells) {
        if (done.has(cell) || question === undefined) continue;
        done.add(cell);
        const value: Value = logic.calculation ? state.environment.evaluateFor(cell, logic.calculation) : '';
        const before = cell.value;
        state.giveValue(cell, kindOf(question.kind).fromExpression(value));
        state.workOut();
        if (cell.value !== before) this.#runTriggered(cell, done);
      }
    }
  }

  #written(cell: Cell, language: string): string {
    const { question } = cell.node;
    const value: AnswerValue | undefined = cell.isRelevant ? cell.answer?.value : undefined;
    if (question === undefined || value === undefined) return '';
    return kindOf(question.kind).format(
      value,
      { choices: this.#state.prepared.choices.get(cell.node), parameters: question.parameters },
      language,
    );
  }

  #told(): readonly Change[] {
    presetBroughtRows(this.#state);
    const changes = [...this.#state.changes].map(([cell, kinds]) => ({ place: cell.place, kinds }));
    this.#state.changes.clear();
    return changes;
  }
}

export interface Opening {
  /** Whether it is to be said what is required and what is wrong; true where nothing is said. */
  readonly hasChecks?: boolean;
  /** A form that nobody has filled in yet: its defaults are given. */
  readonly isNew?: boolean;
  /** Answers that somebody else sent: what time and chance once gave there is not worked out anew. */
  readonly isReceived?: boolean;
}

/** Opens a questionnaire with the answers that there are, and works out everything once. */
export const openForm = (
  of: Questionnaire,
  answers: Answers,
  surroundings: Surroundings = stillSurroundings,
  { isNew = false, isReceived = false, hasChecks = true }: Opening = {},
): Form => {
  const state = new FormState(prepare(of), surroundings, isReceived);
  const strays = placeAnswers(state, answers);
  state.workOutAll(hasChecks);
  // Of a form that was filled in before, all rows had theirs when they came.
  state.broughtRows.length = 0;
  if (isNew) {
    applyDefaults(state, state.root);
    presetBroughtRows(state);
  }
  state.changes.clear();
  return new Form(state, strays);
};
