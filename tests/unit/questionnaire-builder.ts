import type {
  Group,
  Item,
  Question,
  Questionnaire,
  Repeat,
  Section,
} from '#domain/questionnaire/questionnaire.ts';
import type { Choice } from '#domain/questionnaire/words.ts';

const text = (sv: string) => ({ sv });

/** A choice with columns for filters. */
export const choice = (name: string, columns?: Record<string, string>): Choice => ({
  name,
  label: text(`the ${name}`),
  ...(columns && { columns }),
});

/** A question with what matters to the test; it may be left out unless said otherwise. */
export const asks = (name: string, of: Partial<Question> = {}): Question => ({
  name,
  kind: 'short-text',
  label: text(name),
  mandatory: false,
  ...of,
});

/** A question that is calculated. */
export const calculates = (name: string, calculation: string, of: Partial<Question> = {}): Question =>
  asks(name, { kind: 'calculated', calculation, ...of });

export const groupOf = (name: string, items: Item[], of: Partial<Group> = {}): Group => ({
  kind: 'group',
  name,
  items,
  ...of,
});

export const repeatOf = (name: string, items: Item[], of: Partial<Repeat> = {}): Repeat => ({
  kind: 'repeat',
  name,
  title: text(name),
  items,
  ...of,
});

/** A questionnaire of one section with these items. */
export const formOf = (
  questions: Item[],
  of: Partial<Questionnaire> = {},
  section: Partial<Section> = {},
): Questionnaire => ({
  id: 'built',
  version: 1,
  title: text('Built'),
  sections: [
    { name: 'only', title: text('Only'), putTo: 'caseworker', voluntary: false, questions, ...section },
  ],
  ...of,
});
