import type { AnswerValue } from '../follow-up/answer.ts';
import type { Value } from './expression/expression.ts';
import { toNumber } from './expression/values.ts';
import {
  choicesNamed,
  choiceWords,
  textToList,
  valueToAny,
  valueToList,
  valueToNumber,
  valueToText,
  type KindContext,
  type ValueProblem,
} from './kind-values.ts';

/** How answers of a kind are put together over many follow-ups. */
export type Summary = 'shares' | 'numbers' | 'texts' | 'none';

interface QuestionKind {
  /** Turns what a control gives into a value; undefined where it is empty. Never refuses. */
  readonly decode: (raw: string) => AnswerValue | undefined;
  /** The problem of a value that is not of this kind, else undefined. */
  readonly problemOf: (value: AnswerValue, context: KindContext) => ValueProblem | undefined;
  /** A value as it is read, in a language; dates and numbers are left to the screen's own formats. */
  readonly format: (value: AnswerValue, context: KindContext, language: string) => string;
  readonly summarise: Summary;
  /** Which of two values comes first: negative, 0, positive. */
  readonly compare: (one: AnswerValue, other: AnswerValue, context: KindContext) => number;
  /** The cell of an export; null where the kind has no column. */
  readonly exportColumn: ((value: AnswerValue) => string | number) | null;
  /** What a calculation or a default gives, as a value of this kind; undefined where it is empty. */
  readonly fromExpression: (value: Value) => AnswerValue | undefined;
  /** Whether values of this kind are drawn from the question's choices, so that they can be counted. */
  readonly isCounted: boolean;
  /** Whether a person answers it; a note is read, a calculation works by itself. */
  readonly isAsked: boolean;
}

/** Longest free text, in UTF-16 units: some ten typed pages. */
export const longestText = 20_000;

const emptyToUndefined = (raw: string): string | undefined => (raw === '' ? undefined : raw);
const written = (value: AnswerValue): string => (typeof value === 'object' ? value.join(' ') : String(value));
const compareTexts = (one: AnswerValue, other: AnswerValue): number => {
  const [left, right] = [written(one), written(other)];
  return left < right ? -1 : left > right ? 1 : 0;
};
const compareNumbers = (one: AnswerValue, other: AnswerValue): number =>
  toNumber(written(one)) - toNumber(written(other)) || 0;

const texts: QuestionKind = {
  decode: emptyToUndefined,
  problemOf: (value) => (typeof value === 'string' ? undefined : 'wrong-type'),
  format: written,
  summarise: 'none',
  compare: compareTexts,
  exportColumn: written,
  fromExpression: valueToText,
  isCounted: false,
  isAsked: true,
};

const longText = (longest: number): QuestionKind => ({
  ...texts,
  decode: (raw) => (raw.trim() === '' ? undefined : raw),
  problemOf: (value) =>
    typeof value !== 'string' ? 'wrong-type' : value.length > longest ? 'too-long' : undefined,
  summarise: 'texts',
});

const matching = (test: (value: string) => boolean, problem: ValueProblem): QuestionKind => ({
  ...texts,
  problemOf: (value) => (typeof value === 'string' && test(value) ? undefined : problem),
});

const oneChoice: QuestionKind = {
  ...texts,
  problemOf: (value, { choices }) =>
    typeof value === 'string' && choicesNamed(choices ?? [], value).length > 0 ? undefined : 'not-a-choice',
  format: (value, { choices }, language) => choiceWords(choices, written(value), language),
  summarise: 'shares',
  compare: (one, other, { choices = [] }) => indexIn(choices, one) - indexIn(choices, other),
  isCounted: true,
};
const indexIn = (choices: readonly { readonly name: string }[], value: AnswerValue): number =>
  choices.findIndex((each) => each.name === value);

const isList = (value: AnswerValue): value is readonly string[] => typeof value === 'object';
const someChoices: QuestionKind = {
  ...texts,
  decode: textToList,
  problemOf: (value, { choices }) => {
    if (!isList(value)) return 'wrong-type';
    const isOffered = value.every((each) => choicesNamed(choices ?? [], each).length > 0);
    return isOffered && new Set(value).size === value.length ? undefined : 'not-a-choice';
  },
  format: (value, { choices }, language) =>
    (isList(value) ? value : [written(value)]).map((each) => choiceWords(choices, each, language)).join(', '),
  summarise: 'shares',
  fromExpression: valueToList,
};

const rank: QuestionKind = {
  ...someChoices,
  problemOf: (value, context) => {
    const names = new Set((context.choices ?? []).map((each) => each.name));
    const isWhole = isList(value) && value.length === names.size;
    return someChoices.problemOf(value, context) ?? (isWhole ? undefined : 'not-a-choice');
  },
};

const numbers: QuestionKind = {
  ...texts,
  decode: (raw) => {
    const trimmed = raw.trim().replace(',', '.');
    if (trimmed === '') return undefined;
    const parsed = Number(trimmed);
    // What is not a number is kept as it was typed, and marked: an invalid draft is never refused.
    return Number.isFinite(parsed) ? parsed : raw;
  },
  problemOf: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'not-a-number'),
  summarise: 'numbers',
  compare: compareNumbers,
  exportColumn: (value) => (typeof value === 'number' ? value : written(value)),
  fromExpression: valueToNumber,
};

const range: QuestionKind = {
  ...numbers,
  problemOf: (value, { parameters = {} }) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) return 'not-a-number';
    const { start, end, step } = rangeOf(parameters);
    const steps = (value - start) / step;
    const isOnStep = Math.abs(steps - Math.round(steps)) < 1e-9;
    return value >= Math.min(start, end) && value <= Math.max(start, end) && isOnStep
      ? undefined
      : 'out-of-range';
  },
};

/** The ends and the step of a range; 0 to 10 by 1 where the author said nothing else. */
export const rangeOf = (
  parameters: Readonly<Record<string, string | number>>,
): { readonly start: number; readonly end: number; readonly step: number } => {
  const numberOf = (name: string, otherwise: number): number => {
    const given = toNumber(parameters[name] ?? '');
    return Number.isFinite(given) ? given : otherwise;
  };
  return { start: numberOf('start', 0), end: numberOf('end', 10), step: Math.abs(numberOf('step', 1)) || 1 };
};

const isoDay = /^\d{4}-\d{2}-\d{2}$/;
const clock = /^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,3})?)?(Z|[+-]\d{2}:?\d{2})?$/;

/** Whether the text is a day that exists in the calendar. */
const isDay = (value: string): boolean => {
  if (!isoDay.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
};

/** A file by the SHA-256 of its contents, in hexadecimal. */
const file: QuestionKind = {
  ...matching((value) => /^[0-9a-f]{64}$/.test(value), 'not-a-file'),
  fromExpression: () => undefined,
};
const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;
const reference = matching((value) => uuid.test(value), 'not-a-reference');

const calculated: QuestionKind = {
  ...texts,
  problemOf: (value) => (isList(value) ? 'wrong-type' : undefined),
  exportColumn: (value) => (typeof value === 'number' ? value : written(value)),
  fromExpression: valueToAny,
  isAsked: false,
};

/** The table of kinds. A new kind is a row here and a component in `ui/questions`; README.md tells how. */
export const kinds = {
  choice: oneChoice,
  scale: oneChoice,
  choices: someChoices,
  rank,
  'yes-no': {
    ...matching((value) => value === 'yes' || value === 'no', 'not-a-choice'),
    summarise: 'shares',
  },
  'short-text': longText(500),
  'long-text': longText(longestText),
  number: numbers,
  decimal: numbers,
  integer: {
    ...numbers,
    problemOf: (value, context) =>
      numbers.problemOf(value, context) ?? (Number.isInteger(value) ? undefined : 'not-a-whole-number'),
  },
  range,
  date: matching(isDay, 'not-a-date'),
  time: matching((value) => clock.test(value), 'not-a-time'),
  'date-time': matching((value) => {
    const [day = '', time = '', ...more] = value.split('T');
    return isDay(day) && clock.test(time) && more.length === 0;
  }, 'not-a-date'),
  acknowledge: matching((value) => value === 'OK', 'wrong-type'),
  note: { ...calculated, exportColumn: null },
  calculated,
  hidden: calculated,
  signature: file,
  photo: file,
  file,
  unit: reference,
  placement: reference,
} as const satisfies Record<string, QuestionKind>;

export type QuestionKindName = keyof typeof kinds;
export const questionKinds = [
  'choice',
  'scale',
  'choices',
  'rank',
  'yes-no',
  'short-text',
  'long-text',
  'number',
  'decimal',
  'integer',
  'range',
  'date',
  'time',
  'date-time',
  'acknowledge',
  'note',
  'calculated',
  'hidden',
  'signature',
  'photo',
  'file',
  'unit',
  'placement',
] as const satisfies readonly QuestionKindName[];

/** What the tablet can take no answer of yet: what is in a file comes later. */
export const notYetTaken: readonly QuestionKindName[] = ['signature', 'photo', 'file'];

/** The row of a kind. */
export const kindOf = (name: QuestionKindName): QuestionKind => kinds[name];
