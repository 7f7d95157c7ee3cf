import type { Choice as Offered } from '#domain/questionnaire/words.ts';
import { inLanguage } from '#domain/questionnaire/words.ts';
import type { Choice } from '#ui/parts/choice.ts';

const made = new WeakMap<readonly Offered[], Map<string, readonly Choice[]>>();

/** The choices as rows, each name once. Made once for a list and a language: some have 20,000. */
export const choiceRows = (offered: readonly Offered[], language: string): readonly Choice[] => {
  const known = made.get(offered) ?? new Map<string, readonly Choice[]>();
  made.set(offered, known);
  let rows = known.get(language);
  if (rows === undefined) {
    const byName = new Map<string, Choice>();
    for (const { name, label } of offered)
      if (!byName.has(name)) byName.set(name, { value: name, label: inLanguage(label, language) });
    rows = [...byName.values()];
    known.set(language, rows);
  }
  return rows;
};

/** More than this are not shown as rows, but found by typing. */
export const mostRowsShown = 30;
