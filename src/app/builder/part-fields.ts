import { kindOf, type QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import type { Part, PartKind } from './parts.ts';

/** How a field is written. */
export type Control =
  | 'name'
  | 'words'
  | 'long-words'
  | 'logic'
  | 'flag'
  | 'line'
  | 'put-to'
  | 'kind'
  | 'choices'
  | 'parameters'
  | 'default'
  | 'default-expression'
  | 'read-only'
  | 'trigger'
  | 'layout'
  | 'languages'
  | 'lists';

/** What a client is told before she is asked, by what it is about; each a field of the section's `told`. */
export const toldFields = ['told/why', 'told/whoSees', 'told/usedFor', 'told/youDecide'] as const;

export type FieldName =
  | (typeof toldFields)[number]
  | 'title'
  | 'label'
  | 'intro'
  | 'hint'
  | 'guidance'
  | 'shortLabel'
  | 'itemTitle'
  | 'name'
  | 'kind'
  | 'mandatory'
  | 'comment'
  | 'deviation'
  | 'putTo'
  | 'voluntary'
  | 'relevant'
  | 'required'
  | 'requiredMessage'
  | 'constraint'
  | 'constraintMessage'
  | 'calculation'
  | 'choiceFilter'
  | 'default'
  | 'defaultExpression'
  | 'readOnly'
  | 'trigger'
  | 'count'
  | 'layout'
  | 'appearance'
  | 'parameters'
  | 'choices'
  | 'languages'
  | 'lists';

/** What is shown when it is opened. */
export const folds = ['told', 'logic', 'more'] as const;
export type FoldName = (typeof folds)[number];

/** A row of the editor. */
export interface FieldRow {
  readonly field: FieldName;
  readonly control: Control;
  /** What opens to show it; nothing: it is always there. */
  readonly fold?: FoldName;
  /** Questions of which kinds have it. */
  readonly fits?: (of: Question) => boolean;
}

const ofChoices: readonly QuestionKindName[] = ['choice', 'scale', 'choices', 'rank'];
const hasChoices = ({ kind }: Question): boolean => ofChoices.includes(kind);
const isAsked = ({ kind }: Question): boolean => kindOf(kind).isAsked;
/** A note that must be answered holds the form up while it is shown. */
const mayBeRequired = (of: Question): boolean => isAsked(of) || of.kind === 'note';
const isWritten = ({ kind }: Question): boolean => kind !== 'calculated' && kind !== 'hidden';

/** What can be written of each part. A new field of the document is a row here. */
const partFields: Readonly<Record<PartKind, readonly FieldRow[]>> = {
  form: [
    { field: 'title', control: 'words' },
    { field: 'languages', control: 'languages' },
    { field: 'lists', control: 'lists' },
  ],
  section: [
    { field: 'title', control: 'words' },
    { field: 'putTo', control: 'put-to' },
    { field: 'voluntary', control: 'flag' },
    { field: 'intro', control: 'long-words', fold: 'more' },
    { field: 'name', control: 'name', fold: 'more' },
    { field: 'relevant', control: 'logic', fold: 'logic' },
    ...toldFields.map((field) => ({ field, control: 'long-words' as const, fold: 'told' as const })),
  ],
  group: [
    { field: 'title', control: 'words' },
    { field: 'name', control: 'name', fold: 'more' },
    { field: 'layout', control: 'layout', fold: 'more' },
    { field: 'appearance', control: 'line', fold: 'more' },
    { field: 'relevant', control: 'logic', fold: 'logic' },
  ],
  repeat: [
    { field: 'title', control: 'words' },
    { field: 'itemTitle', control: 'words' },
    { field: 'name', control: 'name', fold: 'more' },
    { field: 'appearance', control: 'line', fold: 'more' },
    { field: 'count', control: 'logic', fold: 'logic' },
    { field: 'relevant', control: 'logic', fold: 'logic' },
  ],
  question: [
    { field: 'kind', control: 'kind' },
    { field: 'label', control: 'long-words', fits: isWritten },
    { field: 'name', control: 'name' },
    { field: 'mandatory', control: 'flag', fits: mayBeRequired },
    { field: 'choices', control: 'choices', fits: hasChoices },
    { field: 'calculation', control: 'logic', fold: 'logic' },
    { field: 'relevant', control: 'logic', fold: 'logic' },
    { field: 'required', control: 'logic', fold: 'logic', fits: mayBeRequired },
    { field: 'requiredMessage', control: 'words', fold: 'logic', fits: mayBeRequired },
    { field: 'constraint', control: 'logic', fold: 'logic', fits: isAsked },
    { field: 'constraintMessage', control: 'words', fold: 'logic', fits: isAsked },
    { field: 'choiceFilter', control: 'logic', fold: 'logic', fits: hasChoices },
    { field: 'default', control: 'default', fold: 'logic' },
    { field: 'defaultExpression', control: 'default-expression', fold: 'logic' },
    { field: 'readOnly', control: 'read-only', fold: 'logic', fits: isAsked },
    { field: 'trigger', control: 'trigger', fold: 'logic' },
    { field: 'hint', control: 'long-words', fold: 'more', fits: isWritten },
    { field: 'guidance', control: 'long-words', fold: 'more', fits: isWritten },
    { field: 'shortLabel', control: 'words', fold: 'more', fits: isWritten },
    { field: 'comment', control: 'flag', fold: 'more', fits: isAsked },
    { field: 'deviation', control: 'flag', fold: 'more', fits: isAsked },
    { field: 'parameters', control: 'parameters', fold: 'more' },
    { field: 'appearance', control: 'line', fold: 'more' },
  ],
};

/** Whether a client is told something before the section: where it is put to her, or says so already. */
const isTold = (part: Part): boolean =>
  part.kind === 'section' && (part.of.putTo === 'client' || part.of.told !== undefined);

/** The rows of the editor for a part. */
export const fieldsOf = (part: Part): readonly FieldRow[] =>
  partFields[part.kind].filter(
    ({ fits, fold }) =>
      (part.kind !== 'question' || fits === undefined || fits(part.of)) && (fold !== 'told' || isTold(part)),
  );

/** What stands in a field of a part; a field of a field is named with a stroke between. */
export const valueIn = (of: object, field: string): unknown => {
  const [outer = '', inner] = field.split('/');
  const value: unknown = Reflect.get(of, outer);
  if (inner === undefined) return value;
  return typeof value === 'object' && value !== null ? valueIn(value, inner) : undefined;
};

/** The part with something else in a field; undefined takes it away. */
export const withValueIn = (of: object, field: string, value: unknown): Record<string, unknown> => {
  const [outer = '', inner] = field.split('/');
  const put = inner === undefined ? value : withinValue(valueIn(of, outer), inner, value);
  return Object.fromEntries(Object.entries({ ...of, [outer]: put }).filter(([, each]) => each !== undefined));
};

/** What holds the field, with something else in it; undefined where nothing is left. */
const withinValue = (of: unknown, field: string, value: unknown): object | undefined => {
  const made = withValueIn(typeof of === 'object' && of !== null ? of : {}, field, value);
  return Object.keys(made).length === 0 ? undefined : made;
};
