import type { Answer } from '../../follow-up/answer.ts';
import type { AnswerProblem } from '../answer-problem.ts';
import { toBoolean } from '../expression/values.ts';
import { kindOf, longestText } from '../question-kinds.ts';
import type { Question, Section } from '../questionnaire.ts';
import type { Choice } from '../words.ts';
import type { FormEnvironment } from './form-environment.ts';
import type { Cell } from './form-row.ts';

/** What is wrong with an answer as it stands, by its kind and its section; a missing one is not wrong yet. */
export const problemOfAnswer = (
  question: Question,
  section: Pick<Section, 'voluntary'>,
  given: Answer,
  choices: readonly Choice[] | undefined,
): AnswerProblem | undefined => {
  if ((given.comment?.length ?? 0) > longestText || (given.deviation?.length ?? 0) > longestText)
    return 'too-long';
  if (given.reason !== undefined && (!section.voluntary || given.value !== undefined))
    return 'reason-not-allowed';
  if (given.value === undefined) return undefined;
  const problem = kindOf(question.kind).problemOf(given.value, { choices, parameters: question.parameters });
  // Whoever does not know the document's list cannot say that a choice is not in it.
  return problem === 'not-a-choice' && choices === undefined && question.choiceList !== undefined
    ? undefined
    : problem;
};

/** Whether a person is to answer: it is of a kind that is answered, not worked out, and not locked. */
const isAsked = (cell: Cell, question: Question): boolean =>
  kindOf(question.kind).isAsked && question.calculation === undefined && !cell.isReadOnly;

const missing = (cell: Cell, question: Question): AnswerProblem | undefined => {
  if (cell.answer?.reason !== undefined || cell.value !== '') return undefined;
  // So the field holds up answers that cannot go together, where no constraint of one of them would tell why.
  if (question.kind === 'note') return cell.isRequired ? 'contradiction' : undefined;
  if (!isAsked(cell, question)) return undefined;
  if (cell.isRequired) return 'missing';
  return cell.node.section?.voluntary === true ? 'reason-missing' : undefined;
};

/** Works out whether the answer is required, locked, and right. Returns whether anything of that changed. */
export const checkCell = (
  cell: Cell,
  environment: FormEnvironment,
  choices: readonly Choice[] | undefined,
): boolean => {
  const { question, section, logic } = cell.node;
  if (question === undefined || section === undefined) return false;
  const holds = (of: typeof logic.required) =>
    of !== undefined && toBoolean(environment.evaluateFor(cell, of));
  const { isRequired, isReadOnly, problem } = cell;
  const isRelevant = cell.isRelevant;
  cell.isReadOnly = isRelevant && (question.readOnly === true || holds(logic.readOnly));
  cell.isRequired = isRelevant && (question.mandatory || holds(logic.required));
  cell.problem = undefined;
  if (isRelevant) {
    // A choice that its filter hides is as if it had not been given.
    const isHidden = cell.value === '' && cell.answer?.value !== undefined;
    const given = isHidden || cell.answer === undefined ? undefined : cell.answer;
    cell.problem = (given && problemOfAnswer(question, section, given, choices)) ?? missing(cell, question);
    // An empty answer never breaks its constraint.
    const isJudged = cell.problem === undefined && cell.value !== '' && logic.constraint !== undefined;
    if (isJudged && !holds(logic.constraint)) cell.problem = 'constraint-broken';
  }
  return cell.isRequired !== isRequired || cell.isReadOnly !== isReadOnly || cell.problem !== problem;
};
