import type { AnswerValue } from '../follow-up/answer.ts';
import { groupBy } from '../group-by.ts';
import type { Value } from './expression/expression.ts';
import { isEmpty, toNumber, toText } from './expression/values.ts';
import { inLanguage, type Choice } from './words.ts';

/** What a kind needs to know of its question. */
export interface KindContext {
  readonly choices?: readonly Choice[] | undefined;
  readonly parameters?: Readonly<Record<string, string | number>> | undefined;
}

export type ValueProblem =
  | 'not-a-choice'
  | 'not-a-date'
  | 'not-a-time'
  | 'not-a-number'
  | 'not-a-whole-number'
  | 'not-a-file'
  | 'not-a-reference'
  | 'out-of-range'
  | 'too-long'
  | 'wrong-type';

const indices = new WeakMap<readonly Choice[], ReadonlyMap<string, readonly Choice[]>>();

/** All choices of that name: a list for a filter may hold one under several columns. A long list is indexed once. */
export const choicesNamed = (choices: readonly Choice[], name: string): readonly Choice[] => {
  if (choices.length < 16) return choices.filter((each) => each.name === name);
  let index = indices.get(choices);
  if (index === undefined) {
    index = groupBy(choices, (each) => each.name);
    indices.set(choices, index);
  }
  return index.get(name) ?? [];
};

/** The words of a choice, or its name where the list does not hold it. */
export const choiceWords = (
  choices: readonly Choice[] | undefined,
  name: string,
  language: string,
): string => {
  const [found] = choicesNamed(choices ?? [], name);
  return found === undefined ? name : inLanguage(found.label, language);
};

/** An answer as expressions see it: several choices with spaces between them, as in ODK; none is an empty text. */
export const answerToValue = (value: AnswerValue | undefined): Value =>
  typeof value === 'object' ? value.join(' ') : (value ?? '');

/** What an expression gives, as a text; undefined where it is empty. */
export const valueToText = (value: Value): string | undefined => (isEmpty(value) ? undefined : toText(value));

/** What an expression gives, as a number; what is none is kept as a text, and marked. */
export const valueToNumber = (value: Value): AnswerValue | undefined => {
  if (isEmpty(value)) return undefined;
  const made = toNumber(value);
  return Number.isFinite(made) ? made : toText(value);
};

/** What an expression gives: a number as it is, true and false as words; undefined where it is empty. */
export const valueToAny = (value: Value): AnswerValue | undefined =>
  typeof value === 'number' && Number.isFinite(value) ? value : valueToText(value);

/** What an expression gives, as several choices. */
export const valueToList = (value: Value): AnswerValue | undefined => textToList(toText(value));

/** Names with spaces between them, as a list; undefined where there is none. */
export const textToList = (text: string): readonly string[] | undefined => {
  const names = text.split(/\s+/).filter((each) => each !== '');
  return names.length === 0 ? undefined : [...new Set(names)];
};
