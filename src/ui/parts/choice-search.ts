import type { Choice } from './choice.ts';

const indices = new WeakMap<readonly Choice[], readonly string[]>();

/** What is looked in, a text for each choice; made once for a list, since some lists have 20,000. */
const textsOf = (choices: readonly Choice[]): readonly string[] => {
  let texts = indices.get(choices);
  if (texts === undefined) {
    texts = choices.map(({ label, detail }) => `${label} ${detail ?? ''}`.toLowerCase());
    indices.set(choices, texts);
  }
  return texts;
};

/** Does beforehand what searching the list takes. */
export const readySearch = (choices: readonly Choice[]): void => {
  textsOf(choices);
};

/** The choices in which the words are found, in their order: those in one window, and how many there are in all. */
export const searchChoices = (
  choices: readonly Choice[],
  sought: string,
  window: number,
): { readonly shown: readonly Choice[]; readonly count: number } => {
  if (sought === '') return { shown: choices.slice(0, window), count: choices.length };
  const shown: Choice[] = [];
  let count = 0;
  const texts = textsOf(choices);
  for (let index = 0; index < texts.length; index += 1) {
    if (texts[index]?.includes(sought) !== true) continue;
    count += 1;
    const choice = choices[index];
    if (choice !== undefined && shown.length < window) shown.push(choice);
  }
  return { shown, count };
};
