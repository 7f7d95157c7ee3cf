import type { Value } from './expression.ts';
import type { Arguments, FunctionRow } from './function-row.ts';
import { isEmpty, plainDecimal, toNumber } from './values.ts';

/** Shifts the decimal point by so many places, by its digits, so that 1.005 is not 1.00499…. */
const shifted = (of: number, places: number): number => Number(`${plainDecimal(of)}e${places}`);

/** Rounds half up, towards positive infinity (XPath 1.0, 4.4), at so many decimals; NaN beyond 30 as in JavaRosa. */
const rounded = (of: number, places: number): number => {
  if (!Number.isFinite(of)) return of;
  if (Number.isNaN(places) || Math.abs(places) > 30) return Number.NaN;
  return shifted(Math.round(shifted(of, places)), -places);
};

/** The numbers of the parameters, of nodes each one's; what is empty or no number is passed over. */
const numbersOf = (of: Arguments): readonly number[] => {
  const numbers: number[] = [];
  const add = (each: number): void => {
    if (!Number.isNaN(each)) numbers.push(each);
  };
  for (let index = 0; index < of.count; index += 1) {
    const nodes = of.nodes(index);
    if (nodes === undefined) add(of.number(index));
    else for (const node of nodes) add(toNumber(node.read()));
  }
  return numbers;
};

/** A function of one number. */
export const ofOne = (calculate: (of: number) => number): FunctionRow => ({
  least: 1,
  most: 1,
  result: 'number',
  evaluate: (of) => calculate(of.number(0)),
});

/** What is chosen is the first that is not empty. */
const coalesce = (of: Arguments): Value => {
  const first = of.value(0);
  return isEmpty(first) ? of.value(1) : first;
};

/** Numbers, booleans and choosing between values. */
export const numberFunctions = {
  if: {
    least: 3,
    most: 3,
    result: 'any',
    evaluate: (of) => (of.boolean(0) ? of.value(1) : of.value(2)),
  },
  coalesce: { least: 2, most: 2, result: 'any', evaluate: coalesce },
  once: {
    least: 1,
    most: 1,
    result: 'any',
    evaluate: (of) => {
      const own = of.environment.ownValue();
      return isEmpty(own) ? of.value(0) : own;
    },
  },
  boolean: { least: 1, most: 1, result: 'boolean', evaluate: (of) => of.boolean(0) },
  not: { least: 1, most: 1, result: 'boolean', evaluate: (of) => !of.boolean(0) },
  true: { least: 0, most: 0, result: 'boolean', evaluate: () => true },
  false: { least: 0, most: 0, result: 'boolean', evaluate: () => false },
  number: ofOne((of) => of),
  int: ofOne(Math.trunc),
  round: {
    least: 1,
    most: 2,
    result: 'number',
    evaluate: (of) => rounded(of.number(0), of.count < 2 ? 0 : Math.trunc(of.number(1))),
  },
  sum: {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => numbersOf(of).reduce((sum, each) => sum + each, 0),
  },
  min: {
    least: 1,
    result: 'number',
    evaluate: (of) => numbersOf(of).reduce((least, each) => (each >= least ? least : each), Number.NaN),
  },
  max: {
    least: 1,
    result: 'number',
    evaluate: (of) => numbersOf(of).reduce((most, each) => (each <= most ? most : each), Number.NaN),
  },
  abs: ofOne(Math.abs),
} as const satisfies Record<string, FunctionRow>;
