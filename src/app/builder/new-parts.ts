import type {
  Group,
  Item,
  Question,
  Questionnaire,
  Repeat,
  Section,
} from '#domain/questionnaire/questionnaire.ts';
import { insertItem, insertSection, itemsIn, outlineOf, partAt, type Address } from './parts.ts';
import type { Moved } from './moving.ts';

/** All names that are taken, in lower case: names that differ only in case cannot be told apart. */
export const namesIn = (document: Questionnaire): ReadonlySet<string> =>
  new Set(
    outlineOf(document).flatMap(({ part }) => (part.kind === 'form' ? [] : [part.of.name.toLowerCase()])),
  );

/** The first name that is free: `question_1`, `question_2` … */
const freeName = (document: Questionnaire, stem: string): string => {
  const taken = namesIn(document);
  let number = 1;
  while (taken.has(`${stem}_${number}`)) number += 1;
  return `${stem}_${number}`;
};

/** What can be added. */
export const addable = ['question', 'group', 'repeat', 'section'] as const;
export type Addable = (typeof addable)[number];

const newItem = (document: Questionnaire, kind: Exclude<Addable, 'section'>): Item => {
  const name = freeName(document, kind);
  if (kind === 'question')
    return { name, kind: 'short-text', label: { sv: '' }, mandatory: false } satisfies Question;
  return kind === 'group'
    ? ({ kind, name, items: [] } satisfies Group)
    : ({ kind, name, title: { sv: '' }, items: [] } satisfies Repeat);
};

/**
 * Adds a part after the one that is chosen, or into it where it can hold it: a question into an open group, a section
 * after the section. Gives the document and the new part's address.
 */
export const addPart = (document: Questionnaire, chosen: Address, kind: Addable): Moved => {
  const [section = document.sections.length - 1] = chosen;
  if (kind === 'section' || document.sections.length === 0) {
    const made: Section = {
      name: freeName(document, 'section'),
      title: { sv: '' },
      putTo: 'caseworker',
      voluntary: false,
      questions: [],
    };
    const withSection = insertSection(document, section + 1, made);
    const address = [section + 1];
    return kind === 'section' ? { document: withSection, address } : addPart(withSection, address, kind);
  }
  const item = newItem(document, kind);
  const part = partAt(document, chosen);
  const isInto = part !== undefined && part.kind !== 'question' && part.kind !== 'form';
  const address = isInto
    ? [...chosen, itemsIn(part.of).length]
    : chosen.length === 0
      ? [section, document.sections[section]?.questions.length ?? 0]
      : [...chosen.slice(0, -1), (chosen.at(-1) ?? 0) + 1];
  return { document: insertItem(document, address, item), address };
};
