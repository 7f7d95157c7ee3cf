import type { Question, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { localizedText, type LocalizedText } from '#domain/questionnaire/words.ts';

/** The languages that a questionnaire speaks: those it says, else those that its texts have; Swedish first. */
export const languagesOf = (document: Questionnaire): readonly string[] => {
  const spoken = new Set(['sv', ...(document.languages ?? [])]);
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    const text = localizedText.safeParse(value);
    if (!text.success) {
      for (const each of Object.values(value)) look(each);
      return;
    }
    if (text.data.en !== undefined) spoken.add('en');
    for (const each of Object.keys(text.data.other ?? {})) spoken.add(each);
  };
  if (document.languages === undefined) look(document);
  return [...spoken];
};

/** The text with other words in a language; undefined where none are left and none are needed. */
export const withWords = (
  text: LocalizedText | undefined,
  language: string,
  words: string,
  isNeeded: boolean,
): LocalizedText | undefined => {
  const { sv = '', en, other = {}, unchecked } = text ?? {};
  const others =
    language === 'sv' || language === 'en'
      ? other
      : { ...other, [language]: words === '' ? undefined : words };
  const kept = Object.entries(others).flatMap(([each, said]) =>
    said === undefined ? [] : [[each, said] as const],
  );
  const english = language === 'en' ? words : (en ?? '');
  const made = language === 'sv' ? words : sv;
  if (!isNeeded && made === '' && english === '' && kept.length === 0) return undefined;
  return {
    sv: made,
    ...(english !== '' && { en: english }),
    ...(kept.length > 0 && { other: Object.fromEntries(kept) }),
    ...(unchecked && { unchecked }),
  };
};

/** The text with a language marked as looked at by a translator, or not. */
export const withCheck = (text: LocalizedText, language: string, isUnchecked: boolean): LocalizedText => {
  const { unchecked = [], ...rest } = text;
  const left = unchecked.filter((each) => each !== language);
  const marked = isUnchecked ? [...left, language] : left;
  return marked.length === 0 ? rest : { ...rest, unchecked: marked };
};

/** A condition as it is written in logic; the first questionnaires said theirs as a list of answers. */
export const conditionText = (relevant: Question['relevant']): string => {
  if (relevant === undefined || typeof relevant === 'string') return relevant ?? '';
  return relevant.anyOf.map((each) => `\${${relevant.question}} = '${each}'`).join(' or ');
};

/** `name=value` pairs as they are written, with spaces between. */
export const pairsText = (of: Readonly<Record<string, string | number>> | undefined): string =>
  Object.entries(of ?? {})
    .map(([name, value]) => `${name}=${value}`)
    .join(' ');

/** The other way; undefined where nothing is written. */
export const pairsOf = (written: string): Record<string, string> | undefined => {
  const pairs = written
    .split(/[\s;]+/)
    .map((each) => each.split('='))
    .flatMap(([name = '', ...value]) => (name === '' ? [] : [[name, value.join('=')] as const]));
  return pairs.length === 0 ? undefined : Object.fromEntries(pairs);
};

/** Words with spaces between, as a list; undefined where there are none. */
export const listOf = (written: string): string[] | undefined => {
  const found = written.split(/[\s,]+/).filter((each) => each !== '');
  return found.length === 0 ? undefined : [...new Set(found)];
};
