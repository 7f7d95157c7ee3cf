import type { Surroundings } from '#domain/questionnaire/engine/form-environment.ts';
import { language } from '../words/words.svelte.ts';

/** What a form on the screen is told of the world. */
export const surroundingsHere: Surroundings = {
  now: () => new Date(),
  random: () => Math.random(),
  randomId: () => crypto.randomUUID(),
  get language() {
    return language.current;
  },
};
