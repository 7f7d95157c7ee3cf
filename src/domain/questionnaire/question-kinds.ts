import type { AnswerValue } from '../follow-up/answer.ts';
import type { Choice } from './words.ts';

/** What a kind needs to know of its question. */
export interface KindContext {
  readonly choices?: readonly Choice[] | undefined;
}

export type ValueProblem = 'not-a-choice' | 'not-a-date' | 'not-a-number' | 'too-long' | 'wrong-type';

interface QuestionKind {
  /** Turns what a control gives into a value; undefined where it is empty. Never refuses. */
  readonly decode: (raw: string) => AnswerValue | undefined;
  /** The problem of a value that is not of this kind, else undefined. */
  readonly problemOf: (value: AnswerValue, context: KindContext) => ValueProblem | undefined;
  /** Whether values of this kind are drawn from the question's choices, so that they can be counted. */
  readonly isCounted: boolean;
}

/** Longest free text, in UTF-16 units: some ten typed pages. */
export const longestText = 20_000;

const emptyToUndefined = (raw: string): string | undefined => (raw === '' ? undefined : raw);

const oneOfChoices = (value: AnswerValue, context: KindContext): ValueProblem | undefined =>
  (context.choices ?? []).some((choice) => choice.name === value) ? undefined : 'not-a-choice';

const text = (longest: number): QuestionKind => ({
  decode: (raw) => (raw.trim() === '' ? undefined : raw),
  problemOf: (value) =>
    typeof value !== 'string' ? 'wrong-type' : value.length > longest ? 'too-long' : undefined,
  isCounted: false,
});

const isoDay = /^\d{4}-\d{2}-\d{2}$/;

/** Whether the text is a day that exists in the calendar. */
const isDay = (value: string): boolean => {
  if (!isoDay.test(value)) return false;
  const parsed = new Date(`${value}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(value);
};

/** The table of kinds. A new kind is a row here and a component in `ui/questions`. */
export const kinds = {
  choice: { decode: emptyToUndefined, problemOf: oneOfChoices, isCounted: true },
  scale: { decode: emptyToUndefined, problemOf: oneOfChoices, isCounted: true },
  'short-text': text(500),
  'long-text': text(longestText),
  date: {
    decode: emptyToUndefined,
    problemOf: (value) => (typeof value === 'string' && isDay(value) ? undefined : 'not-a-date'),
    isCounted: false,
  },
  number: {
    decode: (raw) => {
      const trimmed = raw.trim().replace(',', '.');
      if (trimmed === '') return undefined;
      const parsed = Number(trimmed);
      // What is not a number is kept as it was typed, and marked: an invalid draft is never refused.
      return Number.isFinite(parsed) ? parsed : raw;
    },
    problemOf: (value) => (typeof value === 'number' && Number.isFinite(value) ? undefined : 'not-a-number'),
    isCounted: false,
  },
} as const satisfies Record<string, QuestionKind>;

export type QuestionKindName = keyof typeof kinds;
export const questionKinds = [
  'choice',
  'scale',
  'short-text',
  'long-text',
  'date',
  'number',
] as const satisfies readonly QuestionKindName[];
