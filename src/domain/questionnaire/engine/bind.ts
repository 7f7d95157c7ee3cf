import { walk, type Call, type Expression, type Path } from '../expression/expression.ts';
import type { Aspect, BindingFault, BoundCall, BoundPath, Logic, Read, SchemaNode } from './logic.ts';
import { childOf, rowChain, type Schema } from './schema.ts';

/** From where a path is walked: a node and how many of its rows are given. */
interface Context {
  readonly node: SchemaNode;
  readonly fixed: number;
}

interface Binding {
  readonly schema: Schema;
  readonly owner: Context;
  /** Whether bare names are columns of a choice, as in a choice filter. */
  readonly hasColumns: boolean;
  readonly paths: Map<Path, BoundPath>;
  readonly calls: Map<Call, BoundCall>;
  readonly reads: Read[];
  readonly faults: BindingFault[];
}

const volatileFunctions: ReadonlySet<string> = new Set([
  'now',
  'today',
  'random',
  'uuid',
  'format-date',
  'format-date-time',
  'jr:choice-name',
]);

const sharedDepth = (one: readonly SchemaNode[], other: readonly SchemaNode[]): number => {
  let depth = 0;
  while (depth < one.length && one[depth] === other[depth]) depth += 1;
  return depth;
};

/** Where a path sets out: the node, or undefined where no question is called so. */
const startOf = (binding: Binding, path: Path, context: Context): Context | undefined => {
  switch (path.start.kind) {
    case 'here':
      return context;
    case 'current':
      return binding.owner;
    case 'root':
      return { node: binding.schema.form, fixed: 0 };
    case 'reference': {
      const node = binding.schema.byName.get(path.start.name);
      if (node === undefined) binding.faults.push({ code: 'unknown-name', name: path.start.name });
      return node && { node, fixed: node.repeats.length };
    }
  }
};

interface Walked {
  readonly node: SchemaNode;
  readonly fixed: number;
  readonly rowPredicates: (readonly Expression[] | undefined)[];
  readonly predicates: readonly Expression[];
}

const walkSteps = (path: Path, from: Context): Walked | undefined => {
  let { node, fixed } = from;
  let predicates: readonly Expression[] = [];
  const rowPredicates: (readonly Expression[] | undefined)[] = [];
  const choose = (given: readonly Expression[]) => {
    predicates = [];
    if (given.length === 0) return;
    if (node.kind === 'repeat') rowPredicates[node.repeats.length] = given;
    else predicates = given;
  };
  if (path.start.kind === 'reference') choose(path.start.predicates);
  // The first name of an absolute path is the form's own, whatever it is.
  const steps = path.start.kind === 'root' ? path.steps.slice(1) : path.steps;
  for (const step of steps) {
    if (step.kind === 'self') continue;
    const next = step.kind === 'parent' ? node.parent : childOf(node, step.name);
    if (next === undefined) return undefined;
    if (step.kind === 'parent' && node.kind === 'repeat') fixed = Math.min(fixed, node.repeats.length);
    node = next;
    if (step.kind === 'child') choose(step.predicates);
  }
  return { node, fixed: Math.min(fixed, rowChain(node).length), rowPredicates, predicates };
};

/** Reads what evaluating the path touches; `outer` is how many rows its context shares with the owner. */
const addReads = (binding: Binding, bound: Extract<BoundPath, { kind: 'node' }>, outer: number): void => {
  const { target, fixed } = bound;
  const shared = Math.min(fixed, outer);
  if (target.kind === 'question') binding.reads.push({ node: target, what: 'value', shared });
  if (target.gate)
    binding.reads.push({
      node: target.gate,
      what: 'relevance',
      shared: Math.min(shared, target.gate.repeats.length),
    });
  for (const repeat of rowChain(target).slice(fixed))
    binding.reads.push({ node: repeat, what: 'rows', shared: Math.min(shared, repeat.repeats.length) });
};

const bindPath = (binding: Binding, path: Path, context: Context, outer: number): void => {
  const { start, steps } = path;
  const [first] = steps;
  if (binding.hasColumns && start.kind === 'here' && steps.length === 1 && first?.kind === 'child') {
    binding.paths.set(path, { kind: 'column', name: first.name });
    return;
  }
  const from = startOf(binding, path, context);
  const walked = from && walkSteps(path, from);
  if (walked === undefined) {
    const isNamed = start.kind === 'reference' && from === undefined;
    if (!isNamed) binding.faults.push({ code: 'path-leads-nowhere', at: path });
    return;
  }
  const { node: target, rowPredicates, predicates } = walked;
  let { fixed } = walked;
  let isFromOwner = start.kind === 'current';
  if (start.kind === 'root' || start.kind === 'reference') {
    const ownerChain = rowChain(binding.owner.node).slice(0, binding.owner.fixed);
    const contextChain = rowChain(context.node).slice(0, context.fixed);
    const ofOwner = sharedDepth(ownerChain, target.repeats);
    const ofContext = sharedDepth(contextChain, target.repeats);
    isFromOwner = ofOwner >= ofContext;
    fixed = Math.max(ofOwner, ofContext);
    // A repeat that is named, or whose rows are chosen from, means all of its rows.
    const chosen = rowPredicates.findIndex((each) => each !== undefined);
    if (chosen >= 0) fixed = Math.min(fixed, chosen);
    if (start.kind === 'reference' && steps.length > 0 && from?.node.kind === 'repeat')
      fixed = Math.min(fixed, from.node.repeats.length);
  } else {
    const chosen = rowPredicates.findIndex((each) => each !== undefined);
    if (chosen >= 0) fixed = Math.min(fixed, chosen);
  }
  const bound = { kind: 'node', target, fixed, isFromOwner, rowPredicates, predicates } as const;
  binding.paths.set(path, bound);
  const sharing = isFromOwner ? fixed : Math.min(fixed, outer);
  addReads(binding, bound, sharing);
  for (const [depth, chosen] of rowPredicates.entries()) {
    const repeat = rowChain(target)[depth];
    if (chosen && repeat)
      for (const each of chosen) bindIn(binding, each, { node: repeat, fixed: depth + 1 }, sharing);
  }
  for (const each of predicates)
    bindIn(binding, each, { node: target, fixed: target.repeats.length }, sharing);
};

const bindIndexedRepeat = (binding: Binding, call: Call): void => {
  const [named, ...rest] = call.parameters;
  const bound = named?.kind === 'path' ? binding.paths.get(named) : undefined;
  if (bound?.kind !== 'node') return;
  const indexByDepth: (number | undefined)[] = [];
  for (let index = 0; index * 2 < rest.length; index += 1) {
    const group = rest[index * 2];
    const boundGroup = group?.kind === 'path' ? binding.paths.get(group) : undefined;
    const repeat = boundGroup?.kind === 'node' ? boundGroup.target : undefined;
    const depth = repeat === undefined ? -1 : bound.target.repeats.indexOf(repeat);
    if (depth >= 0) indexByDepth[depth] = index;
    else if (group) binding.faults.push({ code: 'not-a-repeat', at: group });
  }
  binding.calls.set(call, { target: bound.target, indexByDepth });
  const first = indexByDepth.findIndex((each) => each !== undefined);
  if (first >= 0) addReads(binding, { ...bound, fixed: Math.min(bound.fixed, first) }, bound.fixed);
};

const bindIn = (binding: Binding, expression: Expression, context: Context, outer: number): void => {
  switch (expression.kind) {
    case 'negation':
      bindIn(binding, expression.operand, context, outer);
      return;
    case 'operation':
      bindIn(binding, expression.left, context, outer);
      bindIn(binding, expression.right, context, outer);
      return;
    case 'path':
      bindPath(binding, expression, context, outer);
      return;
    case 'call':
      for (const each of expression.parameters) bindIn(binding, each, context, outer);
      if (expression.name === 'indexed-repeat') bindIndexedRepeat(binding, expression);
      if (expression.name === 'position') readPosition(binding, expression, context);
      return;
    case 'number':
    case 'text':
  }
};

const readPosition = (binding: Binding, { parameters }: Call, context: Context): void => {
  const [of] = parameters;
  const bound = of?.kind === 'path' ? binding.paths.get(of) : undefined;
  const repeat =
    bound?.kind === 'node'
      ? bound.fixed > bound.target.repeats.length && bound.target
      : of === undefined && rowChain(context.node)[context.fixed - 1];
  // The place of a row that is not the owner's own comes with the rows that it is among.
  if (repeat && binding.owner.node.repeats.includes(repeat))
    binding.reads.push({ node: repeat, what: 'position', shared: repeat.repeats.length + 1 });
};

/** Resolves the names and paths of an expression for its owner. What cannot be resolved is a fault, and reads as empty. */
export const bindLogic = (
  schema: Schema,
  owner: SchemaNode,
  expression: Expression,
  aspect: Aspect,
): Logic => {
  const context: Context = { node: owner, fixed: owner.repeats.length };
  const binding: Binding = {
    schema,
    owner: context,
    hasColumns: aspect === 'choiceFilter',
    paths: new Map(),
    calls: new Map(),
    reads: [],
    faults: [],
  };
  bindIn(binding, expression, context, owner.repeats.length);
  let isVolatile = false;
  walk(expression, (each) => {
    if (each.kind === 'call' && volatileFunctions.has(each.name)) isVolatile = true;
  });
  const { paths, calls, reads, faults } = binding;
  const knowsItself = aspect !== 'relevant' && aspect !== 'choiceFilter' && aspect !== 'count';
  return { expression, paths, calls, reads, isVolatile, knowsItself, faults, circular: new Set() };
};

/** Whether an expression looks at a column of a choice. */
export const usesColumns = (logic: Pick<Logic, 'paths'>, expression: Expression): boolean => {
  let isUsed = false;
  walk(expression, (each) => {
    if (each.kind === 'path' && logic.paths.get(each)?.kind === 'column') isUsed = true;
  });
  return isUsed;
};
