import type { Call, Path, Value } from './expression.ts';

/** What a path leads to: a question's answer, a row or a group. */
export interface FormNode {
  /** Its value; empty where there is none. */
  read(): Value;
  /** Its place among its fellows, from 1. */
  readonly position: number;
}

/** All that an expression can ask of the world around it. None of these may throw. */
export interface Environment {
  /** The relevant nodes that a path leads to, in the order of the form. */
  nodesAt(path: Path): readonly FormNode[];
  /** The value of the first node that a path leads to, or empty; as `nodesAt`, but quicker. */
  valueAt(path: Path): Value;
  /** The value of the question that the expression belongs to. */
  ownValue(): Value;
  /** The place among the nodes that a predicate chooses from, or of the row that the expression is in. */
  ownPosition(): number;
  /** `indexed-repeat`: the value in the rows with these indices, each from 1. */
  valueInRows(call: Call, indices: readonly number[]): Value;
  /** The words of a choice, in the language of the form. */
  choiceLabel(question: string, choice: string): string;
  /** The instant, or undefined where time is not to be asked. */
  now(): Date | undefined;
  /** At least 0 and below 1. */
  random(): number;
  /** A random UUID. */
  randomId(): string;
  readonly language: string;
}
