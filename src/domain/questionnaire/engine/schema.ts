import type { Group, Item, Question, Questionnaire, Repeat, Section } from '../questionnaire.ts';
import type { Aspect, SchemaNode } from './logic.ts';

/** The logic of a node as its author wrote it. */
export type Sources = Partial<Record<Aspect, string>>;

/** A questionnaire as a tree of nodes. */
export interface Schema {
  readonly form: SchemaNode;
  readonly nodes: readonly SchemaNode[];
  /** Questions, groups and repeats by name; the first where a name is used twice. */
  readonly byName: ReadonlyMap<string, SchemaNode>;
  readonly sources: ReadonlyMap<SchemaNode, Sources>;
}

/** Today's oldest way to say a condition, as an expression: only an earlier question can decide. */
const relevanceSource = (
  relevant: Question['relevant'],
  byName: ReadonlyMap<string, SchemaNode>,
): string | undefined => {
  if (relevant === undefined || typeof relevant === 'string') return relevant;
  // What comes later has not been put yet, and what does not exist was never answered.
  if (!byName.has(relevant.question) || relevant.anyOf.length === 0) return 'false()';
  const quoted = (text: string) => (text.includes("'") ? `"${text}"` : `'${text}'`);
  return relevant.anyOf.map((each) => `\${${relevant.question}} = ${quoted(each)}`).join(' or ');
};

const questionSources = (of: Question, byName: ReadonlyMap<string, SchemaNode>): Sources => {
  const preset = of.default;
  const all: Partial<Record<Aspect, string | undefined>> = {
    relevant: relevanceSource(of.relevant, byName),
    required: of.required,
    constraint: of.constraint,
    calculation: of.calculation,
    choiceFilter: of.choiceFilter,
    readOnly: typeof of.readOnly === 'string' ? of.readOnly : undefined,
    default: typeof preset === 'object' && 'expression' in preset ? preset.expression : undefined,
  };
  return withoutMissing(all);
};

const withoutMissing = (of: Partial<Record<Aspect, string | undefined>>): Sources => {
  const kept: Sources = {};
  for (const aspect of aspects) {
    const source = of[aspect];
    if (source !== undefined && source.trim() !== '') kept[aspect] = source;
  }
  return kept;
};
export const aspects: readonly Aspect[] = [
  'relevant',
  'required',
  'constraint',
  'calculation',
  'readOnly',
  'choiceFilter',
  'default',
  'count',
];

const isQuestion = (of: Item): of is Question => of.kind !== 'group' && of.kind !== 'repeat';

/** Lays the document out as nodes, with the sources of their logic. */
export const schemaOf = (of: Questionnaire): Schema => {
  const nodes: SchemaNode[] = [];
  const byName = new Map<string, SchemaNode>();
  const sources = new Map<SchemaNode, Sources>();

  const add = (
    kind: SchemaNode['kind'],
    name: string,
    parent: SchemaNode | undefined,
    what: { section?: Section; question?: Question; group?: Group; repeat?: Repeat } = {},
  ): SchemaNode => {
    const repeats = parent?.kind === 'repeat' ? [...parent.repeats, parent] : (parent?.repeats ?? []);
    const members = (repeats.at(-1) ?? nodes[0])?.members;
    const node: SchemaNode = {
      index: nodes.length,
      kind,
      name,
      parent,
      children: [],
      repeats,
      slot: members?.length ?? 0,
      members: [],
      section: what.section ?? parent?.section,
      question: what.question,
      group: what.group,
      repeat: what.repeat,
      logic: {},
      gate: undefined,
    };
    members?.push(node);
    parent?.children.push(node);
    nodes.push(node);
    return node;
  };
  const addContainer = (each: Group | Repeat, parent: SchemaNode): void => {
    const what = each.kind === 'repeat' ? { repeat: each } : { group: each };
    const node = add(each.kind, each.name, parent, what);
    const count = each.kind === 'repeat' ? each.count : undefined;
    sources.set(node, withoutMissing({ relevant: each.relevant, count }));
    if (!byName.has(each.name)) byName.set(each.name, node);
    addItems(each.items, node);
  };
  const addItems = (items: readonly Item[], parent: SchemaNode): void => {
    for (const each of items) {
      if (!isQuestion(each)) {
        addContainer(each, parent);
        continue;
      }
      const node = add('question', each.name, parent, { question: each });
      sources.set(node, questionSources(each, byName));
      if (!byName.has(each.name)) byName.set(each.name, node);
    }
  };

  const form = add('form', 'data', undefined);
  for (const section of of.sections) {
    const node = add('section', section.name, form, { section });
    sources.set(node, withoutMissing({ relevant: section.relevant }));
    addItems(section.questions, node);
  }
  return { form, nodes, byName, sources };
};

/** The repeats that a row of the node lies in: its own too, where it is a repeat. */
export const rowChain = (node: SchemaNode): readonly SchemaNode[] =>
  node.kind === 'repeat' ? [...node.repeats, node] : node.repeats;

/** The child of that name; a section lets its questions be reached as if it were not there. */
export const childOf = (node: SchemaNode, name: string): SchemaNode | undefined => {
  const own = node.children.find((each) => each.name === name);
  if (own !== undefined) return own;
  if (node.kind === 'form')
    return node.children.flatMap((section) => section.children).find((each) => each.name === name);
  return node.kind === 'section' && node.parent ? childOf(node.parent, name) : undefined;
};
