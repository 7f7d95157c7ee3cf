import type { Environment, FormNode } from './environment.ts';
import type { Call, Expression, Value } from './expression.ts';

/** A call as its function sees it: parameters are evaluated when they are asked for; one that is missing is empty. */
export interface Arguments {
  readonly count: number;
  readonly environment: Environment;
  readonly call: Call;
  readonly expressions: readonly Expression[];
  value(index: number): Value;
  text(index: number): string;
  number(index: number): number;
  boolean(index: number): boolean;
  /** The nodes of a parameter that is a path; undefined for any other. */
  nodes(index: number): readonly FormNode[] | undefined;
}

export type ResultType = 'text' | 'number' | 'boolean' | 'any';

/** A row of the table of functions. */
export interface FunctionRow {
  readonly least: number;
  /** Without it there is no limit. */
  readonly most?: number;
  readonly result: ResultType;
  readonly evaluate: (of: Arguments) => Value;
}
