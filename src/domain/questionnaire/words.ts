import * as z from 'zod/mini';
import { choiceName } from '../ids.ts';

/** A language by its tag (BCP 47): `ar`, `so`, `sv-x-easy` for easy-to-read Swedish (lättläst). */
export const languageTag = z.string().check(z.regex(/^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/));

const longestWords = 20_000;
const words = z.string().check(z.maxLength(longestWords));

/** Words per language. Swedish is always there; another language may be missing and then Swedish is shown. */
export const localizedText = z.strictObject({
  sv: words,
  en: z.optional(words),
  /** Any other language, by its tag. */
  other: z.optional(z.record(languageTag, words)),
  /** Languages in which no translator has checked the words. */
  unchecked: z.optional(z.array(languageTag)),
});
export type LocalizedText = z.infer<typeof localizedText>;
/** The languages of the screens; a questionnaire may speak more. */
export type Language = 'sv' | 'en';

/** The words in that very language; undefined where it has none. */
export const wordsIn = (text: LocalizedText, language: string): string | undefined => {
  if (language === 'sv') return text.sv;
  if (language === 'en') return text.en;
  return text.other !== undefined && Object.hasOwn(text.other, language) ? text.other[language] : undefined;
};

/** Picks the words of a language, Swedish where the language has none. */
export const inLanguage = (text: LocalizedText, language: string): string =>
  wordsIn(text, language) ?? text.sv;

const reference = /\$\{\s*([^{}]*?)\s*\}/g;

/** The names of the questions that words refer to, as `${name}`. */
export const referencesIn = (of: string): string[] =>
  [...of.matchAll(reference)].map(([, name = '']) => name);

/** Words with something in place of each `${name}`. */
export const fillReferences = (of: string, fill: (name: string) => string): string =>
  of.replaceAll(reference, (_, name: string) => fill(name));

/** One of the answers that a question offers. */
export const choice = z.strictObject({
  name: choiceName,
  label: localizedText,
  /** Further columns of the list, for filters to choose by: `country` of a city. */
  columns: z.optional(z.record(z.string(), z.string())),
});
export type Choice = z.infer<typeof choice>;

/** What a choice has in a column of its list, as a filter reads it; empty where it has none. */
export const columnOf = ({ name, label, columns }: Choice, column: string): string =>
  columns !== undefined && Object.hasOwn(columns, column)
    ? (columns[column] ?? '')
    : column === 'name'
      ? name
      : column === 'label'
        ? label.sv
        : '';
