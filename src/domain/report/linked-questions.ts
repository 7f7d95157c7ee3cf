import type { SchemaNode } from '../questionnaire/engine/logic.ts';
import { prepare } from '../questionnaire/engine/prepare.ts';
import type { Questionnaire } from '../questionnaire/questionnaire.ts';

/** What the logic of a node looks at, and that of what it lies within: by it a question is asked or not. */
const readsOf = (node: SchemaNode): SchemaNode[] => [
  ...Object.values(node.logic).flatMap((logic) => logic.reads.map((read) => read.node)),
  ...(node.parent === undefined ? [] : readsOf(node.parent)),
];

/**
 * The names of the questions that the logic of the question looks at, directly or by way of others. How many were asked
 * it, or answered so, can tell how those were answered.
 */
export const questionsBehind = (of: Questionnaire, question: string): ReadonlySet<string> => {
  const found = new Set<string>();
  const seen = new Set<SchemaNode>();
  const open = [prepare(of).byName.get(question)];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const read of readsOf(node)) {
      if (seen.has(read)) continue;
      seen.add(read);
      open.push(read);
      if (read.kind === 'question' && read.name !== question) found.add(read.name);
    }
  }
  return found;
};
