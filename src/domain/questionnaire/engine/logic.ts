import type { Call, Expression, Path } from '../expression/expression.ts';
import type { Group, Question, Repeat, Section } from '../questionnaire.ts';

export type Aspect =
  'relevant' | 'required' | 'constraint' | 'calculation' | 'readOnly' | 'choiceFilter' | 'default' | 'count';

/** A place of the form that a path can lead to: of it there is one cell in each row that it lies in. */
export interface SchemaNode {
  /** In the order of the document; the form itself is 0. */
  readonly index: number;
  readonly kind: 'form' | 'section' | 'group' | 'repeat' | 'question';
  readonly name: string;
  readonly parent: SchemaNode | undefined;
  readonly children: SchemaNode[];
  /** The repeats that it lies in, from the outermost; not itself. */
  readonly repeats: readonly SchemaNode[];
  /** Which cell of its row is its. */
  readonly slot: number;
  /** Of the form and of repeats: all nodes that have a cell in one of its rows. */
  readonly members: SchemaNode[];
  readonly section: Section | undefined;
  readonly question: Question | undefined;
  readonly group: Group | undefined;
  readonly repeat: Repeat | undefined;
  readonly logic: Partial<Record<Aspect, Logic>>;
  /** The nearest node, itself first, that has a condition of its own. */
  gate: SchemaNode | undefined;
}

/** A path of an expression, resolved: where it leads, and from which rows it sets out. */
export type BoundPath =
  /** A column of the choice that a filter looks at. */
  | { readonly kind: 'column'; readonly name: string }
  | {
      readonly kind: 'node';
      readonly target: SchemaNode;
      /** How many rows, from the outermost, are those of the context; the repeats further in are gone through. */
      readonly fixed: number;
      /** Whether the context is the owner of the logic, rather than the node that a predicate looks at. */
      readonly isFromOwner: boolean;
      /** Predicates by the depth of the repeat that they choose rows of. */
      readonly rowPredicates: readonly (readonly Expression[] | undefined)[];
      readonly predicates: readonly Expression[];
    };

/** `indexed-repeat`, resolved: by the depth of a repeat, which of the call's indices chooses its row. */
export interface BoundCall {
  readonly target: SchemaNode;
  readonly indexByDepth: readonly (number | undefined)[];
}

/** What an expression depends on: something of a node, in the rows that it shares with the owner. */
export interface Read {
  readonly node: SchemaNode;
  readonly what: 'value' | 'relevance' | 'rows' | 'position';
  readonly shared: number;
}

export type BindingFault =
  | { readonly code: 'unknown-name'; readonly name: string }
  | { readonly code: 'path-leads-nowhere'; readonly at: Expression }
  | { readonly code: 'not-a-repeat'; readonly at: Expression };

/** One piece of logic of a node, ready to be evaluated. */
export interface Logic {
  readonly expression: Expression;
  readonly paths: ReadonlyMap<Path, BoundPath>;
  readonly calls: ReadonlyMap<Call, BoundCall>;
  readonly reads: readonly Read[];
  /** Whether it gives something else each time, or on another machine: time, chance, the words of a calendar. */
  readonly isVolatile: boolean;
  /** Whether it may ask for the answer of its own question: whether that is put cannot depend on it. */
  readonly knowsItself: boolean;
  readonly faults: readonly BindingFault[];
  /** Nodes whose values it must not read, since they in turn depend on it. Read as empty. */
  readonly circular: Set<SchemaNode>;
}
