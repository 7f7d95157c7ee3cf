import * as z from 'zod/mini';
import { isSameAsked } from './same-question.ts';
import {
  choicesFor,
  findQuestion,
  type Group,
  type Item,
  type Question,
  type Questionnaire,
  type Repeat,
  type Section,
} from './questionnaire.ts';
import { localizedText, type LocalizedText } from './words.ts';

/** How a part of a questionnaire differs between two versions. */
export const difference = z.strictObject({
  kind: z.enum(['added', 'removed', 'changed', 'moved']),
  part: z.enum(['form', 'section', 'group', 'repeat', 'question']),
  name: z.string(),
  label: localizedText,
  /** The section it is in; null for sections and for the form itself. */
  section: z.nullable(z.string()),
  /** What of it is other: the field, and how it read before and after; null where it said nothing. */
  fields: z.array(
    z.strictObject({ field: z.string(), before: z.nullable(z.string()), after: z.nullable(z.string()) }),
  ),
  /** Whether its answers are added up with those before in the statistics; null where nothing was asked in both. */
  isJoined: z.nullable(z.boolean()),
});
export type Difference = z.infer<typeof difference>;

interface Part {
  readonly part: Difference['part'];
  readonly name: string;
  readonly label: LocalizedText;
  readonly section: string | null;
  /** What it lies in, and the parts of the form by a word of their own. */
  readonly within: string;
  readonly fields: ReadonlyMap<string, string>;
}

const written = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

const putText = (fields: Map<string, string>, field: string, text: LocalizedText | undefined): void => {
  if (text === undefined) return;
  fields.set(`${field} (sv)`, text.sv);
  if (text.en !== undefined) fields.set(`${field} (en)`, text.en);
  for (const [language, words] of Object.entries(text.other ?? {}))
    fields.set(`${field} (${language})`, words);
  if (text.unchecked !== undefined && text.unchecked.length > 0)
    fields.set(`${field} (unchecked)`, text.unchecked.join(', '));
};

const textFields = [
  'label',
  'title',
  'intro',
  'shortLabel',
  'hint',
  'guidance',
  'itemTitle',
  'requiredMessage',
  'constraintMessage',
];
/** What is told by itself, or of another part. */
const apart = ['name', 'choices', 'choiceList', 'items', 'questions', 'kind'];

const fieldsOf = (of: Question | Group | Repeat | Section, document: Questionnaire): Map<string, string> => {
  const fields = new Map<string, string>();
  if ('kind' in of) fields.set('kind', of.kind);
  for (const [field, value] of Object.entries(of)) {
    if (value === undefined || apart.includes(field)) continue;
    const text = textFields.includes(field) ? localizedText.safeParse(value) : undefined;
    if (text?.success === true) putText(fields, field, text.data);
    // What is not so is what is not said.
    else if (value !== false) fields.set(field, written(value));
  }
  if (!('kind' in of) || of.kind === 'group' || of.kind === 'repeat') return fields;
  if (of.choiceList !== undefined) fields.set('choiceList', of.choiceList);
  for (const { name, label, columns } of choicesFor(document, of)) {
    putText(fields, `choice ${name}`, label);
    if (columns !== undefined) fields.set(`choice ${name} columns`, written(columns));
  }
  const names = choicesFor(document, of).map((each) => each.name);
  if (names.length > 0) fields.set('choices', names.join(', '));
  return fields;
};

const partsOf = (of: Questionnaire): Map<string, Part> => {
  const parts = new Map<string, Part>();
  const form = new Map<string, string>();
  putText(form, 'title', of.title);
  if (of.languages !== undefined) form.set('languages', of.languages.join(', '));
  parts.set('form', { part: 'form', name: of.id, label: of.title, section: null, within: '', fields: form });
  const add = (each: Item, section: string, within: string): void => {
    const isContainer = each.kind === 'group' || each.kind === 'repeat';
    const part = each.kind === 'group' || each.kind === 'repeat' ? each.kind : 'question';
    const label = isContainer ? (each.title ?? { sv: each.name }) : each.label;
    parts.set(each.name, { part, name: each.name, label, section, within, fields: fieldsOf(each, of) });
    if (isContainer) for (const inner of each.items) add(inner, section, each.name);
  };
  for (const section of of.sections) {
    const { name, title: label } = section;
    const key = `section ${name}`;
    parts.set(key, {
      part: 'section',
      name,
      label,
      section: null,
      within: 'form',
      fields: fieldsOf(section, of),
    });
    for (const each of section.questions) add(each, name, key);
  }
  return parts;
};

/** Of positions those that rise from one to the next, as many as can be (a longest increasing run). */
const inStep = (positions: readonly number[]): ReadonlySet<number> => {
  interface Run {
    readonly last: number;
    readonly before: Run | undefined;
  }
  // Of the runs of each length the one that ends lowest.
  const ends: Run[] = [];
  for (const last of positions) {
    const length = ends.findIndex((run) => run.last >= last);
    const at = length < 0 ? ends.length : length;
    ends[at] = { last, before: ends[at - 1] };
  }
  const steady = new Set<number>();
  for (let run = ends.at(-1); run !== undefined; run = run.before) steady.add(run.last);
  return steady;
};

/** What is in both and stands elsewhere: in another part, or past others that stayed in step. */
const movedParts = (before: ReadonlyMap<string, Part>, after: ReadonlyMap<string, Part>): Set<string> => {
  const moved = new Set<string>();
  const order = new Map([...before.keys()].map((key, at) => [key, at]));
  const stayed = new Map<string, string[]>();
  for (const [key, { within }] of after) {
    const was = before.get(key);
    if (was === undefined) continue;
    if (was.within === within) stayed.set(within, [...(stayed.get(within) ?? []), key]);
    else moved.add(key);
  }
  for (const siblings of stayed.values()) {
    const steady = inStep(siblings.map((key) => order.get(key) ?? 0));
    for (const key of siblings) if (!steady.has(order.get(key) ?? 0)) moved.add(key);
  }
  return moved;
};

const changedFields = (before: Part, after: Part): Difference['fields'] =>
  [...new Set([...before.fields.keys(), ...after.fields.keys()])]
    .map((field) => ({
      field,
      before: before.fields.get(field) ?? null,
      after: after.fields.get(field) ?? null,
    }))
    .filter((each) => each.before !== each.after);

/**
 * What differs between two versions of a questionnaire, part by part in the order of the later one; what was removed
 * comes last. A part is known by its name, so one that was given another name is removed and added.
 */
export const differencesBetween = (before: Questionnaire, after: Questionnaire): Difference[] => {
  const [earlier, later] = [partsOf(before), partsOf(after)];
  const moved = movedParts(earlier, later);
  const tell = (kind: Difference['kind'], of: Part, fields: Difference['fields'] = []): Difference => {
    const { part, name, label, section } = of;
    const [was, is] = [findQuestion(before, name), findQuestion(after, name)];
    const isJoined = part === 'question' && was && is ? isSameAsked(was, before, is, after) : null;
    return { kind, part, name, label, section, fields, isJoined };
  };
  const told: Difference[] = [];
  for (const [key, part] of later) {
    const was = earlier.get(key);
    if (was === undefined) {
      told.push(tell('added', part));
      continue;
    }
    const fields = changedFields(was, part);
    if (moved.has(key)) told.push(tell('moved', part, fields));
    else if (fields.length > 0) told.push(tell('changed', part, fields));
  }
  for (const [key, part] of earlier) if (!later.has(key)) told.push(tell('removed', part));
  return told;
};
