import { isBlank } from '../../follow-up/answer.ts';
import { kindOf } from '../question-kinds.ts';
import type { Cell, Row } from './form-row.ts';

/** Of what is put, how much is answered or left with a reason. */
export interface Progress {
  handled: number;
  total: number;
}

const count = ({ node, answer, isRelevant, isRequired }: Cell, into: Progress): void => {
  if (!isRelevant || !node.question || !kindOf(node.question.kind).isAsked) return;
  const isOwed = isRequired || node.section?.voluntary === true;
  if (!isOwed && isBlank(answer)) return;
  into.total += 1;
  if (!isOwed || answer?.value !== undefined || answer?.reason !== undefined) into.handled += 1;
};

/** How far the questions of a row have come, those of its inner rows too; of the form, those of one section. */
export const progressIn = (
  row: Row,
  section?: string,
  into: Progress = { handled: 0, total: 0 },
): Progress => {
  for (const cell of row.cells) {
    if (section !== undefined && cell.node.section?.name !== section) continue;
    if (cell.node.kind === 'question') count(cell, into);
    for (const inner of cell.rows) progressIn(inner, undefined, into);
  }
  return into;
};
