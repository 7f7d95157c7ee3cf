import type { FunctionRow } from './function-row.ts';
import { toText } from './values.ts';

/** Longest text that a function makes, so that calculations that double each other's texts stay finite. */
const longestMade = 100_000;

/** Texts one after the other, with a separator between. */
export const joined = (parts: readonly string[], separator: string): string => {
  let made = '';
  for (const [index, part] of parts.entries()) {
    made += index === 0 ? part : separator + part;
    if (made.length > longestMade) return made.slice(0, longestMade);
  }
  return made;
};

/** Splits a list of choices at its spaces. */
export const itemsOf = (list: string): readonly string[] => list.split(' ').filter((each) => each !== '');

/** Texts and lists of choices. */
export const textFunctions = {
  string: { least: 1, most: 1, result: 'text', evaluate: (of) => of.text(0) },
  'string-length': {
    least: 0,
    most: 1,
    result: 'number',
    evaluate: (of) => (of.count === 0 ? toText(of.environment.ownValue()) : of.text(0)).length,
  },
  concat: {
    least: 1,
    result: 'text',
    evaluate: (of) =>
      joined(
        of.expressions.flatMap(
          (_, index) => of.nodes(index)?.map((node) => toText(node.read())) ?? [of.text(index)],
        ),
        '',
      ),
  },
  contains: { least: 2, most: 2, result: 'boolean', evaluate: (of) => of.text(0).includes(of.text(1)) },
  'starts-with': {
    least: 2,
    most: 2,
    result: 'boolean',
    evaluate: (of) => of.text(0).startsWith(of.text(1)),
  },
  selected: {
    least: 2,
    most: 2,
    result: 'boolean',
    // As JavaRosa has it: an empty choice is selected where nothing is.
    evaluate: (of) => ` ${of.text(0)} `.includes(` ${of.text(1).trim()} `),
  },
  'count-selected': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => itemsOf(of.text(0)).length,
  },
} as const satisfies Record<string, FunctionRow>;
