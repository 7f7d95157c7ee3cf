import { isBlank, type Answer, type Answers } from '../../follow-up/answer.ts';
import type { Cell, Row } from './form-row.ts';
import type { FormState } from './form-state.ts';

/** Calls `visit` with every cell that can hold an answer, in the order of the document, row by row. */
const eachCell = (row: Row, path: string, visit: (cell: Cell, place: string) => void): void => {
  for (const cell of row.cells) {
    const { kind, name } = cell.node;
    if (kind !== 'question' && kind !== 'repeat') continue;
    visit(cell, path + name);
    for (const inner of cell.rows) eachCell(inner, `${path}${name}/${inner.id}/`, visit);
  }
};

const withRows = (answer: Answer | undefined, rows: readonly Row[]): Answer | undefined => {
  const { rows: _before, ...rest } = answer ?? {};
  const made = rows.length === 0 ? rest : { ...rest, rows: rows.map((row) => row.id) };
  return isBlank(made) ? undefined : made;
};

/** All that stands in the form, hidden or not, and what the form has no place for. */
export const draftOf = (state: FormState, strays: ReadonlyMap<string, Answer>): Answers => {
  const all: Record<string, Answer> = {};
  eachCell(state.root, '', (cell, place) => {
    const answer = cell.node.kind === 'repeat' ? withRows(cell.answer, cell.rows) : cell.answer;
    if (answer !== undefined && Object.keys(answer).length > 0) all[place] = answer;
  });
  for (const [place, answer] of strays) all[place] = answer;
  return all;
};

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
export const submissionOf = (state: FormState): Answers => {
  const left: Record<string, Answer> = {};
  eachCell(state.root, '', (cell, place) => {
    const answer = cell.isRelevant ? leaving(state, cell) : undefined;
    if (answer !== undefined && Object.keys(answer).length > 0) left[place] = answer;
  });
  return left;
};
