import { isBlank, isSameValue, type Answers, type AnswerValue } from '../../follow-up/answer.ts';
import type { AnswerProblem } from '../answer-problem.ts';
import type { LocalizedText } from '../words.ts';
import { eachRow, type Cell } from './form-row.ts';
import type { FormState } from './form-state.ts';
import { cellAt } from './open-form.ts';

/** What is wrong at a place, with the author's own words where there are any. */
export interface FormFinding {
  readonly place: string;
  readonly problem: AnswerProblem;
  readonly message?: LocalizedText | undefined;
  /** Where the question stands in the document. */
  readonly order: number;
}

/** What the author says to the problem of a cell. */
export const messageOf = ({ node, problem }: Cell): LocalizedText | undefined => {
  if (problem === 'constraint-broken') return node.question?.constraintMessage;
  return problem === 'missing' || problem === 'contradiction' ? node.question?.requiredMessage : undefined;
};

/** All that keeps a form, or one section of it, from being sent, in the order of the document. */
export const findingsOf = (state: FormState, section?: string): FormFinding[] => {
  const found: FormFinding[] = [];
  for (const node of state.prepared.nodes)
    if (node.question && (section === undefined || node.section?.name === section))
      eachRow(state.root, node, (row) => {
        const cell = row.cellOf(node);
        if (row.isHidden || cell.problem === undefined) return;
        const message = messageOf(cell);
        found.push({
          place: cell.place,
          problem: cell.problem,
          order: node.index,
          ...(message && { message }),
        });
      });
  return found;
};

/** Calculated on two machines, a number may differ in its last digit. */
const isSameResult = (one: AnswerValue | undefined, other: AnswerValue | undefined): boolean =>
  isSameValue(one, other) ||
  (typeof one === 'number' &&
    typeof other === 'number' &&
    Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(one)));

const leftoverAt = (state: FormState, place: string, given: Answers): AnswerProblem | undefined => {
  const cell = cellAt(state, place);
  if (cell === undefined || (cell.node.kind !== 'question' && cell.node.kind !== 'repeat'))
    return 'unknown-question';
  const answer = given[place];
  if (isBlank(answer) || cell.problem !== undefined) return undefined;
  if (!cell.isRelevant) return 'not-relevant';
  if (answer?.value === undefined) return undefined;
  if (cell.node.logic.calculation && !cell.node.question?.trigger)
    return isSameResult(cell.answer?.value, answer.value) ? undefined : 'not-as-calculated';
  return isSameValue(state.visibleValue(cell), answer.value) ? undefined : 'not-relevant';
};

/** What of given answers would not have left a form: what is hidden or unknown, and what is calculated otherwise. */
export const leftoversOf = (state: FormState, given: Answers): FormFinding[] => {
  const found: FormFinding[] = [];
  for (const place of Object.keys(given)) {
    const problem = leftoverAt(state, place, given);
    if (problem === undefined) continue;
    const order =
      problem === 'unknown-question' ? Number.POSITIVE_INFINITY : (cellAt(state, place)?.node.index ?? 0);
    found.push({ place, problem, order });
  }
  return found;
};
