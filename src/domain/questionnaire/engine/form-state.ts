import { isSameValue, mostRows, type Answer, type AnswerValue } from '../../follow-up/answer.ts';
import { givesBoolean } from '../expression/evaluate.ts';
import type { Value } from '../expression/expression.ts';
import { isEmpty, toBoolean, toNumber } from '../expression/values.ts';
import { answerToValue, choicesNamed } from '../kind-values.ts';
import { kindOf } from '../question-kinds.ts';
import type { Choice } from '../words.ts';
import { checkCell } from './check.ts';
import { filteredChoices } from './choice-filter.ts';
import { FormEnvironment, type Surroundings } from './form-environment.ts';
import { eachRow, Row, type Cell } from './form-row.ts';
import type { Computation, ComputationKind } from './graph.ts';
import type { Read, SchemaNode } from './logic.ts';
import type { Prepared } from './prepare.ts';

/**
 * What of a cell is not as it was. `state`: whether it is required, locked, right. `given`: the form itself put an answer
 * there, by a default or a calculation that waited, and it is to be kept like any other.
 */
export type ChangeKind = 'relevance' | 'value' | 'choices' | 'state' | 'rows' | 'given';

/** Most rows of a form in all, so that counts within counts end. */
const mostRowsInAll = 10_000;

/** A calculation of these kinds is not bent into the kind of a question: true stays true. */
const isFree = (node: SchemaNode): boolean =>
  node.question?.kind === 'calculated' || node.question?.kind === 'hidden';

/** The cells of a form, and the working out of what depends on what: a change costs what depends on it. */
export class FormState {
  readonly prepared: Prepared;
  readonly root: Row;
  readonly environment: FormEnvironment;
  /** Whether the answers came from elsewhere: then what time and chance once gave stands. */
  readonly isReceived: boolean;
  readonly changes = new Map<Cell, Set<ChangeKind>>();
  /** Rows that a count has brought and that have not been given their defaults. */
  readonly broughtRows: Row[] = [];
  /** By rank, the rows in which a computation has to be done anew. */
  readonly #waiting: (Set<Row> | undefined)[] = [];
  #lowest = Number.POSITIVE_INFINITY;
  #current = -1;
  #isOpening = true;
  #rowsInAll = 0;

  constructor(prepared: Prepared, surroundings: Surroundings, isReceived: boolean) {
    this.prepared = prepared;
    this.root = new Row(prepared.form, '', undefined);
    this.environment = new FormEnvironment(prepared, surroundings, this.root);
    this.isReceived = isReceived;
  }

  /** Works out everything, once; from then on changes are followed. Whoever asks for relevance alone leaves the checks. */
  workOutAll(withChecks = true): void {
    for (const computation of this.prepared.computations) {
      if (computation.kind === 'check' && !withChecks) break;
      eachRow(this.root, computation.node, (row) => {
        if (!row.isHidden) this.#run[computation.kind](row.cellOf(computation.node), computation);
      });
    }
    this.changes.clear();
    this.#isOpening = false;
  }

  /** Works out all that waits, each after what it depends on. */
  workOut(): void {
    for (let rank = this.#lowest; rank < this.#waiting.length; rank += 1) {
      const rows = this.#waiting[rank];
      const computation = this.prepared.computations[rank];
      if (rows === undefined || computation === undefined) continue;
      this.#waiting[rank] = undefined;
      this.#current = rank;
      for (const row of rows)
        if (!row.isHidden) this.#run[computation.kind](row.cellOf(computation.node), computation);
    }
    this.#lowest = Number.POSITIVE_INFINITY;
    this.#current = -1;
  }

  /** Puts an answer in place, and marks what depends on it. */
  put(cell: Cell, answer: Answer | undefined): void {
    cell.answer = answer;
    const { logic, question } = cell.node;
    // What is calculated has the value that its calculation gave, not one that was read of its answer.
    if (logic.calculation === undefined || question?.trigger !== undefined) this.#refresh(cell);
    const check = this.prepared.checks[cell.node.index];
    if (check) this.#mark(check, cell.row);
  }

  /** Puts a value that the form itself gives in place of the one that is there. */
  giveValue(cell: Cell, value: AnswerValue | undefined): void {
    if (isSameValue(cell.answer?.value, value)) return;
    const { value: _before, ...rest } = cell.answer ?? {};
    this.put(cell, value === undefined ? rest : { ...rest, value });
    this.#record(cell, 'given');
  }

  /** Makes the rows of a repeat those given, in that order, and marks what depends on it. */
  putRows(cell: Cell, rows: readonly Row[], shown: number): void {
    const before = new Set(cell.rows.slice(0, cell.shown));
    cell.rows = [...rows];
    cell.shown = Math.min(shown, rows.length);
    for (const [index, row] of rows.entries()) {
      const isShown = index < cell.shown && !cell.row.isHidden;
      const hasMoved = row.index !== index;
      row.index = index;
      if (row.isHidden === isShown) this.#showRow(row, isShown);
      if (isShown && !before.has(row)) this.#markRow(row);
      else if (hasMoved) this.touch('position', cell.node, row);
    }
    this.touch('rows', cell.node, cell.row);
    this.#record(cell, 'rows');
  }

  /** Puts a row after the others: what the rows before hold is not looked at. */
  appendRow(cell: Cell, row: Row): void {
    row.index = cell.rows.length;
    cell.rows.push(row);
    cell.shown = cell.rows.length;
    row.isHidden = cell.row.isHidden;
    this.#markRow(row);
    this.touch('rows', cell.node, cell.row);
    this.#record(cell, 'rows');
  }

  /** A new row, not yet among those of its repeat; undefined where there are too many. */
  makeRow(cell: Cell, id: string): Row | undefined {
    this.#rowsInAll += 1;
    return this.#rowsInAll > mostRowsInAll ? undefined : new Row(cell.node, id, cell.row);
  }

  touch(what: Read['what'], node: SchemaNode, row: Row): void {
    if (this.#isOpening) return;
    for (const { computation, shared } of this.prepared.dependents[what][node.index] ?? [])
      eachRow(row.at(shared), computation.node, (each) => this.#mark(computation, each));
  }

  /** The choices that a cell offers now. */
  choicesOf(cell: Cell): readonly Choice[] {
    const all = this.prepared.choices.get(cell.node) ?? [];
    const filter = cell.node.logic.choiceFilter;
    if (filter === undefined) return all;
    // Nobody follows what changes for a row that is hidden.
    if (cell.row.isHidden) return filteredChoices(all, cell, filter, this.environment);
    cell.offered ??= filteredChoices(all, cell, filter, this.environment);
    return cell.offered;
  }

  /** The part of an answer that its filter lets through. */
  visibleValue(cell: Cell): AnswerValue | undefined {
    const value = cell.answer?.value;
    const filter = cell.node.logic.choiceFilter;
    if (filter === undefined || value === undefined) return value;
    const all = this.prepared.choices.get(cell.node) ?? [];
    const isOffered = (name: string): boolean =>
      choicesNamed(all, name).some((choice) => toBoolean(this.environment.evaluateFor(cell, filter, choice)));
    // What is no choice at all is not hidden but wrong, and said to be.
    const isHidden = (name: string): boolean => choicesNamed(all, name).length > 0 && !isOffered(name);
    if (typeof value !== 'object') return isHidden(String(value)) ? undefined : value;
    const left = value.filter((name) => !isHidden(name));
    return left.length === 0 ? undefined : left;
  }

  readonly #run: Readonly<Record<ComputationKind, (cell: Cell, computation: Computation) => void>> = {
    relevant: (cell, { node, logic }) => {
      const outer = node.parent?.gate;
      const isWithin = outer === undefined || cell.row.cellOf(outer).holds;
      const holds = isWithin && (!logic || toBoolean(this.environment.evaluateFor(cell, logic)));
      if (holds === cell.holds) return;
      cell.holds = holds;
      this.touch('relevance', node, cell.row);
      if (node.kind !== 'question') this.#record(cell, 'relevance');
    },
    calculation: (cell, { node, logic }) => {
      if (!logic || !node.question) return;
      if (this.isReceived && logic.isVolatile) {
        const given = answerToValue(cell.answer?.value);
        this.#keepValue(cell, givesBoolean(logic.expression) && given !== '' ? given === 'true' : given);
        return;
      }
      const value = this.environment.evaluateFor(cell, logic);
      const made = kindOf(node.question.kind).fromExpression(value);
      if (!isSameValue(cell.answer?.value, made)) {
        const { value: _before, ...rest } = cell.answer ?? {};
        cell.answer = made === undefined ? rest : { ...rest, value: made };
      }
      if (isFree(node)) this.#keepValue(cell, isEmpty(value) ? '' : value);
      else this.#refresh(cell);
    },
    choiceFilter: (cell) => {
      cell.offered = undefined;
      this.#record(cell, 'choices');
      this.#refresh(cell);
    },
    count: (cell, { logic }) => {
      const given = logic ? toNumber(this.environment.evaluateFor(cell, logic)) : 0;
      const count = Math.min(Math.max(Math.trunc(given) || 0, 0), mostRows);
      const rows = [...cell.rows];
      const used = new Set(rows.map((row) => row.id));
      for (let number = 1; rows.length < count && number <= mostRows * 2; number += 1) {
        const row = used.has(String(number)) ? undefined : this.makeRow(cell, String(number));
        if (row) rows.push(row);
      }
      this.broughtRows.push(...rows.slice(cell.rows.length));
      if (rows.length !== cell.rows.length || count !== cell.shown) this.putRows(cell, rows, count);
    },
    check: (cell) => {
      const isChanged = checkCell(cell, this.environment, this.prepared.choices.get(cell.node));
      if (isChanged) this.#record(cell, 'state');
      const { isRelevant } = cell;
      if (isRelevant === cell.wasRelevant) return;
      cell.wasRelevant = isRelevant;
      this.#record(cell, 'relevance');
    },
  };

  #refresh(cell: Cell): void {
    this.#keepValue(cell, answerToValue(this.visibleValue(cell)));
  }

  #keepValue(cell: Cell, value: Value): void {
    if (Object.is(value, cell.value)) return;
    cell.value = value;
    this.touch('value', cell.node, cell.row);
    this.#record(cell, 'value');
  }

  #mark(computation: Computation, row: Row): void {
    // What comes earlier can only wait in a circle, and there nothing reads the other.
    if (computation.rank <= this.#current || row.isHidden) return;
    const { rank } = computation;
    const rows = this.#waiting[rank];
    if (rows) rows.add(row);
    else this.#waiting[rank] = new Set([row]);
    if (rank < this.#lowest) this.#lowest = rank;
  }

  #markRow(row: Row): void {
    if (this.#isOpening) return;
    for (const computation of this.prepared.computationsIn.get(row.repeat) ?? [])
      eachRow(row, computation.node, (each) => this.#mark(computation, each));
  }

  #showRow(row: Row, isShown: boolean): void {
    row.isHidden = !isShown;
    for (const cell of row.cells)
      for (const [index, inner] of cell.rows.entries()) this.#showRow(inner, isShown && index < cell.shown);
  }

  #record(cell: Cell, kind: ChangeKind): void {
    if (this.#isOpening) return;
    const kinds = this.changes.get(cell);
    if (kinds) kinds.add(kind);
    else this.changes.set(cell, new Set([kind]));
  }
}
