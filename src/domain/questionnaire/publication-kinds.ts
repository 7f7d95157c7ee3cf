import type { SchemaNode } from './engine/logic.ts';
import { pathOf, type PublicationFault } from './publication-fault.ts';
import { kindOf, notYetTaken, type QuestionKindName } from './question-kinds.ts';
import { choicesFor, findQuestion, questionsOf, type Question, type Questionnaire } from './questionnaire.ts';
import { toNumber } from './expression/values.ts';
import type { Choice } from './words.ts';

const drawsFromChoices: readonly QuestionKindName[] = ['choice', 'scale', 'choices', 'rank'];

/** Whether nobody could ever send the form: an answer is asked for that cannot be given, and may not be left. */
const unanswerableField = ({ question, section }: SchemaNode): 'mandatory' | 'required' | undefined => {
  if (question === undefined || !notYetTaken.includes(question.kind) || section?.voluntary === true)
    return undefined;
  return question.mandatory ? 'mandatory' : question.required === undefined ? undefined : 'required';
};

const choicesFault = (of: Questionnaire, asked: Question): Omit<PublicationFault, 'path'> | undefined => {
  const hasOwn = asked.choices !== undefined || asked.choiceList !== undefined;
  if (!drawsFromChoices.includes(asked.kind))
    return hasOwn || asked.choiceFilter !== undefined
      ? { code: 'choices-not-used', parts: { kind: asked.kind } }
      : undefined;
  const list = asked.choiceList;
  if (list !== undefined && !Object.hasOwn(of.choiceLists ?? {}, list))
    return { code: 'unknown-list', parts: { list } };
  return choicesFor(of, asked).length === 0
    ? { code: 'choices-missing', parts: { name: asked.name } }
    : undefined;
};

const rangeFault = ({ kind, parameters = {} }: Question): Omit<PublicationFault, 'path'> | undefined => {
  if (kind !== 'range') return undefined;
  const numbers = ['start', 'end', 'step'].filter((name) => parameters[name] !== undefined);
  const wrong = numbers.find((name) => Number.isNaN(toNumber(parameters[name] ?? '')));
  if (wrong !== undefined) return { code: 'parameter-does-not-fit', parts: { name: wrong } };
  return toNumber(parameters['step'] ?? 1) === 0 ? { code: 'step-is-nothing', parts: {} } : undefined;
};

const defaultFault = (of: Questionnaire, asked: Question): boolean => {
  const preset = asked.default;
  if (preset === undefined || (typeof preset === 'object' && 'expression' in preset)) return false;
  const row = kindOf(asked.kind);
  const value = row.fromExpression(typeof preset === 'object' ? preset.join(' ') : preset);
  const context = { choices: choicesFor(of, asked), parameters: asked.parameters };
  return value === undefined || row.problemOf(value, context) !== undefined;
};

/** Whether it is there under a condition, its own or of what it lies in. */
const isConditional = ({ question, group, repeat, section, parent }: SchemaNode): boolean =>
  (question ?? group ?? repeat ?? section)?.relevant !== undefined ||
  (parent !== undefined && isConditional(parent));

/** What of a question does not go with its kind. */
export const kindFaults = (of: Questionnaire, node: SchemaNode): PublicationFault[] => {
  const { question } = node;
  if (question === undefined) return [];
  const faults: PublicationFault[] = [];
  const say = (field: string, code: PublicationFault['code'], parts: PublicationFault['parts'] = {}) =>
    faults.push({ path: `${pathOf(node)}/${field}`, code, parts });
  const { kind, name } = question;
  const choices = choicesFault(of, question);
  if (choices) say('choices', choices.code, choices.parts);
  if (kind === 'calculated' && question.calculation === undefined && question.default === undefined)
    say('calculation', 'calculation-missing', { name });
  const mayHoldUp = kind === 'note' && isConditional(node);
  if (question.mandatory && !kindOf(kind).isAsked && !mayHoldUp)
    say('mandatory', 'mandatory-but-not-asked', { kind });
  const unanswerable = unanswerableField(node);
  if (unanswerable) say(unanswerable, 'mandatory-but-not-yet-taken', { kind });
  const range = rangeFault(question);
  if (range) say('parameters', range.code, range.parts);
  if (defaultFault(of, question)) say('default', 'default-does-not-fit', { kind });
  for (const trigger of question.trigger ?? [])
    if (findQuestion(of, trigger) === undefined) say('trigger', 'unknown-trigger', { name: trigger });
  return faults;
};

const duplicatesIn = (path: string, choices: readonly Choice[]): PublicationFault[] => {
  const seen = new Set<string>();
  return choices.flatMap(({ name }): PublicationFault[] => {
    if (!seen.has(name)) {
      seen.add(name);
      return [];
    }
    return [{ path: `${path}/${name}`, code: 'duplicate-choice', parts: { name } }];
  });
};

/** Choices that a list holds twice; a filter may tell such ones apart, so a list that one looks at may hold them. */
export const choiceFaults = (of: Questionnaire): PublicationFault[] => {
  const questions = questionsOf(of);
  const filtered = new Set(
    questions.flatMap(({ choiceList, choiceFilter }) => (choiceFilter === undefined ? [] : [choiceList])),
  );
  return [
    ...Object.entries(of.choiceLists ?? {}).flatMap(([list, choices]) =>
      filtered.has(list) ? [] : duplicatesIn(`choiceLists/${list}`, choices),
    ),
    ...questions.flatMap(({ name, choices, choiceFilter }) =>
      choiceFilter === undefined ? duplicatesIn(`${name}/choices`, choices ?? []) : [],
    ),
  ];
};
