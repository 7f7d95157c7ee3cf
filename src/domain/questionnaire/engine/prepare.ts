import type { Expression } from '../expression/expression.ts';
import { parseExpression } from '../expression/parse.ts';
import type { ExpressionFault } from '../expression/fault.ts';
import { choicesFor, type Questionnaire } from '../questionnaire.ts';
import type { Choice } from '../words.ts';
import { bindLogic } from './bind.ts';
import { graphOf, type Graph } from './graph.ts';
import type { Aspect, SchemaNode } from './logic.ts';
import { aspects, schemaOf, type Schema } from './schema.ts';

/** Logic that cannot be read. It is as if it were not there; publication refuses it. */
export interface UnreadableLogic {
  readonly node: SchemaNode;
  readonly aspect: Aspect;
  readonly source: string;
  readonly fault: ExpressionFault;
}

/** A document with its logic parsed, its names resolved and its dependencies ordered. */
export interface Prepared extends Schema, Graph {
  readonly document: Questionnaire;
  readonly unreadable: readonly UnreadableLogic[];
  /** Questions with a default, in their order; what is calculated has no use for one. */
  readonly preset: readonly SchemaNode[];
  readonly choices: ReadonlyMap<SchemaNode, readonly Choice[]>;
  /** By the name of a question: those whose calculation runs when it changes. */
  readonly triggered: ReadonlyMap<string, readonly SchemaNode[]>;
}

const triggersOf = (schema: Schema): Map<string, SchemaNode[]> => {
  const triggered = new Map<string, SchemaNode[]>();
  for (const node of schema.nodes)
    for (const name of node.question?.trigger ?? []) {
      const list = triggered.get(name);
      if (list) list.push(node);
      else triggered.set(name, [node]);
    }
  return triggered;
};

const prepareAnew = (document: Questionnaire): Prepared => {
  const schema = schemaOf(document);
  const unreadable: UnreadableLogic[] = [];
  const read: { node: SchemaNode; aspect: Aspect; expression: Expression }[] = [];
  for (const [node, sources] of schema.sources)
    for (const aspect of aspects) {
      const source = sources[aspect];
      if (source === undefined) continue;
      const parsed = parseExpression(source);
      if (parsed.ok) read.push({ node, aspect, expression: parsed.value });
      else unreadable.push({ node, aspect, source, fault: parsed.problem });
    }
  // A condition that cannot be read hides nothing. That has to be settled before others look at what depends on it.
  const conditional = new Set(read.flatMap(({ node, aspect }) => (aspect === 'relevant' ? [node] : [])));
  for (const node of schema.nodes) node.gate = conditional.has(node) ? node : node.parent?.gate;
  for (const { node, aspect, expression } of read)
    node.logic[aspect] = bindLogic(schema, node, expression, aspect);
  const choices = new Map<SchemaNode, readonly Choice[]>();
  for (const node of schema.nodes) if (node.question) choices.set(node, choicesFor(document, node.question));
  const preset = schema.nodes.filter(
    ({ question, logic }) =>
      question?.default !== undefined && (logic.calculation === undefined || question.trigger !== undefined),
  );
  const triggered = triggersOf(schema);
  return { ...schema, ...graphOf(schema), document, unreadable, preset, choices, triggered };
};

const prepared = new WeakMap<Questionnaire, Prepared>();

/** Prepares a document, once: a published version never changes, so it is known by its identity. */
export const prepare = (document: Questionnaire): Prepared => {
  let known = prepared.get(document);
  if (known === undefined) {
    known = prepareAnew(document);
    prepared.set(document, known);
  }
  return known;
};
