import { words } from '#app/words/words.svelte.ts';
import { methods } from '#domain/questionnaire/occasion.ts';

/** A method in words; a code that this version does not know stands as it is. */
export const methodWords = (method: string): string => {
  const known = methods.find((each) => each === method);
  return known === undefined ? method : words.terms.method[known];
};
