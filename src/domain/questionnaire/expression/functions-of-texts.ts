import type { Expression } from './expression.ts';
import type { FunctionRow } from './function-row.ts';
import { matchesWhole } from './pattern.ts';
import { toText } from './values.ts';

/** Longest text that a function makes, so that calculations that double each other's texts stay finite. */
const longestMade = 100_000;

const joined = (parts: readonly string[], separator: string): string => {
  let made = '';
  for (const [index, part] of parts.entries()) {
    made += index === 0 ? part : separator + part;
    if (made.length > longestMade) return made.slice(0, longestMade);
  }
  return made;
};

/** Splits a list of choices at its spaces. */
const itemsOf = (list: string): readonly string[] => list.split(' ').filter((each) => each !== '');

/** An index that counts from the end where it is negative, kept within the text. */
const within = (index: number, length: number): number => {
  const whole = Number.isNaN(index) ? 0 : Math.trunc(index);
  return Math.min(Math.max(whole < 0 ? length + whole : whole, 0), length);
};

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

/** ODK writes the question of `jr:choice-name` in quotes, `'${name}'`; without them it does as well. */
export const questionIn = (expression: Expression | undefined): string => {
  if (expression?.kind === 'path' && expression.start.kind === 'reference') return expression.start.name;
  const written = expression?.kind === 'text' ? expression.value.trim() : '';
  return /^\$\{\s*([^{}]*?)\s*\}$/.exec(written)?.[1] ?? written.split('/').at(-1) ?? '';
};

/** Texts and lists of choices. */
export const textFunctions = {
  string: { least: 1, most: 1, result: 'text', evaluate: (of) => of.text(0) },
  'string-length': {
    least: 0,
    most: 1,
    result: 'number',
    evaluate: (of) => (of.count === 0 ? toText(of.environment.ownValue()) : of.text(0)).length,
  },
  'normalize-space': {
    least: 0,
    most: 1,
    result: 'text',
    evaluate: (of) =>
      (of.count === 0 ? toText(of.environment.ownValue()) : of.text(0)).trim().replaceAll(/\s+/g, ' '),
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
  contains: { least: 2, most: 2, result: 'boolean', evaluate: (of) => of.text(0).includes(of.text(1)) },
  'starts-with': {
    least: 2,
    most: 2,
    result: 'boolean',
    evaluate: (of) => of.text(0).startsWith(of.text(1)),
  },
  'ends-with': { least: 2, most: 2, result: 'boolean', evaluate: (of) => of.text(0).endsWith(of.text(1)) },
  regex: { least: 2, most: 2, result: 'boolean', evaluate: (of) => matchesWhole(of.text(0), of.text(1)) },
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
  'substring-before': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => {
      const index = of.text(0).indexOf(of.text(1));
      return index < 0 ? '' : of.text(0).slice(0, index);
    },
  },
  'substring-after': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => {
      const index = of.text(0).indexOf(of.text(1));
      return index < 0 ? '' : of.text(0).slice(index + of.text(1).length);
    },
  },
  translate: {
    least: 3,
    most: 3,
    result: 'text',
    evaluate: (of) => translated(of.text(0), of.text(1), of.text(2)),
  },
  selected: {
    least: 2,
    most: 2,
    result: 'boolean',
    // As JavaRosa has it: an empty choice is selected where nothing is.
    evaluate: (of) => ` ${of.text(0)} `.includes(` ${of.text(1).trim()} `),
  },
  'selected-at': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => itemsOf(of.text(0))[Math.trunc(of.number(1))] ?? '',
  },
  'count-selected': {
    least: 1,
    most: 1,
    result: 'number',
    evaluate: (of) => itemsOf(of.text(0)).length,
  },
  'jr:choice-name': {
    least: 2,
    most: 2,
    result: 'text',
    evaluate: (of) => of.environment.choiceLabel(questionIn(of.expressions[1]), of.text(0)),
  },
  uuid: {
    least: 0,
    most: 1,
    result: 'text',
    evaluate: (of) => {
      if (of.count === 0) return of.environment.randomId();
      const length = Math.min(Math.max(Math.trunc(of.number(0)), 0), 100);
      let made = '';
      while (made.length < length) made += Math.floor(of.environment.random() * 36).toString(36);
      return made.slice(0, length);
    },
  },
} as const satisfies Record<string, FunctionRow>;
