import type { FunctionRow } from './function-row.ts';

/** Rows of repeats, and answers in them. */
export const nodeFunctions = {
  count: {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => of.nodes(0)?.length ?? 0,
  },
  position: {
    least: 0,
    most: 1,
    result: 'number',
    // JavaRosa answers 0 where a path leads nowhere.
    evaluate: (of) => (of.count === 0 ? of.environment.ownPosition() : (of.nodes(0)?.[0]?.position ?? 0)),
  },
} as const satisfies Record<string, FunctionRow>;
