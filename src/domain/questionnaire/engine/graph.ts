import type { Logic, Read, SchemaNode } from './logic.ts';
import type { Schema } from './schema.ts';

export type ComputationKind = 'relevant' | 'calculation' | 'choiceFilter' | 'count' | 'check';

/** Something that is worked out for each row of a node, in the order of `rank`. */
export interface Computation {
  readonly kind: ComputationKind;
  readonly node: SchemaNode;
  readonly logic: Logic | undefined;
  rank: number;
}

/** What has to be worked out anew when something of a node changes; `shared` rows are those of the change. */
export interface Edge {
  readonly computation: Computation;
  readonly shared: number;
}

export interface Graph {
  /** In an order in which each comes after what it depends on; the checks last. */
  readonly computations: readonly Computation[];
  readonly dependents: Readonly<Record<Read['what'], readonly (readonly Edge[] | undefined)[]>>;
  /** All that is worked out in the rows of a repeat, those further in too. */
  readonly computationsIn: ReadonlyMap<SchemaNode, readonly Computation[]>;
  /** The check of each question, by the node's index. */
  readonly checks: readonly (Computation | undefined)[];
  /** Computations that depend on themselves, each circle in the order of the document. */
  readonly circles: readonly (readonly Computation[])[];
}

type Kept = Map<SchemaNode, Partial<Record<ComputationKind, Computation>>>;

const ordered = ['relevant', 'count', 'calculation', 'choiceFilter'] as const;

const computationsOf = (schema: Schema): Kept => {
  const kept: Kept = new Map();
  for (const node of schema.nodes) {
    const own: Partial<Record<ComputationKind, Computation>> = {};
    for (const kind of ordered) {
      const logic = node.logic[kind];
      const isTriggered = kind === 'calculation' && node.question?.trigger !== undefined;
      if (logic && !isTriggered) own[kind] = { kind, node, logic, rank: 0 };
    }
    if (node.question) own.check = { kind: 'check', node, logic: undefined, rank: 0 };
    kept.set(node, own);
  }
  return kept;
};

/** The computations that must have been done before one can read something of a node. */
const producersOf = (kept: Kept, { node, what }: Read): Computation[] => {
  const own = kept.get(node);
  const wanted =
    what === 'relevance'
      ? [own?.relevant]
      : what === 'value'
        ? [own?.calculation, own?.choiceFilter]
        : [own?.count];
  return wanted.filter((each) => each !== undefined);
};

const precedingOf = (kept: Kept, { kind, node, logic }: Computation): Set<Computation> => {
  const before = new Set((logic?.reads ?? []).flatMap((read) => producersOf(kept, read)));
  const outer = kind === 'relevant' ? node.parent?.gate : undefined;
  const outerGate = outer && kept.get(outer)?.relevant;
  if (outerGate) before.add(outerGate);
  const own = kept.get(node)?.calculation;
  if (kind === 'choiceFilter' && own) before.add(own);
  // A row has to be there before anything in it is worked out.
  for (const repeat of node.repeats) {
    const count = kept.get(repeat)?.count;
    if (count) before.add(count);
  }
  return before;
};

/** Tarjan's algorithm: groups of computations that depend on each other, each group after those it depends on. */
const nothing: ReadonlySet<Computation> = new Set();

const componentsOf = (
  all: readonly Computation[],
  preceding: ReadonlyMap<Computation, ReadonlySet<Computation>>,
): Computation[][] => {
  const seen = new Map<Computation, { order: number; low: number; isOpen: boolean }>();
  const open: Computation[] = [];
  const components: Computation[][] = [];
  // Without recursion: a chain of calculations may be as long as the form.
  for (const root of all) {
    if (seen.has(root)) continue;
    const stack: { of: Computation; rest: Iterator<Computation> }[] = [];
    const enter = (of: Computation) => {
      seen.set(of, { order: seen.size, low: seen.size, isOpen: true });
      open.push(of);
      stack.push({ of, rest: (preceding.get(of) ?? nothing).values() });
    };
    enter(root);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const own = seen.get(top.of);
      const next = top.rest.next();
      if (own === undefined) break;
      if (next.done !== true) {
        const other = seen.get(next.value);
        if (other === undefined) enter(next.value);
        else if (other.isOpen) own.low = Math.min(own.low, other.order);
        continue;
      }
      stack.pop();
      const above = stack.at(-1);
      const outer = above && seen.get(above.of);
      if (outer) outer.low = Math.min(outer.low, own.low);
      if (own.low !== own.order) continue;
      const component = open.splice(open.indexOf(top.of));
      for (const each of component) {
        const state = seen.get(each);
        if (state) state.isOpen = false;
      }
      components.push(component.sort((one, other) => one.node.index - other.node.index));
    }
  }
  return components;
};

/** What a check looks at: the answer, whether it is to be given, and what its own logic reads. */
const checkReads = (node: SchemaNode): Read[] => [
  { node, what: 'value', shared: node.repeats.length },
  ...(node.gate ? [{ node: node.gate, what: 'relevance' as const, shared: node.gate.repeats.length }] : []),
  ...(node.logic.required?.reads ?? []),
  ...(node.logic.constraint?.reads ?? []),
  ...(node.logic.readOnly?.reads ?? []),
];

type Dependents = Record<Read['what'], (Edge[] | undefined)[]>;

const addEdges = (dependents: Dependents, computation: Computation): void => {
  const { kind, node, logic } = computation;
  const add = ({ node: read, what, shared }: Read): void => {
    const edges = (dependents[what][read.index] ??= []);
    // The edges of one computation come one after the other.
    for (let at = edges.length - 1; edges[at]?.computation === computation; at -= 1)
      if (edges[at]?.shared === shared) return;
    edges.push({ computation, shared });
  };
  const outer = kind === 'relevant' ? node.parent?.gate : undefined;
  for (const read of kind === 'check' ? checkReads(node) : (logic?.reads ?? [])) add(read);
  if (outer) add({ node: outer, what: 'relevance', shared: outer.repeats.length });
};

/** Orders all that is worked out, and notes what depends on what. Circles are cut: inside one, nothing reads the other. */
export const graphOf = (schema: Schema): Graph => {
  const kept = computationsOf(schema);
  const all = [...kept.values()]
    .flatMap((own) => ordered.map((kind) => own[kind]))
    .filter((each) => each !== undefined);
  const preceding = new Map(all.map((each) => [each, precedingOf(kept, each)]));
  const components = componentsOf(all, preceding);
  const circles = components.filter(
    ([first, ...more]) => more.length > 0 || (first && preceding.get(first)?.has(first)),
  );
  for (const circle of circles)
    for (const { logic } of circle) for (const { node } of circle) logic?.circular.add(node);
  const checks = schema.nodes.map((node) => kept.get(node)?.check);
  const computations = [...components.flat(), ...checks.filter((each) => each !== undefined)];
  for (const [rank, computation] of computations.entries()) computation.rank = rank;

  const dependents: Dependents = { value: [], relevance: [], rows: [], position: [] };
  for (const computation of computations) addEdges(dependents, computation);
  const computationsIn = new Map<SchemaNode, Computation[]>();
  for (const computation of computations)
    for (const repeat of computation.node.repeats) {
      const list = computationsIn.get(repeat);
      if (list) list.push(computation);
      else computationsIn.set(repeat, [computation]);
    }
  return { computations, dependents, computationsIn, checks, circles };
};
