import type { LocalizedText } from '#domain/questionnaire/words.ts';

const alphabet = 'abcdefghijklmnopqrstuvwxyz';

/** Names beside those that the platform has. */
const otherNames: readonly (readonly [string, string])[] = [
  ['lättläst', 'sv-x-easy'],
  ['lättläst svenska', 'sv-x-easy'],
  ['easy swedish', 'sv-x-easy'],
  ['norwegian', 'nb'],
  ['norska', 'nb'],
];

/** Tags by the names of languages in Swedish, in English and in themselves: all that ISO 639-1 has. */
const namedLanguages = (): ReadonlyMap<string, string> => {
  const tags = [...alphabet].flatMap((one) => [...alphabet].map((other) => one + other));
  const own = new Set(Intl.DisplayNames.supportedLocalesOf(tags));
  const namesIn = (locale: string) => new Intl.DisplayNames([locale], { type: 'language', fallback: 'none' });
  const [swedish, english] = [namesIn('sv'), namesIn('en')];
  return new Map([
    ...tags.flatMap((tag) =>
      [swedish, english, ...(own.has(tag) ? [namesIn(tag)] : [])].flatMap((names) => {
        const name = names.of(tag);
        return name === undefined ? [] : [[name.toLowerCase(), tag] as const];
      }),
    ),
    ...otherNames,
  ]);
};

let known: ReadonlyMap<string, string> | undefined;
/** Made when a header first names a language without its tag. */
const tagsByName = (): ReadonlyMap<string, string> => (known ??= namedLanguages());

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
  const name = written.trim();
  return tag.test(name) ? name : tagsByName().get(name.toLowerCase());
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
