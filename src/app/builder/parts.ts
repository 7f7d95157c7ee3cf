import {
  item as itemSchema,
  questionnaire,
  section as sectionSchema,
  type Group,
  type Item,
  type Question,
  type Questionnaire,
  type Repeat,
  type Section,
} from '#domain/questionnaire/questionnaire.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';

/** Where a part stands: the section, then the item, then the item in it; nothing at all is the form itself. */
export type Address = readonly number[];

export type PartKind = 'form' | 'section' | 'group' | 'repeat' | 'question';
export type Part =
  | { readonly kind: 'form'; readonly of: Questionnaire }
  | { readonly kind: 'section'; readonly of: Section }
  | { readonly kind: 'group'; readonly of: Group }
  | { readonly kind: 'repeat'; readonly of: Repeat }
  | { readonly kind: 'question'; readonly of: Question };

const partOfItem = (of: Item): Part =>
  of.kind === 'group'
    ? { kind: 'group', of }
    : of.kind === 'repeat'
      ? { kind: 'repeat', of }
      : { kind: 'question', of };

/** What lies in a section, a group or a repeat; nothing in a question. */
export const itemsIn = (of: Section | Item): readonly Item[] =>
  'questions' in of ? of.questions : of.kind === 'group' || of.kind === 'repeat' ? of.items : [];

const withItems = <Holder extends Section | Item>(of: Holder, items: Item[]): Holder =>
  'questions' in of ? { ...of, questions: items } : 'items' in of ? { ...of, items } : of;

/** The part at an address; undefined where there is none. */
export const partAt = (document: Questionnaire, [first, ...more]: Address): Part | undefined => {
  if (first === undefined) return { kind: 'form', of: document };
  const section = document.sections[first];
  if (section === undefined) return undefined;
  let part: Part = { kind: 'section', of: section };
  for (const index of more) {
    const found: Item | undefined = part.kind === 'form' ? undefined : itemsIn(part.of)[index];
    if (found === undefined) return undefined;
    part = partOfItem(found);
  }
  return part;
};

const changeItems = (
  items: readonly Item[],
  [index = 0, ...more]: Address,
  change: (items: Item[], index: number) => Item[],
): Item[] => {
  if (more.length === 0) return change([...items], index);
  return items.map((each, at) =>
    at === index ? withItems(each, changeItems(itemsIn(each), more, change)) : each,
  );
};

/** Changes the list that an address below a section points into. */
const changeList = (
  document: Questionnaire,
  [first = 0, ...more]: Address,
  change: (items: Item[], index: number) => Item[],
): Questionnaire => ({
  ...document,
  sections: document.sections.map((section, at) =>
    at === first ? withItems(section, changeItems(section.questions, more, change)) : section,
  ),
});

/** The document with another part at the address; undefined where that is no such part, and nothing was changed. */
export const withPart = (
  document: Questionnaire,
  address: Address,
  of: unknown,
): Questionnaire | undefined => {
  const [first] = address;
  if (first === undefined) {
    const parsed = questionnaire.safeParse(of);
    return parsed.success ? parsed.data : undefined;
  }
  if (address.length === 1) {
    const parsed = sectionSchema.safeParse(of);
    if (!parsed.success) return undefined;
    return { ...document, sections: document.sections.with(first, parsed.data) };
  }
  const parsed = itemSchema.safeParse(of);
  if (!parsed.success) return undefined;
  return changeList(document, address, (items, index) => items.with(index, parsed.data));
};

/** Puts an item where the address points, before what stands there. */
export const insertItem = (document: Questionnaire, address: Address, of: Item): Questionnaire =>
  changeList(document, address, (items, index) => items.toSpliced(index, 0, of));

/** Puts a section before the one of that index. */
export const insertSection = (document: Questionnaire, index: number, of: Section): Questionnaire => ({
  ...document,
  sections: document.sections.toSpliced(index, 0, of),
});

/** Takes a part away, with all that is in it. */
export const removePart = (document: Questionnaire, address: Address): Questionnaire => {
  const [first] = address;
  if (first === undefined) return document;
  if (address.length === 1) return { ...document, sections: document.sections.toSpliced(first, 1) };
  return changeList(document, address, (items, index) => items.toSpliced(index, 1));
};

/** A line of the outline. */
export interface OutlineLine {
  readonly address: Address;
  readonly part: Part;
  /** Of the part's parent: how many parts it has. */
  readonly siblings: number;
}

/** All parts in order, the form itself first. */
export const outlineOf = (document: Questionnaire): OutlineLine[] => {
  const lines: OutlineLine[] = [{ address: [], part: { kind: 'form', of: document }, siblings: 1 }];
  const add = (items: readonly Item[], within: Address): void => {
    for (const [index, each] of items.entries()) {
      const address = [...within, index];
      lines.push({ address, part: partOfItem(each), siblings: items.length });
      add(itemsIn(each), address);
    }
  };
  for (const [index, section] of document.sections.entries()) {
    lines.push({
      address: [index],
      part: { kind: 'section', of: section },
      siblings: document.sections.length,
    });
    add(section.questions, [index]);
  }
  return lines;
};

/** What a part is called in the outline; undefined where nobody has said. */
export const titleOf = (part: Part): LocalizedText | undefined =>
  part.kind === 'question' ? part.of.label : part.of.title;

/** The names from the section inwards, as faults are placed by them. */
export const namesTo = (document: Questionnaire, address: Address): string =>
  address
    .map((_, at) => partAt(document, address.slice(0, at + 1)))
    .map((part) => (part === undefined || part.kind === 'form' ? '' : part.of.name))
    .join('/');
