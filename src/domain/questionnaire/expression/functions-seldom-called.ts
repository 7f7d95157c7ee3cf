import type { Expression, Value } from './expression.ts';
import type { Arguments, FunctionRow } from './function-row.ts';
import { ofOne } from './functions-of-numbers.ts';
import { itemsOf, joined } from './functions-of-texts.ts';
import {
  dayOfNumber,
  dayOfText,
  decimalDays,
  decimalTime,
  formatMoment,
  momentOfNumber,
  momentOfText,
  stockholmTime,
} from './moments-told.ts';
import { matchesWhole } from './pattern.ts';
import { isEmpty, toText } from './values.ts';

/** An index that counts from the end where it is negative, kept within the text. */
const within = (index: number, length: number): number => {
  const whole = Number.isNaN(index) ? 0 : Math.trunc(index);
  return Math.min(Math.max(whole < 0 ? length + whole : whole, 0), length);
};

/** ODK writes the question of `jr:choice-name` in quotes, `'${name}'`; without them it does as well. */
export const questionIn = (expression: Expression | undefined): string => {
  if (expression?.kind === 'path' && expression.start.kind === 'reference') return expression.start.name;
  const written = expression?.kind === 'text' ? expression.value.trim() : '';
  return /^\$\{\s*([^{}]*?)\s*\}$/.exec(written)?.[1] ?? written.split('/').at(-1) ?? '';
};

/** A date of a number of days or of a text; whatever is neither is empty. */
const dated = (of: Value, ofNumber: (days: number) => string, ofText: (text: string) => string): string =>
  typeof of === 'number' ? ofNumber(of) : ofText(toText(of));

const translated = (text: string, from: string, to: string): string => {
  const wanted = [...to];
  const letters = [...from];
  return [...text]
    .map((each) => {
      const index = letters.indexOf(each);
      return index < 0 ? each : (wanted[index] ?? '');
    })
    .join('');
};

const ofTwo = (calculate: (one: number, other: number) => number): FunctionRow => ({
  least: 2,
  most: 2,
  result: 'number',
  evaluate: (of) => calculate(of.number(0), of.number(1)),
});

/** The date-time of a number of days or of a text; empty where it is neither. */
const dateTime = (of: Arguments): string => dated(of.value(0), momentOfNumber, momentOfText);

const formatted: FunctionRow = {
  least: 2,
  most: 2,
  result: 'text',
  evaluate: (of) => formatMoment(dateTime(of), of.text(1), of.environment.language),
};

const ofTwoTexts = (evaluate: (text: string, sought: string) => string): FunctionRow => ({
  least: 2,
  most: 2,
  result: 'text',
  evaluate: (of) => evaluate(of.text(0), of.text(1)),
});

const madeId = (of: Arguments): string => {
  if (of.count === 0) return of.environment.randomId();
  const length = Math.min(Math.max(Math.trunc(of.number(0)), 0), 100);
  let made = '';
  while (made.length < length) made += Math.floor(of.environment.random() * 36).toString(36);
  return made.slice(0, length);
};

/** Functions that few questionnaires call: their code is loaded with the first that does. */
export const seldomCalled = {
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
  join: {
    least: 1,
    result: 'text',
    evaluate: (of) =>
      joined(
        of.expressions
          .slice(1)
          .flatMap(
            (_, index) => of.nodes(index + 1)?.map((node) => toText(node.read())) ?? [of.text(index + 1)],
          ),
        of.text(0),
      ),
  },
  'ends-with': { least: 2, most: 2, result: 'boolean', evaluate: (of) => of.text(0).endsWith(of.text(1)) },
  substr: {
    least: 2,
    most: 3,
    result: 'text',
    evaluate: (of) => {
      const text = of.text(0);
      const end = of.count < 3 ? text.length : within(of.number(2), text.length);
      return text.slice(within(of.number(1), text.length), end);
    },
  },
  'selected-at': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => itemsOf(of.text(0))[Math.trunc(of.number(1))] ?? '',
  },
  'jr:choice-name': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => of.environment.choiceLabel(questionIn(of.expressions[1]), of.text(0)),
  },
  'count-non-empty': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => of.nodes(0)?.filter((node) => !isEmpty(node.read())).length ?? 0,
  },
  date: {
    least: 1,
    most: 1,
    result: 'text',
    evaluate: (of) => dated(of.value(0), dayOfNumber, dayOfText),
  },
  regex: { least: 2, most: 2, result: 'boolean', evaluate: (of) => matchesWhole(of.text(0), of.text(1)) },
  'normalize-space': {
    least: 0,
    most: 1,
    result: 'text',
    evaluate: (of) =>
      (of.count === 0 ? toText(of.environment.ownValue()) : of.text(0)).trim().replaceAll(/\s+/g, ' '),
  },
  'substring-before': ofTwoTexts((text, sought) => {
    const index = text.indexOf(sought);
    return index < 0 ? '' : text.slice(0, index);
  }),
  'substring-after': ofTwoTexts((text, sought) => {
    const index = text.indexOf(sought);
    return index < 0 ? '' : text.slice(index + sought.length);
  }),
  translate: {
    least: 3,
    most: 3,
    result: 'text',
    evaluate: (of) => translated(of.text(0), of.text(1), of.text(2)),
  },
  uuid: { least: 0, most: 1, result: 'text', evaluate: madeId },
  'boolean-from-string': {
    least: 1,
    most: 1,
    result: 'boolean',
    evaluate: (of) => of.text(0).toLowerCase() === 'true' || of.text(0) === '1',
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
  'date-time': { least: 1, most: 1, result: 'text', evaluate: dateTime },
  'format-date': formatted,
  'format-date-time': formatted,
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
  random: { least: 0, most: 0, result: 'number', evaluate: (of) => of.environment.random() },
  pi: { least: 0, most: 0, result: 'number', evaluate: () => Math.PI },
  pow: ofTwo((base, exponent) => base ** exponent),
  sqrt: ofOne(Math.sqrt),
  exp: ofOne(Math.exp),
  exp10: ofOne((of) => 10 ** of),
  log: ofOne(Math.log),
  log10: ofOne(Math.log10),
  sin: ofOne(Math.sin),
  cos: ofOne(Math.cos),
  tan: ofOne(Math.tan),
  asin: ofOne(Math.asin),
  acos: ofOne(Math.acos),
  atan: ofOne(Math.atan),
  atan2: ofTwo(Math.atan2),
} as const satisfies Record<string, FunctionRow>;
