import type { Aspect, Logic, SchemaNode } from './engine/logic.ts';
import type { Prepared } from './engine/prepare.ts';
import { aspects } from './engine/schema.ts';
import './expression/all-functions.ts';
import { explainFault } from './expression/explain-fault.ts';
import { walk, type Call } from './expression/expression.ts';
import { questionIn } from './expression/functions-seldom-called.ts';
import { isPattern } from './expression/pattern.ts';
import { printExpression } from './expression/print.ts';
import { pathOf, type PublicationFault } from './publication-fault.ts';
import type { QuestionKindName } from './question-kinds.ts';

const listKinds: readonly QuestionKindName[] = ['choice', 'scale', 'choices', 'rank', 'yes-no'];
/** What can neither be added up nor put in order as a number. */
const notNumbers: readonly QuestionKindName[] = ['choices', 'rank', 'photo', 'signature', 'file', 'note'];
const ofLists = ['selected', 'selected-at', 'count-selected'];
const ofNumbers = ['sum', 'min', 'max'];

/** What a call asks of its first parameter, where that is a question of a kind that cannot give it. */
const misfitOf = (logic: Logic, call: Call): Record<string, string> | undefined => {
  const [first] = call.parameters;
  const bound = first?.kind === 'path' ? logic.paths.get(first) : undefined;
  const kind = bound?.kind === 'node' ? bound.target.question?.kind : undefined;
  if (kind === undefined) return undefined;
  const isTextual = kind === 'calculated' || kind === 'hidden' || kind === 'short-text';
  const isMisfit =
    (ofLists.includes(call.name) && !listKinds.includes(kind) && !isTextual) ||
    (ofNumbers.includes(call.name) && notNumbers.includes(kind));
  return isMisfit ? { function: call.name, kind } : undefined;
};

const callFaults = (prepared: Prepared, logic: Logic, path: string): PublicationFault[] => {
  const faults: PublicationFault[] = [];
  walk(logic.expression, (each) => {
    if (each.kind !== 'call') return;
    const [, second] = each.parameters;
    if (each.name === 'regex' && second?.kind === 'text' && !isPattern(second.value))
      faults.push({ path, code: 'pattern', parts: { pattern: second.value } });
    if (each.name === 'jr:choice-name') {
      const name = questionIn(second);
      const node = prepared.byName.get(name);
      if (node === undefined) faults.push({ path, code: 'unknown-name', parts: { name } });
      else if (prepared.choices.get(node)?.length === 0)
        faults.push({ path, code: 'choices-missing', parts: { name } });
    }
    const misfit = misfitOf(logic, each);
    if (misfit) faults.push({ path, code: 'kind-does-not-fit', parts: misfit });
  });
  return faults;
};

const columnFaults = (
  prepared: Prepared,
  node: SchemaNode,
  logic: Logic,
  path: string,
): PublicationFault[] => {
  const choices = prepared.choices.get(node) ?? [];
  const known = new Set(['name', 'label', ...choices.flatMap((each) => Object.keys(each.columns ?? {}))]);
  const names = [...logic.paths.values()].flatMap((bound) => (bound.kind === 'column' ? [bound.name] : []));
  return [...new Set(names)]
    .filter((name) => !known.has(name))
    .map((name) => ({ path, code: 'unknown-column', parts: { name } }));
};

const aspectFaults = (prepared: Prepared, node: SchemaNode, aspect: Aspect): PublicationFault[] => {
  const logic = node.logic[aspect];
  if (logic === undefined) return [];
  const path = `${pathOf(node)}/${aspect}`;
  const bound = logic.faults.map((fault): PublicationFault =>
    fault.code === 'unknown-name'
      ? { path, code: fault.code, parts: { name: fault.name } }
      : { path, code: fault.code, parts: { written: printExpression(fault.at) } },
  );
  const columns = aspect === 'choiceFilter' ? columnFaults(prepared, node, logic, path) : [];
  return [...bound, ...columns, ...callFaults(prepared, logic, path)];
};

/** Most names that are told of a circle. */
const mostNamed = 20;

/** What is wrong with the logic of a document: what cannot be read, names that lead nowhere, circles, patterns. */
export const logicFaults = (prepared: Prepared): PublicationFault[] => [
  ...prepared.unreadable.map(({ node, aspect, source, fault }): PublicationFault => {
    const { code, offset, parts } = explainFault(source, fault);
    return { path: `${pathOf(node)}/${aspect}`, code: 'logic', parts: { ...parts, fault: code, offset } };
  }),
  ...prepared.nodes.flatMap((node) => aspects.flatMap((aspect) => aspectFaults(prepared, node, aspect))),
  ...prepared.circles.flatMap((circle) => {
    const all = [...new Set(circle.map((each) => each.node.name))];
    // Of a long one the beginning: each of its members says the same.
    const names = all.slice(0, mostNamed).join(', ') + (all.length > mostNamed ? ' …' : '');
    return circle.map(({ node, kind }): PublicationFault => ({
      path: `${pathOf(node)}/${kind}`,
      code: 'circular',
      parts: { names },
    }));
  }),
];
