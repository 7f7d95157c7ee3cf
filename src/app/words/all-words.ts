import { swedish as swedishWords, type Catalogue } from './sv-all.ts';
import { device, foreignWords } from './words.svelte.ts';

// Imported by what is loaded after the first page: nobody waits for the office's words to see her day.
const swedish = swedishWords(device);

/** All words of the current language. */
export const words: Catalogue = new Proxy(swedish, {
  get: (_target, area): unknown => Reflect.get(foreignWords() ?? swedish, area),
});
