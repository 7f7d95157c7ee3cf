import * as z from 'zod/mini';
import { nameAt } from '../follow-up/place.ts';
import { answerValue } from '../follow-up/answer.ts';
import { name, questionName } from '../ids.ts';
import { questionKinds } from './question-kinds.ts';
import { choice, languageTag, localizedText, type Choice, type LocalizedText } from './words.ts';

/** Logic as its author wrote it, in XLSForm's expression language (`expression/`). */
const logic = z.string().check(z.maxLength(16_000));

/** How the first questionnaires said it: shown only when the answer to an earlier question is one of these. */
const relevance = z.strictObject({ question: questionName, anyOf: z.array(z.string()) });

/** A choice list is the document's, by its name, where several questions share it or it is long. */
const listName = z.string().check(z.regex(/^\S{1,64}$/u));

export const question = z.strictObject({
  name: questionName,
  kind: z.enum(questionKinds),
  label: localizedText,
  /** For tables and summaries, where the whole question would not fit. */
  shortLabel: z.optional(localizedText),
  hint: z.optional(localizedText),
  /** Guidance that is shown when it is asked for. */
  guidance: z.optional(localizedText),
  mandatory: z.boolean(),
  /** Mandatory where this holds. */
  required: z.optional(logic),
  requiredMessage: z.optional(localizedText),
  choices: z.optional(z.array(choice)),
  choiceList: z.optional(listName),
  /** Which choices are offered: a bare name is a column of the list. */
  choiceFilter: z.optional(logic),
  relevant: z.optional(z.union([logic, relevance])),
  /** What the answer, where there is one, has to fulfil; `.` is the answer. */
  constraint: z.optional(logic),
  constraintMessage: z.optional(localizedText),
  calculation: z.optional(logic),
  /** Questions at whose change the calculation runs, instead of whenever what it depends on changes. */
  trigger: z.optional(z.array(questionName)),
  /** What stands there from the beginning: a value, or an expression that runs once. */
  default: z.optional(z.union([answerValue, z.strictObject({ expression: logic })])),
  readOnly: z.optional(z.union([z.boolean(), logic])),
  appearance: z.optional(z.string().check(z.maxLength(500))),
  parameters: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** Whether a comment may stand beside the answer. */
  comment: z.optional(z.boolean()),
  /** Whether a deviation may be noted in place, beside the answer. */
  deviation: z.optional(z.boolean()),
});
export type Question = z.infer<typeof question>;

/** Questions that belong together: shown on a page of their own or one after the other, hidden together. */
export interface Group {
  kind: 'group';
  name: string;
  title?: LocalizedText | undefined;
  relevant?: string | undefined;
  layout?: 'page' | 'list' | undefined;
  appearance?: string | undefined;
  items: Item[];
}

/** Questions that are asked once for each row: case files, interviews, rooms. */
export interface Repeat {
  kind: 'repeat';
  name: string;
  title: LocalizedText;
  /** What one row is called; `${name}` in it is that row's answer. */
  itemTitle?: LocalizedText | undefined;
  relevant?: string | undefined;
  /** How many rows there are; without it whoever fills in adds and removes them. */
  count?: string | undefined;
  appearance?: string | undefined;
  items: Item[];
}

/** What a section, a group or a repeat holds. */
export type Item = Question | Group | Repeat;

const items = z.array(z.lazy((): z.ZodMiniType<Item> => item));
const group = z.strictObject({
  kind: z.literal('group'),
  name: questionName,
  title: z.optional(localizedText),
  relevant: z.optional(logic),
  layout: z.optional(z.enum(['page', 'list'])),
  appearance: z.optional(z.string().check(z.maxLength(500))),
  items,
});
const repeat = z.strictObject({
  kind: z.literal('repeat'),
  name: questionName,
  title: localizedText,
  itemTitle: z.optional(localizedText),
  relevant: z.optional(logic),
  count: z.optional(logic),
  appearance: z.optional(z.string().check(z.maxLength(500))),
  items,
});
export const item: z.ZodMiniType<Item> = z.discriminatedUnion('kind', [question, group, repeat]);

/** To whom a section is put. */
export const addressees = ['client', 'caseworker', 'inspector', 'provider'] as const;

/** What a client is told before she is asked, in the authority's words. */
const told = z.strictObject({
  why: z.optional(localizedText),
  whoSees: z.optional(localizedText),
  usedFor: z.optional(localizedText),
  youDecide: z.optional(localizedText),
});

export const section = z.strictObject({
  name: questionName,
  title: localizedText,
  intro: z.optional(localizedText),
  putTo: z.enum(addressees),
  /** What the authority does not say here is told in Följsam's own words, which it has not confirmed. */
  told: z.optional(told),
  /** In a voluntary section each question may be left, and why is recorded. */
  voluntary: z.boolean(),
  relevant: z.optional(logic),
  /** What the section asks, in order; groups and repeats among the questions. */
  questions: z.array(item),
});
export type Section = z.infer<typeof section>;

/** A published, immutable version of what is asked. Fields are only ever added: what was stored is read for ever. */
export const questionnaire = z.strictObject({
  id: name,
  version: z.int().check(z.positive()),
  title: localizedText,
  /** The languages it speaks; Swedish first where this is missing. */
  languages: z.optional(z.array(languageTag)),
  choiceLists: z.optional(z.record(listName, z.array(choice))),
  sections: z.array(section),
});
export type Questionnaire = z.infer<typeof questionnaire>;

const questionsAmong = (all: readonly Item[]): Question[] =>
  all.flatMap((each) =>
    each.kind === 'group' || each.kind === 'repeat' ? questionsAmong(each.items) : [each],
  );

/** All questions of a section in the order they are put, those in groups and repeats too. */
export const questionsIn = (within: Section): Question[] => questionsAmong(within.questions);

interface Found {
  readonly question: Question;
  readonly section: Section;
}

/** A published version never changes, so its questions are gathered once. */
const found = new WeakMap<Questionnaire, ReadonlyMap<string, Found>>();

const foundIn = (of: Questionnaire): ReadonlyMap<string, Found> => {
  const known = found.get(of);
  if (known !== undefined) return known;
  const gathered = new Map<string, Found>();
  for (const within of of.sections)
    for (const each of questionsIn(within))
      if (!gathered.has(each.name)) gathered.set(each.name, { question: each, section: within });
  found.set(of, gathered);
  return gathered;
};

/** All questions in the order they are put. */
export const questionsOf = (of: Questionnaire): Question[] => of.sections.flatMap(questionsIn);

/** The question of that name, or at that place; undefined where there is none. */
export const findQuestion = (of: Questionnaire, at: string): Question | undefined =>
  foundIn(of).get(nameAt(at))?.question;

/** The section that holds the question of that name, or at that place; undefined where there is none. */
export const sectionOf = (of: Questionnaire, at: string): Section | undefined =>
  foundIn(of).get(nameAt(at))?.section;

/** The choices that a question draws from: its own, or the document's list. */
export const choicesFor = (of: Questionnaire, asked: Question): readonly Choice[] =>
  asked.choices ?? (asked.choiceList === undefined ? undefined : of.choiceLists?.[asked.choiceList]) ?? [];
