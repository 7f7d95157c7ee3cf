import type { Environment, FormNode } from './environment.ts';
import type { Call, Expression, Operator, Value } from './expression.ts';
import type { Arguments } from './function-row.ts';
import { functions } from './functions.ts';
import { areEqual, toBoolean, toNumber, toText } from './values.ts';

type Operation = (left: Expression, right: Expression, environment: Environment) => Value;

const ofNumbers =
  (calculate: (one: number, other: number) => number | boolean): Operation =>
  (left, right, environment) =>
    calculate(toNumber(evaluate(left, environment)), toNumber(evaluate(right, environment)));

/** Comparisons with NaN are false, but for `!=`. `and` and `or` give booleans, and stop where the left side decides. */
const operations: Readonly<Record<Operator, Operation>> = {
  or: (left, right, environment) =>
    toBoolean(evaluate(left, environment)) || toBoolean(evaluate(right, environment)),
  and: (left, right, environment) =>
    toBoolean(evaluate(left, environment)) && toBoolean(evaluate(right, environment)),
  '=': (left, right, environment) => areEqual(evaluate(left, environment), evaluate(right, environment)),
  '!=': (left, right, environment) => !areEqual(evaluate(left, environment), evaluate(right, environment)),
  '<': ofNumbers((one, other) => one < other),
  '<=': ofNumbers((one, other) => one <= other),
  '>': ofNumbers((one, other) => one > other),
  '>=': ofNumbers((one, other) => one >= other),
  '+': ofNumbers((one, other) => one + other),
  '-': ofNumbers((one, other) => one - other),
  '*': ofNumbers((one, other) => one * other),
  div: ofNumbers((one, other) => one / other),
  mod: ofNumbers((one, other) => one % other),
};

/** The parameters of one call. A class, since many are made in a moment and its methods are then shared. */
class CallArguments implements Arguments {
  readonly call: Call;
  readonly expressions: readonly Expression[];
  readonly environment: Environment;

  constructor(call: Call, environment: Environment) {
    this.call = call;
    this.expressions = call.parameters;
    this.environment = environment;
  }

  get count(): number {
    return this.expressions.length;
  }

  value(index: number): Value {
    const expression = this.expressions[index];
    return expression === undefined ? '' : evaluate(expression, this.environment);
  }

  text(index: number): string {
    return toText(this.value(index));
  }

  number(index: number): number {
    return toNumber(this.value(index));
  }

  boolean(index: number): boolean {
    return toBoolean(this.value(index));
  }

  nodes(index: number): readonly FormNode[] | undefined {
    const expression = this.expressions[index];
    return expression?.kind === 'path' ? this.environment.nodesAt(expression) : undefined;
  }
}

/**
 * The value of an expression in its surroundings. Total: whatever the operands are, it gives a value and never throws;
 * what makes no sense is empty or NaN, as in ODK.
 */
export const evaluate = (expression: Expression, environment: Environment): Value => {
  switch (expression.kind) {
    case 'number':
    case 'text':
      return expression.value;
    case 'negation':
      return -toNumber(evaluate(expression.operand, environment));
    case 'operation':
      return operations[expression.operator](expression.left, expression.right, environment);
    case 'path':
      return environment.valueAt(expression);
    case 'call':
      return functions.get(expression.name)?.evaluate(new CallArguments(expression, environment)) ?? '';
  }
};

/** Whether an expression can only give true or false, whatever its operands. */
export const givesBoolean = (expression: Expression): boolean => {
  if (expression.kind === 'call') return functions.get(expression.name)?.result === 'boolean';
  return expression.kind === 'operation' && !['+', '-', '*', 'div', 'mod'].includes(expression.operator);
};
