import { isBlank, type Answer, type Answers } from '../../follow-up/answer.ts';
import type { Cell, Row } from './form-row.ts';
import type { FormState } from './form-state.ts';

/** The answers of all cells that can hold one, by place, in the order of the document; empty ones are left out. */
const collect = (
  row: Row,
  answerOf: (cell: Cell) => Answer | undefined,
  path = '',
  into: Record<string, Answer> = {},
): Answers => {
  for (const cell of row.cells) {
    const { kind, name } = cell.node;
    if (kind !== 'question' && kind !== 'repeat') continue;
    const answer = answerOf(cell);
    if (answer !== undefined && Object.keys(answer).length > 0) into[path + name] = answer;
    for (const inner of cell.rows) collect(inner, answerOf, `${path}${name}/${inner.id}/`, into);
  }
  return into;
};

const withRows = (answer: Answer | undefined, rows: readonly Row[]): Answer | undefined => {
  const { rows: _before, ...rest } = answer ?? {};
  const made = rows.length === 0 ? rest : { ...rest, rows: rows.map((row) => row.id) };
  return isBlank(made) ? undefined : made;
};

/** All that stands in the form, hidden or not, and what the form has no place for. */
export const draftOf = (state: FormState, strays: ReadonlyMap<string, Answer>): Answers => ({
  ...collect(state.root, (cell) =>
    cell.node.kind === 'repeat' ? withRows(cell.answer, cell.rows) : cell.answer,
  ),
  ...Object.fromEntries(strays),
});

/** The answer as it leaves: without choices that its filter hides. */
const leaving = (state: FormState, cell: Cell): Answer | undefined => {
  const { answer, node } = cell;
  if (node.kind === 'repeat') return withRows(answer, cell.rows.slice(0, cell.shown));
  if (answer === undefined || node.logic.choiceFilter === undefined) return answer;
  const visible = state.visibleValue(cell);
  const { value: _all, ...rest } = answer;
  const left = visible === undefined ? rest : { ...rest, value: visible };
  return isBlank(left) ? undefined : left;
};

/** What leaves with a submission: what is relevant, in rows that count. */
export const submissionOf = (state: FormState): Answers =>
  collect(state.root, (cell) => (cell.isRelevant ? leaving(state, cell) : undefined));
