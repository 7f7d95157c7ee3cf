import { kindOf, type QuestionKindName } from '#domain/questionnaire/question-kinds.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import {
  anyOfToExpression,
  readAnyOf,
  readDefault,
  readExactDefault,
  readExactParameters,
  readParameters,
  readTrigger,
  readYesNo,
  writeDefault,
  writeParameters,
} from './cell-values.ts';
import type { Reading } from './reading.ts';
import { surveyTypes, type WrittenType } from './survey-types.ts';

/** A question as it was read, and the list that it draws from. */
export interface ReadQuestion {
  readonly question: Question;
  readonly list: string | undefined;
  readonly hasOwnChoices: boolean;
}

/** Appearances that change how a question is shown here; the others are kept, and noted. */
const shownAppearances: ReadonlySet<string> = new Set([
  'multiline',
  'signature',
  'likert',
  'minimal',
  'field-list',
]);

/** The kind that a type means, with what its appearance adds. */
export const impliedKind = (type: string, appearance: string | undefined): QuestionKindName | undefined => {
  const words = (appearance ?? '').split(/\s+/);
  if (type === 'text' && words.includes('multiline')) return 'long-text';
  if (type === 'image' && words.includes('signature')) return 'signature';
  if (type === 'select_one' && words.includes('likert')) return 'scale';
  return surveyTypes.get(type)?.kind;
};

const readKind = (reading: Reading, type: string): QuestionKindName | undefined => {
  const implied = impliedKind(type, reading.cell('appearance'));
  const row = surveyTypes.get(type);
  if (row === undefined) return implied;
  return reading.oneOf('foljsam::kind', [row.kind, ...row.mayBe]) ?? implied;
};

/** Notes the words of an appearance that the app shows no differently. */
export const readAppearance = (reading: Reading): string | undefined => {
  const appearance = reading.cell('appearance', 'appearance');
  const others = (appearance ?? '').split(/\s+/).filter((each) => each !== '' && !shownAppearances.has(each));
  if (others.length > 0)
    reading.log.note('appearance-not-shown', { appearance: others.join(' ') }, reading.place('appearance'));
  return appearance;
};

const readRequired = (reading: Reading, kind: QuestionKindName): Pick<Question, 'mandatory' | 'required'> => {
  const cell = reading.cell('required', 'required');
  const exact = reading.cell('foljsam::required', 'required');
  const said = cell === 'true()' ? true : cell === 'false()' ? false : readYesNo(cell ?? '');
  const logic = exact ?? (said === undefined ? cell : undefined);
  // What is never asked is never missing; but a note that is required holds the form up.
  const isNeverMissing = said === true && !kindOf(kind).isAsked && kind !== 'note';
  if (isNeverMissing) reading.log.note('cell-not-read', { header: 'required' }, reading.place('required'));
  return { mandatory: said === true && !isNeverMissing, ...(logic !== undefined && { required: logic }) };
};

const readRelevant = (reading: Reading): Question['relevant'] => {
  const cell = reading.expression('relevant', 'relevant');
  const exact = reading.cell('foljsam::relevant_any_of');
  if (exact === undefined) return cell;
  const anyOf = readAnyOf(exact);
  if (anyOf !== undefined && anyOfToExpression(anyOf) === cell) return anyOf;
  reading.refuse('columns-contradict', { one: 'foljsam::relevant_any_of', other: 'relevant' }, 'relevant');
  return cell;
};

const readPreset = (reading: Reading, kind: QuestionKindName): Question['default'] => {
  const cell = reading.cell('default', 'default');
  const exact = reading.cell('foljsam::default');
  if (exact === undefined) return cell === undefined ? undefined : readDefault(cell, kind);
  const preset = readExactDefault(exact);
  if (preset !== undefined && writeDefault(preset).trim() === (cell ?? '')) return preset;
  reading.refuse('columns-contradict', { one: 'foljsam::default', other: 'default' }, 'default');
  return undefined;
};

const readWrittenParameters = (reading: Reading, type: string): Question['parameters'] => {
  const cell = reading.cell('parameters', 'parameters');
  const exact = reading.cell('foljsam::parameters');
  if (exact !== undefined) {
    const parameters = readExactParameters(exact);
    if (parameters !== undefined && writeParameters(parameters, type) === (cell ?? '')) return parameters;
    reading.refuse('columns-contradict', { one: 'foljsam::parameters', other: 'parameters' }, 'parameters');
    return undefined;
  }
  if (cell === undefined) return undefined;
  const parameters = readParameters(cell);
  if (parameters === undefined) reading.refuse('parameters-not-readable', { written: cell }, 'parameters');
  return parameters;
};

/** Parameters that say something here; the others are kept, and noted. */
const usedParameters = (kind: QuestionKindName): readonly string[] =>
  kind === 'range' ? ['start', 'end', 'step'] : [];

const readQuestionParameters = (
  reading: Reading,
  kind: QuestionKindName,
  type: string,
): Question['parameters'] => {
  const parameters = readWrittenParameters(reading, type);
  for (const name of Object.keys(parameters ?? {}))
    if (!usedParameters(kind).includes(name))
      reading.log.note('parameter-not-used', { name }, reading.place('parameters'));
  return parameters;
};

const readReadOnly = (reading: Reading): Question['readOnly'] => {
  const cell = reading.cell('read_only', 'readOnly');
  return cell === undefined ? undefined : (readYesNo(cell) ?? cell);
};

const readQuestionTrigger = (reading: Reading): Question['trigger'] => {
  const cell = reading.cell('trigger', 'trigger');
  if (cell === undefined) return undefined;
  const names = readTrigger(cell);
  if (names === undefined) reading.refuse('not-a-trigger', { written: cell }, 'trigger');
  return names;
};

/** Reads a row of the survey as a question; undefined, and refused, where its type cannot be one. */
export const readQuestion = (reading: Reading, type: WrittenType, name: string): ReadQuestion | undefined => {
  const writtenKind = readKind(reading, type.name);
  if (writtenKind === undefined) return undefined;
  const draws = surveyTypes.get(type.name)?.hasList === true;
  if (draws && type.list === undefined) reading.refuse('list-missing-in-type', { type: type.name }, 'type');
  reading.cell('type', 'choices');
  reading.cell('type', 'kind');
  reading.cell('required', 'mandatory');
  reading.cell('name', 'name');
  // What draws from no list has none of its own; then the cell is noted as not read.
  const hasOwnChoices = draws && reading.yesNo('foljsam::own_choices') === true;
  const label = reading.text('label', 'label');
  const hint = reading.text('hint', 'hint');
  const calculation = reading.expression('calculation', 'calculation');
  // As pyxform: what is worked out and has no words to be shown with is not shown, whatever its type.
  const isOnlyWorkedOut = label === undefined && hint === undefined && calculation !== undefined && !draws;
  const kind = isOnlyWorkedOut && writtenKind !== 'hidden' ? 'calculated' : writtenKind;
  if (kind !== writtenKind) reading.log.note('only-worked-out', { name }, reading.place('type'));
  const list = kind === 'yes-no' ? undefined : type.list;
  const question: Question = {
    name,
    kind,
    label: label ?? { sv: '' },
    ...readRequired(reading, kind),
    shortLabel: reading.text('foljsam::short_label', 'shortLabel'),
    hint,
    guidance: reading.text('guidance_hint', 'guidance'),
    requiredMessage: reading.text('required_message', 'requiredMessage'),
    choiceList: draws && !hasOwnChoices ? list : undefined,
    choiceFilter: reading.cell('choice_filter', 'choiceFilter'),
    relevant: readRelevant(reading),
    constraint: reading.expression('constraint', 'constraint'),
    constraintMessage: reading.text('constraint_message', 'constraintMessage'),
    calculation,
    trigger: readQuestionTrigger(reading),
    default: readPreset(reading, kind),
    readOnly: readReadOnly(reading),
    appearance: readAppearance(reading),
    parameters: readQuestionParameters(reading, kind, type.name),
    comment: reading.yesNo('foljsam::comment'),
    deviation: reading.yesNo('foljsam::finding'),
  };
  return { question, list, hasOwnChoices };
};
