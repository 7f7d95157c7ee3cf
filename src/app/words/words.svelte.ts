import { deviceKind } from './device-kind.ts';
import { formatsOf, type Formats } from './format.ts';
import { languages, type Language } from './language.ts';
import { firstSwedish, type FirstWords } from './sv.ts';
import type { Catalogue } from './sv-all.ts';

// Rune classes that speak are tested without a page; there the words are those of a tablet, in Swedish.
const hasPage = typeof document !== 'undefined';

const storageKey = 'foljsam-language';

/** What the app runs on, as it calls it. */
export const device = hasPage
  ? deviceKind({
      coarsePointer: matchMedia('(pointer: coarse)').matches,
      shortSide: Math.min(screen.width, screen.height),
    })
  : 'tablet';
const swedish = firstSwedish(device);
let english: Catalogue | undefined;
const formats: Record<Language, Formats> = { sv: formatsOf('sv'), en: formatsOf('en') };

/** English is fetched when somebody reads it: few do, and what the first page needs is to come first. */
async function loadWords(of: Language): Promise<void> {
  if (of === 'en') english ??= (await import('./en.ts')).english(device);
}

function rememberedLanguage(): Language {
  const remembered = hasPage ? localStorage.getItem(storageKey) : null;
  return languages.find((each) => each === remembered) ?? 'sv';
}

/** The language of the screens: Swedish until another is chosen, remembered on the device. */
class LanguageChoice {
  current = $state<Language>('sv');

  /** Takes up the remembered language; nothing is shown before. Swedish where the words of it cannot be had. */
  async recall(): Promise<void> {
    await this.#speak(rememberedLanguage());
  }

  async choose(next: Language): Promise<void> {
    await this.#speak(next);
    if (hasPage) localStorage.setItem(storageKey, this.current);
  }

  async #speak(next: Language): Promise<void> {
    try {
      await loadWords(next);
      this.current = next;
    } catch (problem) {
      console.error(problem);
    }
    this.#tellDocument();
  }

  /** Screen readers, hyphenation and the browser's own controls follow the document's language. */
  #tellDocument(): void {
    // Said again, it would cost the page its styles.
    if (hasPage && document.documentElement.lang !== this.current)
      document.documentElement.lang = this.current;
  }
}

export const language = new LanguageChoice();

// Proxies, so that `words.save.saving` in markup reads the language and is drawn anew when it changes,
// without every component deriving the catalogue for itself.

/** The whole catalogue of the current language, where that is another than Swedish. */
export const foreignWords = (): Catalogue | undefined => (language.current === 'en' ? english : undefined);

/** The words that the app begins with, in the current language. The later pages take theirs from all-words.ts. */
export const words: FirstWords = new Proxy(swedish, {
  get: (_target, area): unknown => Reflect.get(foreignWords() ?? swedish, area),
});

/** Dates, times and numbers in the current language. */
export const format: Formats = new Proxy(formats.sv, {
  get: (_target, name): unknown => Reflect.get(formats[language.current], name),
});
