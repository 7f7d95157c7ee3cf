import { isBlank, type Answer, type Answers, type NoAnswerReason } from '#domain/follow-up/answer.ts';
import { isSameAsked, type Asked } from '#domain/follow-up/asked.ts';
import type { AnswerProblem } from '#domain/questionnaire/answer-problem.ts';
import type { FormFinding } from '#domain/questionnaire/engine/findings.ts';
import type { Surroundings } from '#domain/questionnaire/engine/form-environment.ts';
import { openForm, type Change, type Form } from '#domain/questionnaire/engine/form.ts';
import type { Progress } from '#domain/questionnaire/engine/progress.ts';
import { kinds } from '#domain/questionnaire/question-kinds.ts';
import { findQuestion, type Item, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Choice, LocalizedText } from '#domain/questionnaire/words.ts';
import { withAsked, withComment, withDeviation, withReason, withValue } from '../answer-edit.ts';
import { noBlocks, pageOf, type Page } from './blocks.ts';
import { LiveSection } from './live-section.svelte.ts';
import { Mark } from './mark.svelte.ts';
import { Marks } from './marks.ts';
import { SectionMarks } from './section-marks.ts';

/** What was cleared last. Stands until the next change. */
export interface Undo {
  /** The question; in a repeat its place, and of a removed row the repeat's. */
  readonly question: string;
  readonly cause: 'removed' | 'by-reason' | 'by-answer' | 'row-removed';
}

/** Told of every answer that is to be kept. `isTyping`: more of the same is to be expected. */
export type KeepAnswer = (place: string, answer: Answer, isTyping: boolean) => void;

/** What a form on the screen needs of what is around it. */
export interface LiveFormOptions {
  readonly surroundings: Surroundings;
  readonly keep: KeepAnswer;
  /** Whether anything may be changed now. */
  readonly isOpen: () => boolean;
  /** A form that nobody has answered in yet: its defaults are given. Else they stand in the answers. */
  readonly isNew?: boolean;
}

/** A form for reading: nothing is kept, and nothing can be changed. */
export const readingOnly = (surroundings: Surroundings): LiveFormOptions => ({
  surroundings,
  keep: () => undefined,
  isOpen: () => false,
});

/**
 * A questionnaire being filled in on the screen. A change is worked out at once, and what has been read of the form is
 * read anew where it changed, and nowhere else. Answers are known by their place (`people/7f3a/age`).
 */
export class LiveForm {
  readonly questionnaire: Questionnaire;
  readonly sections: readonly LiveSection[];
  undo = $state.raw<Undo | null>(null);
  /** The language in which it is asked; null where that is the screen's. */
  language = $state<string | null>(null);

  readonly #form: Form;
  readonly #options: LiveFormOptions;
  readonly #marks = new Marks();
  readonly #rowBlocks = noBlocks();
  readonly #all = new Mark();
  readonly #sectionMarks: SectionMarks;
  #takeBack: (() => void) | null = null;
  /** Places at which a deviation has been noted. */
  #deviating = $state.raw<readonly string[]>([]);

  constructor(questionnaire: Questionnaire, answers: Answers, options: LiveFormOptions) {
    this.questionnaire = questionnaire;
    this.#options = options;
    this.#form = openForm(questionnaire, answers, options.surroundings, { isNew: options.isNew ?? false });
    this.sections = questionnaire.sections.map((section) => new LiveSection(this.#form, section));
    this.#sectionMarks = new SectionMarks(this.sections, this.#marks);
    const noted = Object.entries(answers).filter(([, { deviation }]) => deviation !== undefined);
    this.#deviating = noted.map(([place]) => place);
    for (const live of this.sections) this.#markRows(live.section.questions, '');
  }

  /** Whether anything may be changed now. */
  get isOpen(): boolean {
    return this.#options.isOpen();
  }

  /** The sections that are put. */
  get relevantSections(): readonly LiveSection[] {
    return this.sections.filter((each) => each.isRelevant);
  }

  /** All that stands in it, hidden or not, and what is calculated. */
  get answers(): Answers {
    this.#all.read();
    return this.#form.draftAnswers();
  }

  /** All that keeps it from being sent, in the order of the form. */
  get findings(): readonly FormFinding[] {
    return this.sections.flatMap((section) => section.findings);
  }

  /** Deviations noted at questions that are put. */
  get deviations(): readonly { readonly place: string; readonly text: string }[] {
    return this.#deviating.flatMap((place) => {
      const text = this.answerAt(place)?.deviation?.trim() ?? '';
      return text !== '' && this.#form.isRelevant(place) ? [{ place, text }] : [];
    });
  }

  /** The answer, also where it is not put. */
  answerAt(place: string): Answer | undefined {
    this.#marks.read(place);
    return this.#form.answerAt(place);
  }

  isRelevant(place: string): boolean {
    this.#marks.read(place);
    return this.#form.isRelevant(place);
  }

  isRequired(place: string): boolean {
    this.#marks.read(place);
    return this.#form.isRequired(place);
  }

  isReadOnly(place: string): boolean {
    this.#marks.read(place);
    return this.#form.isReadOnly(place);
  }

  /** What is wrong there, with its author's words where there are any. A missing answer is wrong from the beginning. */
  problemAt(place: string): { problem: AnswerProblem; message: LocalizedText | undefined } | undefined {
    this.#marks.read(place);
    const problem = this.#form.problemAt(place);
    return problem && { problem, message: this.#form.messageAt(place) };
  }

  /** The choices that are offered now: the same list until what it depends on changes. */
  choicesOf(place: string): readonly Choice[] {
    this.#marks.read(place);
    return this.#form.choicesOf(place);
  }

  /** The rows of a repeat, in order. */
  rowsOf(place: string): readonly string[] {
    this.#marks.read(place);
    return this.#form.rowsOf(place);
  }

  rowProgress(place: string, row: string): Progress {
    this.#marks.readRow(`${place}/${row}`);
    return this.#form.progressOfRow(place, row);
  }

  /** What stands on a row's page. */
  rowPage(place: string, row: string, items: readonly Item[], level: number): Page {
    this.#marks.readRow(`${place}/${row}`);
    return pageOf(items, `${place}/${row}/`, level, (at) => this.#form.isRelevant(at), this.#rowBlocks);
  }

  /** Words as seen from a place, with the answers that they name filled in, those that may be told. */
  textAt(place: string, text: LocalizedText, language: string, isTold?: (place: string) => boolean): string {
    // Which answers it names is not known beforehand; few texts name any.
    if (text.sv.includes('${')) this.#all.read();
    return this.#form.textAt(place, text, language, isTold);
  }

  /** Takes what a control gives. An answer that is not right is kept and marked, never refused. */
  answer(place: string, raw: string, isTyping = false): void {
    const question = findQuestion(this.questionnaire, place);
    if (question === undefined) return;
    const was = this.#form.answerAt(place);
    const value = kinds[question.kind].decode(raw);
    this.put(place, withValue(was, value), isTyping);
    if (isTyping || was === undefined) return;
    if (was.reason !== undefined && value !== undefined) this.#offer(place, 'by-answer', was);
    if (was.value !== undefined && value === undefined) this.#offer(place, 'removed', was);
  }

  /** Says why the question was left; null takes the reason back. */
  leave(place: string, reason: NoAnswerReason | null): void {
    const was = this.#form.answerAt(place);
    this.put(place, withReason(was, reason), false);
    if (was?.value !== undefined) this.#offer(place, 'by-reason', was);
  }

  comment(place: string, text: string): void {
    this.put(place, withComment(this.#form.answerAt(place), text), true);
  }

  /** Notes a deviation beside the answer. */
  deviate(place: string, text: string): void {
    this.put(place, withDeviation(this.#form.answerAt(place), text), true);
  }

  /** Notes how the client was asked. */
  ask(place: string, asked: Asked): void {
    const was = this.#form.answerAt(place);
    if (!isSameAsked(was?.asked, asked)) this.put(place, withAsked(was, asked), false);
  }

  /** Puts a whole answer at a place. */
  put(place: string, answer: Answer, isTyping: boolean): void {
    if (!this.isOpen) return;
    this.#forget();
    const changes = this.#form.set(place, answer);
    // Before what it came of: rows are never kept without their defaults.
    this.#keepGiven(changes, (at) => at === place);
    this.#options.keep(place, answer, isTyping);
    if (answer.deviation !== undefined && !this.#deviating.includes(place))
      this.#deviating = [...this.#deviating, place];
    this.#take(place, changes);
  }

  /** Adds a row, last. Its defaults are kept before it is, so that no row is ever kept without them. */
  addRow(place: string): string {
    const id = this.#options.surroundings.randomId().slice(0, 8);
    if (!this.isOpen) return id;
    this.#forget();
    this.#marks.make(`${place}/${id}`);
    const changes = this.#form.addRow(place, id);
    for (const [at, answer] of this.#within(place, id)) this.#options.keep(at, answer, false);
    this.#keepGiven(changes, (at) => at.startsWith(`${place}/${id}/`));
    this.#options.keep(place, this.#repeatAnswer(place), false);
    this.#take(place, changes);
    return id;
  }

  /** Removes a row; it can be taken back, with all that stands in it. */
  removeRow(place: string, row: string): void {
    if (!this.isOpen) return;
    const index = this.#form.rowsOf(place).indexOf(row);
    const within = this.#within(place, row);
    this.#forget();
    const changes = this.#form.removeRow(place, row);
    this.#keepGiven(changes);
    this.#options.keep(place, this.#repeatAnswer(place), false);
    this.#take(place, changes);
    this.undo = { question: place, cause: 'row-removed' };
    this.#takeBack = () => this.#putRowBack(place, row, index, within);
  }

  takeUndo(): void {
    this.#takeBack?.();
  }

  #putRowBack(place: string, row: string, index: number, within: readonly [string, Answer][]): void {
    if (!this.isOpen) return;
    this.#forget();
    const changes = [...this.#form.addRow(place, row, index)];
    // Rows of repeats further in come before what stands in them.
    for (const [at, { rows = [] }] of within)
      for (const inner of rows) {
        this.#marks.make(`${at}/${inner}`);
        changes.push(...this.#form.addRow(at, inner));
      }
    for (const [at, answer] of within) changes.push(...this.#form.set(at, answer));
    this.#keepGiven(changes, (at) => at.startsWith(`${place}/${row}/`));
    // What stood in it is still on the disk: a row that is removed takes nothing of it away.
    this.#options.keep(place, this.#repeatAnswer(place), false);
    this.#take(place, changes);
  }

  #forget(): void {
    this.undo = null;
    this.#takeBack = null;
  }

  #offer(place: string, cause: Undo['cause'], was: Answer): void {
    this.undo = { question: place, cause };
    this.#takeBack = () => this.put(place, was, false);
  }

  /** What stands in a row, rows before what stands in them. */
  #within(place: string, row: string): [string, Answer][] {
    const prefix = `${place}/${row}/`;
    return Object.entries(this.#form.draftAnswers()).filter(
      ([at, answer]) => at.startsWith(prefix) && !isBlank(answer),
    );
  }

  #repeatAnswer(place: string): Answer {
    return { ...this.#form.answerAt(place), rows: [...this.#form.rowsOf(place)] };
  }

  /** What the form itself has given is an answer like any other, and kept; but where something else keeps it. */
  #keepGiven(changes: readonly Change[], isKept: (place: string) => boolean = () => false): void {
    for (const { place, kinds: changed } of changes)
      if (changed.has('given') && !isKept(place))
        this.#options.keep(place, this.#form.answerAt(place) ?? {}, false);
  }

  /** Tells whoever has read what changed. */
  #take(place: string, changes: readonly Change[]): void {
    this.#marks.touch(place);
    for (const { place: at, kinds: changed } of changes) {
      if (changed.has('rows')) for (const row of this.#form.rowsOf(at)) this.#marks.make(`${at}/${row}`);
      this.#marks.touch(at);
    }
    this.#sectionMarks.touch(place, changes);
    this.#all.touch();
  }

  #markRows(items: readonly Item[], prefix: string): void {
    for (const each of items) {
      if (each.kind === 'group') this.#markRows(each.items, prefix);
      if (each.kind !== 'repeat') continue;
      for (const row of this.#form.rowsOf(prefix + each.name)) {
        this.#marks.make(`${prefix}${each.name}/${row}`);
        this.#markRows(each.items, `${prefix}${each.name}/${row}/`);
      }
    }
  }
}
