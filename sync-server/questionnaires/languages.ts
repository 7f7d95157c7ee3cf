import type { LocalizedText } from '#domain/questionnaire/words.ts';

/** Languages by the names that headers give them, beside the tag in parentheses that XLSForm recommends. */
const tagsByName: ReadonlyMap<string, string> = new Map([
  ['svenska', 'sv'],
  ['swedish', 'sv'],
  ['engelska', 'en'],
  ['english', 'en'],
  ['lättläst', 'sv-x-easy'],
  ['lättläst svenska', 'sv-x-easy'],
  ['easy swedish', 'sv-x-easy'],
  ['arabiska', 'ar'],
  ['arabic', 'ar'],
  ['العربية', 'ar'],
  ['somaliska', 'so'],
  ['somali', 'so'],
  ['soomaali', 'so'],
  ['finska', 'fi'],
  ['finnish', 'fi'],
  ['suomi', 'fi'],
  ['franska', 'fr'],
  ['french', 'fr'],
  ['français', 'fr'],
  ['spanska', 'es'],
  ['spanish', 'es'],
  ['español', 'es'],
  ['tyska', 'de'],
  ['german', 'de'],
  ['norska', 'nb'],
  ['norwegian', 'nb'],
  ['danska', 'da'],
  ['danish', 'da'],
]);

const shownNames: ReadonlyMap<string, string> = new Map([
  ['sv', 'Svenska'],
  ['en', 'English'],
  ['sv-x-easy', 'Lättläst svenska'],
  ['ar', 'العربية'],
  ['so', 'Soomaali'],
  ['fi', 'Suomi'],
]);

const tag = /^[a-z]{2,3}(-[A-Za-z0-9]{1,8}){0,4}$/;

/** The tag (BCP 47) of a language as a header writes it: `Svenska (sv)`, `English`, `ar`; undefined where unknown. */
export const languageTagOf = (written: string): string | undefined => {
  const inParentheses = /\(([^()]+)\)\s*$/.exec(written)?.[1]?.trim();
  if (inParentheses !== undefined) return tag.test(inParentheses) ? inParentheses : undefined;
  const known = tagsByName.get(written.trim().toLowerCase());
  return known ?? (tag.test(written.trim()) ? written.trim() : undefined);
};

/** A language as a header writes it. */
export const languageHeader = (of: string): string => `${shownNames.get(of) ?? of} (${of})`;

/** Words that the import adds by itself, in the languages of the workbook: English, unchecked, where we have none. */
export const ownWords = (sv: string, en: string, languages: readonly string[]): LocalizedText => {
  const others = languages.filter((each) => each !== 'sv' && each !== 'en');
  return others.length === 0
    ? { sv, en }
    : { sv, en, other: Object.fromEntries(others.map((each) => [each, en])), unchecked: others };
};
