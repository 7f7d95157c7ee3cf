import { choicesFor, type Question, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { wordsIn, type LocalizedText } from '#domain/questionnaire/words.ts';
import type { ClientWords } from './client-words.ts';

/** The languages in which the pages of a client can speak, in the order in which they are offered. */
export const clientLanguages = ['sv', 'sv-x-easy', 'en', 'ar', 'so', 'fi'] as const;
export type ClientLanguage = (typeof clientLanguages)[number];

/** What each calls itself. */
export const ownNames: Record<ClientLanguage, string> = {
  sv: 'Svenska',
  'sv-x-easy': 'Lätt svenska',
  en: 'English',
  ar: 'العربية',
  so: 'Soomaali',
  fi: 'Suomi',
};

const loaders: Record<ClientLanguage, () => Promise<{ readonly words: ClientWords }>> = {
  sv: () => import('#app/words/client/sv.ts'),
  'sv-x-easy': () => import('#app/words/client/sv-x-easy.ts'),
  en: () => import('#app/words/client/en.ts'),
  ar: () => import('#app/words/client/ar.ts'),
  so: () => import('#app/words/client/so.ts'),
  fi: () => import('#app/words/client/fi.ts'),
};

/** The words of a language, loaded when it is chosen. */
export const loadClientWords = async (language: ClientLanguage): Promise<ClientWords> =>
  (await loaders[language]()).words;

/** What a client reads of a question. */
const readOf = (of: Questionnaire, question: Question): LocalizedText[] =>
  [question.label, question.hint, ...choicesFor(of, question).map((each) => each.label)].filter(
    (each) => each !== undefined,
  );

/** The languages in which all that a client reads of these questions has words. */
export const languagesOf = (of: Questionnaire, questions: readonly Question[]): ClientLanguage[] => {
  const texts = questions.flatMap((each) => readOf(of, each));
  return clientLanguages.filter((language) => texts.every((each) => wordsIn(each, language)?.trim()));
};

/** Whether a translator has checked, or need not have, what a client reads of these questions, and is told before them. */
export const isChecked = (of: Questionnaire, questions: readonly Question[], language: string): boolean => {
  const told = of.sections.flatMap((section) =>
    section.putTo === 'client' ? Object.values(section.told ?? {}) : [],
  );
  const read = questions.flatMap((each) => readOf(of, each));
  return [...told, ...read].every((text) => text?.unchecked?.includes(language) !== true);
};
