import { dayIn } from '../../day.ts';
import type { Value } from './expression.ts';
import type { Arguments, FunctionRow } from './function-row.ts';
import {
  dayOfNumber,
  dayOfText,
  decimalDays,
  decimalTime,
  formatMoment,
  momentOfNumber,
  momentOfText,
  stockholmTime,
} from './moments.ts';
import { toText } from './values.ts';

/** A date of a number of days or of a text; whatever is neither is empty. */
const dated = (of: Value, ofNumber: (days: number) => string, ofText: (text: string) => string): string =>
  typeof of === 'number' ? ofNumber(of) : ofText(toText(of));

const formatted = (of: Arguments): string =>
  formatMoment(dated(of.value(0), momentOfNumber, momentOfText), of.text(1), of.environment.language);

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
  now: {
    least: 0,
    most: 0,
    result: 'text',
    evaluate: (of) => {
      const now = of.environment.now();
      return now ? stockholmTime(now) : '';
    },
  },
  date: {
    least: 1,
    most: 1,
    result: 'text',
    evaluate: (of) => dated(of.value(0), dayOfNumber, dayOfText),
  },
  'date-time': {
    least: 1,
    most: 1,
    result: 'text',
    evaluate: (of) => dated(of.value(0), momentOfNumber, momentOfText),
  },
  'format-date': { least: 2, most: 2, result: 'text', evaluate: formatted },
  'format-date-time': { least: 2, most: 2, result: 'text', evaluate: formatted },
  'decimal-date-time': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => {
      const value = of.value(0);
      return typeof value === 'number' ? value : decimalDays(toText(value));
    },
  },
  'decimal-time': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => {
      const value = of.value(0);
      return typeof value === 'number' ? value - Math.floor(value) : decimalTime(toText(value));
    },
  },
} as const satisfies Record<string, FunctionRow>;
