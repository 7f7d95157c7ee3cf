import { choicesFor, type Question, type Questionnaire } from './questionnaire.ts';
import type { Choice, LocalizedText } from './words.ts';

/**
 * Whether two texts say the same in every language that both have. A language that only one of them has says nothing
 * else, and neither does that a translator has looked.
 */
const isSameText = (one: LocalizedText, other: LocalizedText): boolean => {
  const [left, right] = [inLanguages(one), inLanguages(other)];
  return [...left].every(([language, words]) => (right.get(language) ?? words) === words);
};

const inLanguages = ({ sv, en, other }: LocalizedText): ReadonlyMap<string, string> =>
  new Map([['sv', sv], ...(en === undefined ? [] : ([['en', en]] as const)), ...Object.entries(other ?? {})]);

const areSameChoices = (one: readonly Choice[], other: readonly Choice[]): boolean =>
  one.length === other.length &&
  one.every(({ name, label }, at) => name === other[at]?.name && isSameText(label, other[at].label));

/**
 * Whether answers to a question of two versions can be added up: the same name and kind, the same wording, and the same
 * choices in the same order.
 */
export const isSameAsked = (
  one: Question,
  of: Questionnaire,
  other: Question,
  ofOther: Questionnaire,
): boolean =>
  one.name === other.name &&
  one.kind === other.kind &&
  isSameText(one.label, other.label) &&
  areSameChoices(choicesFor(of, one), choicesFor(ofOther, other));
