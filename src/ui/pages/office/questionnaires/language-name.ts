import { language } from '#app/words/words.svelte.ts';

/** What a language is called in the language of the screens; its tag where nobody knows. */
export const languageName = (tag: string): string => {
  try {
    return new Intl.DisplayNames([language.current], { type: 'language' }).of(tag) ?? tag;
  } catch {
    // The browser knows no such tag.
    return tag;
  }
};
