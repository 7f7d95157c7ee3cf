import type { Answer } from '../../follow-up/answer.ts';
import { placeOf, type RowPart } from '../../follow-up/place.ts';
import type { FormNode } from '../expression/environment.ts';
import type { Value } from '../expression/expression.ts';
import type { AnswerProblem } from '../answer-problem.ts';
import type { Choice } from '../words.ts';
import type { SchemaNode } from './logic.ts';

/** What one node has in one row: its answer, and what has been worked out of it. */
export class Cell implements FormNode {
  readonly node: SchemaNode;
  readonly row: Row;
  /** What stands there, in the draft; also where it is hidden. */
  answer: Answer | undefined;
  /** The value as expressions see it, when it is relevant. A choice that its filter hides is not in it. */
  value: Value = '';
  /** Of a node with a condition: whether it and all around it hold. Of others it says nothing. */
  holds = true;
  isRequired = false;
  isReadOnly = false;
  /** As it was when it was last looked at, to tell what changed. */
  wasRelevant = true;
  problem: AnswerProblem | undefined = undefined;
  /** Of a repeat: its rows, those beyond the count too, which come last. */
  rows: Row[] = [];
  shown = 0;
  lastFound: Row | undefined = undefined;
  /** The choices offered, until what they depend on changes. */
  offered: readonly Choice[] | undefined = undefined;

  constructor(node: SchemaNode, row: Row) {
    this.node = node;
    this.row = row;
  }

  /** Whether it is put, given the answers: its own condition and those around it hold, and its row is shown. */
  get isRelevant(): boolean {
    if (this.row.isHidden) return false;
    const { gate } = this.node;
    return gate === undefined || this.row.cellOf(gate).holds;
  }

  read(): Value {
    return this.isRelevant ? this.value : '';
  }

  /** A group or an answer is the only one of its name in its row. */
  get position(): number {
    return 1;
  }

  get place(): string {
    return placeOf(this.row.path, this.node.name);
  }
}

/** A row of a repeat, or the form itself. */
export class Row implements FormNode {
  readonly repeat: SchemaNode;
  readonly id: string;
  readonly parent: Row | undefined;
  /** How many rows it lies in; 0 for the form. */
  readonly depth: number;
  readonly cells: readonly Cell[];
  index = 0;
  /** Beyond the count of its repeat, or inside a row that is. */
  isHidden = false;

  constructor(repeat: SchemaNode, id: string, parent: Row | undefined) {
    this.repeat = repeat;
    this.id = id;
    this.parent = parent;
    this.depth = parent === undefined ? 0 : parent.depth + 1;
    this.cells = repeat.members.map((node) => new Cell(node, this));
  }

  /** The row at that depth that this one is or lies in. */
  at(depth: number): Row {
    return this.depth <= depth || this.parent === undefined ? this : this.parent.at(depth);
  }

  /** The cell of a node that lies in this row or in one around it. */
  cellOf(node: SchemaNode): Cell {
    const cell = this.at(node.repeats.length).cells[node.slot];
    // Every node has a slot in every row of its repeat: that is how rows are made.
    if (cell === undefined) throw new Error(`The form has no cell for ${node.name}`);
    return cell;
  }

  get path(): readonly RowPart[] {
    return this.parent === undefined ? [] : [...this.parent.path, { repeat: this.repeat.name, row: this.id }];
  }

  read(): Value {
    return '';
  }

  get position(): number {
    return this.index + 1;
  }
}

/** Calls `visit` with each row of the node's innermost repeat under `anchor`, whose depth is at most the node's. */
export const eachRow = (anchor: Row, node: SchemaNode, visit: (row: Row) => void): void => {
  const repeat = node.repeats[anchor.depth];
  if (repeat === undefined) {
    visit(anchor);
    return;
  }
  for (const row of anchor.cellOf(repeat).rows) eachRow(row, node, visit);
};
