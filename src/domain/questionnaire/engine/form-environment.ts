import type { Environment, FormNode } from '../expression/environment.ts';
import { evaluate } from '../expression/evaluate.ts';
import type { Call, Expression, Path, Value } from '../expression/expression.ts';
import { toBoolean } from '../expression/values.ts';
import { answerToValue, choiceWords } from '../kind-values.ts';
import { columnOf, type Choice } from '../words.ts';
import type { Cell, Row } from './form-row.ts';
import type { BoundPath, Logic, SchemaNode } from './logic.ts';
import type { Prepared } from './prepare.ts';

/** What the form is told of the world, so that it asks for nothing by itself. */
export interface Surroundings {
  /** The instant; undefined where time is not known: then `today()` is empty. */
  readonly now: () => Date | undefined;
  /** At least 0 and below 1. */
  readonly random: () => number;
  /** A random UUID. */
  readonly randomId: () => string;
  readonly language: string;
}

/** Knows neither time nor chance: what depends on them is empty. */
export const stillSurroundings: Surroundings = {
  now: () => undefined,
  random: () => 0,
  randomId: () => '',
  language: 'sv',
};

/** Knows the time alone: for judging what was written then, where chance has been taken already. */
export const surroundingsAt = (instant: Date): Surroundings => ({ ...stillSurroundings, now: () => instant });

type NodePath = Extract<BoundPath, { kind: 'node' }>;

/** Answers what expressions ask, from the cells of a form. It is moved from one piece of logic to the next. */
export class FormEnvironment implements Environment {
  readonly #prepared: Prepared;
  readonly #surroundings: Surroundings;
  #logic: Logic | undefined;
  #cell: Cell | undefined;
  /** The row of the owner, and the one looked at: another only within a predicate. */
  #ownRow: Row;
  #row: Row;
  #position: number | undefined;
  #choice: Choice | undefined;

  constructor(prepared: Prepared, surroundings: Surroundings, form: Row) {
    this.#prepared = prepared;
    this.#surroundings = surroundings;
    this.#ownRow = form;
    this.#row = form;
  }

  /** Evaluates a piece of logic for a cell, and for one choice where it is a filter. */
  evaluateFor(cell: Cell, logic: Logic, choice?: Choice, part: Expression = logic.expression): Value {
    this.#logic = logic;
    this.#cell = cell;
    this.#ownRow = cell.row;
    this.#row = cell.row;
    this.#position = undefined;
    this.#choice = choice;
    return evaluate(part, this);
  }

  valueAt(path: Path): Value {
    const bound = this.#logic?.paths.get(path);
    if (bound === undefined) return '';
    if (bound.kind === 'column') return this.#column(bound.name);
    const { target, fixed } = bound;
    if (fixed < target.repeats.length || bound.predicates.length > 0 || target.kind === 'repeat')
      return this.nodesAt(path)[0]?.read() ?? '';
    if (this.#isCircular(target)) return '';
    return (bound.isFromOwner ? this.#ownRow : this.#row).cellOf(target).read();
  }

  nodesAt(path: Path): readonly FormNode[] {
    const bound = this.#logic?.paths.get(path);
    if (bound === undefined || this.#isCircular(bound.kind === 'node' ? bound.target : undefined)) return [];
    if (bound.kind === 'column') {
      const value = this.#column(bound.name);
      return [{ read: () => value, position: 1 }];
    }
    const from = (bound.isFromOwner ? this.#ownRow : this.#row).at(bound.fixed);
    const isOwnRow = bound.target.kind === 'repeat' && bound.fixed > bound.target.repeats.length;
    return isOwnRow ? [from] : this.#expand(from, bound);
  }

  ownValue(): Value {
    return this.#logic?.knowsItself === true ? answerToValue(this.#cell?.answer?.value) : '';
  }

  ownPosition(): number {
    return this.#position ?? this.#row.position;
  }

  valueInRows(call: Call, indices: readonly number[]): Value {
    const bound = this.#logic?.calls.get(call);
    if (bound === undefined || this.#isCircular(bound.target)) return '';
    let row = this.#row.at(0);
    for (const [depth, repeat] of bound.target.repeats.entries()) {
      const which = bound.indexByDepth[depth];
      const rows = shownRows(row.cellOf(repeat));
      const own = this.#row.at(depth + 1);
      // As in JavaRosa, what is no index means the first row. Where no index is given it is the own row.
      const index = which === undefined ? undefined : Math.trunc(indices[which] ?? 1);
      const isOwn = index === undefined && own.repeat === repeat && own.parent === row;
      const next = isOwn ? own : rows[index !== undefined && index >= 1 ? index - 1 : 0];
      if (next === undefined) return '';
      row = next;
    }
    return row.cellOf(bound.target).read();
  }

  choiceLabel(question: string, choice: string): string {
    const node = this.#prepared.byName.get(question);
    const choices = node && this.#prepared.choices.get(node);
    return choice === '' ? '' : choiceWords(choices, choice, this.language);
  }

  now(): Date | undefined {
    return this.#surroundings.now();
  }

  random(): number {
    return this.#surroundings.random();
  }

  randomId(): string {
    return this.#surroundings.randomId();
  }

  get language(): string {
    return this.#surroundings.language;
  }

  #column(name: string): Value {
    return this.#choice === undefined ? '' : columnOf(this.#choice, name);
  }

  /** Whether the value would depend on what is being worked out, by itself or by what it lies in. */
  #isCircular(target: SchemaNode | undefined): boolean {
    const circular = this.#logic?.circular;
    if (circular === undefined || circular.size === 0) return false;
    for (let each = target; each !== undefined; each = each.parent) if (circular.has(each)) return true;
    return false;
  }

  #expand(from: Row, { target, rowPredicates, predicates }: NodePath): readonly FormNode[] {
    const found: Cell[] = [];
    const visit = (row: Row): void => {
      const repeat = target.repeats[row.depth];
      if (repeat === undefined) {
        const cell = row.cellOf(target);
        if (cell.isRelevant) found.push(cell);
        return;
      }
      const rows = shownRows(row.cellOf(repeat));
      for (const each of this.#chosen(rows, rowPredicates[row.depth], (one) => one)) visit(each);
    };
    visit(from);
    if (target.kind !== 'repeat') {
      if (predicates.length === 0) return found;
      // Each row by itself: the first of a name is the first among its siblings (XPath 1.0, 2.4).
      return found.filter((cell) => this.#chosen([cell], predicates, (one) => one.row).length > 0);
    }
    const depth = target.repeats.length;
    return found.flatMap((cell) => this.#chosen(shownRows(cell), rowPredicates[depth], (one) => one));
  }

  /** Those that all predicates hold for; a predicate that is a number means a position. */
  #chosen<Node extends FormNode>(
    nodes: readonly Node[],
    predicates: readonly Expression[] | undefined,
    rowOf: (node: Node) => Row,
  ): readonly Node[] {
    if (predicates === undefined || predicates.length === 0) return nodes;
    const [row, position] = [this.#row, this.#position];
    let left = nodes;
    for (const predicate of predicates)
      left = left.filter((node, index) => {
        this.#row = rowOf(node);
        this.#position = index + 1;
        const value = evaluate(predicate, this);
        return typeof value === 'number' ? value === index + 1 : toBoolean(value);
      });
    this.#row = row;
    this.#position = position;
    return left;
  }
}

/** The rows of a repeat that count: those within its count, where the repeat is relevant. */
const shownRows = (cell: Cell): readonly Row[] => {
  if (!cell.isRelevant) return [];
  return cell.shown === cell.rows.length ? cell.rows : cell.rows.slice(0, cell.shown);
};
