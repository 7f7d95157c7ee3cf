import { groupBy } from '../../group-by.ts';
import type { Expression, Value } from '../expression/expression.ts';
import { areEqual, toBoolean } from '../expression/values.ts';
import { columnOf, type Choice } from '../words.ts';
import { usesColumns } from './bind.ts';
import type { FormEnvironment } from './form-environment.ts';
import type { Cell } from './form-row.ts';
import type { Logic } from './logic.ts';

/** A filter that begins with `column = something of the form`: then an index finds the choices. */
interface IndexedFilter {
  readonly column: string;
  readonly sought: Expression;
  /** What is left to look at, choice by choice. */
  readonly rest: readonly Expression[];
}

const conjuncts = (of: Expression): Expression[] =>
  of.kind === 'operation' && of.operator === 'and' ? [...conjuncts(of.left), ...conjuncts(of.right)] : [of];

const equalityIn = (logic: Logic, of: Expression): Omit<IndexedFilter, 'rest'> | undefined => {
  if (of.kind !== 'operation' || of.operator !== '=') return undefined;
  for (const [side, other] of [
    [of.left, of.right],
    [of.right, of.left],
  ] as const) {
    const bound = side.kind === 'path' ? logic.paths.get(side) : undefined;
    if (bound?.kind === 'column' && !usesColumns(logic, other)) return { column: bound.name, sought: other };
  }
  return undefined;
};

const plans = new WeakMap<Logic, IndexedFilter | 'none'>();

const planOf = (logic: Logic): IndexedFilter | undefined => {
  let plan = plans.get(logic);
  if (plan === undefined) {
    const parts = conjuncts(logic.expression);
    const at = parts.findIndex((each) => equalityIn(logic, each) !== undefined);
    const part = parts[at];
    const equality = part && equalityIn(logic, part);
    plan = equality ? { ...equality, rest: parts.toSpliced(at, 1) } : 'none';
    plans.set(logic, plan);
  }
  return plan === 'none' ? undefined : plan;
};

type ColumnIndex = ReadonlyMap<string, readonly Choice[]>;
const indices = new WeakMap<readonly Choice[], Map<string, ColumnIndex>>();

const indexOf = (choices: readonly Choice[], column: string): ColumnIndex => {
  const known = indices.get(choices) ?? new Map<string, ColumnIndex>();
  indices.set(choices, known);
  let index = known.get(column);
  if (index === undefined) {
    index = groupBy(choices, (each) => columnOf(each, column));
    known.set(column, index);
  }
  return index;
};

/** The choices whose column equals the value: a text is looked up; a number equals texts that are written otherwise. */
const soughtIn = (choices: readonly Choice[], column: string, value: Value): readonly Choice[] => {
  const index = indexOf(choices, column);
  if (typeof value === 'string') return index.get(value) ?? [];
  const keys = [...index.keys()].filter((key) => areEqual(key, value));
  return keys.flatMap((key) => index.get(key) ?? []);
};

/** The choices that a filter lets through, in the order of the list. */
export const filteredChoices = (
  choices: readonly Choice[],
  cell: Cell,
  logic: Logic,
  environment: FormEnvironment,
): readonly Choice[] => {
  const plan = planOf(logic);
  if (plan === undefined)
    return choices.filter((choice) => toBoolean(environment.evaluateFor(cell, logic, choice)));
  const found = soughtIn(choices, plan.column, environment.evaluateFor(cell, logic, undefined, plan.sought));
  if (plan.rest.length === 0) return found;
  return found.filter((choice) =>
    plan.rest.every((part) => toBoolean(environment.evaluateFor(cell, logic, choice, part))),
  );
};
