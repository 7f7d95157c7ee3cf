import type { FunctionRow } from './function-row.ts';
import { nodeFunctions } from './functions-of-nodes.ts';
import { numberFunctions } from './functions-of-numbers.ts';
import { textFunctions } from './functions-of-texts.ts';
import { timeFunctions } from './functions-of-times.ts';

const known = new Map<string, FunctionRow>([
  ...Object.entries(textFunctions),
  ...Object.entries(numberFunctions),
  ...Object.entries(timeFunctions),
  ...Object.entries(nodeFunctions),
]);

/** The functions that an expression may call, by name. Those called seldom are there once they are loaded. */
export const functions: ReadonlyMap<string, FunctionRow> = known;

/** Adds functions whose code has been loaded. Adding them again changes nothing. */
export const addFunctions = (rows: Readonly<Record<string, FunctionRow>>): void => {
  for (const [name, row] of Object.entries(rows)) known.set(name, row);
};
