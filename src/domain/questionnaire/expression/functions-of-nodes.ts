import type { FunctionRow } from './function-row.ts';
import { isEmpty } from './values.ts';

/** Rows of repeats, and answers in them. */
export const nodeFunctions = {
  count: {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => of.nodes(0)?.length ?? 0,
  },
  'count-non-empty': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => of.nodes(0)?.filter((node) => !isEmpty(node.read())).length ?? 0,
  },
  position: {
    least: 0,
    most: 1,
    result: 'number',
    // JavaRosa answers 0 where a path leads nowhere.
    evaluate: (of) => (of.count === 0 ? of.environment.ownPosition() : (of.nodes(0)?.[0]?.position ?? 0)),
  },
  'indexed-repeat': {
    least: 3,
    most: 7,
    result: 'any',
    // Every second parameter is an index: indexed-repeat(name, group, index, inner group, inner index).
    evaluate: (of) =>
      of.environment.valueInRows(
        of.call,
        of.expressions.flatMap((_, index) => (index >= 2 && index % 2 === 0 ? [of.number(index)] : [])),
      ),
  },
} as const satisfies Record<string, FunctionRow>;
