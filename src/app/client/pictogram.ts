import type { Question } from '#domain/questionnaire/questionnaire.ts';
import type { Choice } from '#domain/questionnaire/words.ts';

/**
 * What is drawn beside a choice. None of them leans: no faces, no colours that judge.
 * - disc: how much, from empty (0) to full (1)
 * - then-now: two bars, before and now; `by` is how many steps higher or lower now is
 * - unknown: not known
 */
export type Pictogram =
  | { readonly shape: 'disc'; readonly part: number }
  | { readonly shape: 'then-now'; readonly by: number }
  | { readonly shape: 'unknown' };

/** Those that an author can name in a column `pictogram` of the choices. */
const named: Readonly<Record<string, Pictogram>> = {
  full: { shape: 'disc', part: 1 },
  most: { shape: 'disc', part: 0.75 },
  half: { shape: 'disc', part: 0.5 },
  some: { shape: 'disc', part: 0.25 },
  empty: { shape: 'disc', part: 0 },
  'much-up': { shape: 'then-now', by: 2 },
  up: { shape: 'then-now', by: 1 },
  level: { shape: 'then-now', by: 0 },
  down: { shape: 'then-now', by: -1 },
  'much-down': { shape: 'then-now', by: -2 },
  unknown: { shape: 'unknown' },
};

const ownOf = (choice: Choice): Pictogram | null => {
  const name = choice.columns?.['pictogram'];
  return name !== undefined && Object.hasOwn(named, name) ? (named[name] ?? null) : null;
};

/** The pictograms of a question's choices, by their names: those that the author chose, and discs along a scale. */
export const pictogramsOf = (
  { kind }: Question,
  choices: readonly Choice[],
): ReadonlyMap<string, Pictogram> => {
  const made = new Map<string, Pictogram>();
  const last = choices.length - 1;
  for (const [index, choice] of choices.entries()) {
    const isGraded = kind === 'yes-no' || (kind === 'scale' && last > 0);
    const drawn =
      ownOf(choice) ?? (isGraded ? { shape: 'disc' as const, part: (last - index) / last } : null);
    if (drawn !== null) made.set(choice.name, drawn);
  }
  return made;
};
