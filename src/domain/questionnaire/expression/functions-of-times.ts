import { dayIn } from '../../day.ts';
import type { FunctionRow } from './function-row.ts';

/** Dates and times. They are texts (ISO 8601), on Stockholm's clock. */
export const timeFunctions = {
  today: {
    least: 0,
    most: 0,
    result: 'text',
    evaluate: (of) => {
      const now = of.environment.now();
      return now ? dayIn(now) : '';
    },
  },
} as const satisfies Record<string, FunctionRow>;
