import * as z from 'zod/mini';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { gender, ownership, serviceArea } from '#domain/organisation/organisation.ts';
import { monthOf } from '#domain/report/period.ts';
import { followUpsThemselves, tallyOf } from '#domain/report/tally.ts';
import type { WriteTransaction } from '../database/database.ts';
import { QuestionnaireShelf } from '../register/questionnaire-shelf.ts';

/**
 * Where a follow-up is counted: board, month, service area, ownership and gender, as one text. It is kept beside what
 * was counted, so that what was added is what is taken away, whatever has changed since.
 */
export type Cell = string;

/** The cell of a follow-up by the facts of its placement, and the day on which it was carried out. */
export const cellOf = (of: {
  readonly boardId: string;
  readonly on: string;
  readonly serviceArea: string;
  readonly ownership: string;
  readonly gender: string;
}): Cell => [of.boardId, monthOf(of.on), of.serviceArea, of.ownership, of.gender].join('/');

const cellParts = z.tuple([z.string(), z.string(), serviceArea, ownership, gender]);

/** What a cell's text says. */
export const partsOfCell = (cell: Cell) => {
  const [boardId, month, area, managed, sex] = cellParts.parse(cell.split('/'));
  return { boardId, month, serviceArea: area, ownership: managed, gender: sex };
};

/** Published versions never change, so one shelf serves every register of the process. */
const shelf = new QuestionnaireShelf();

const addTo = (
  transaction: WriteTransaction,
  cell: Cell,
  questionnaire: QuestionnaireRef,
  counts: readonly { readonly question: string; readonly outcome: string; readonly count: number }[],
): void => {
  const of = partsOfCell(cell);
  const add = transaction.prepare(
    `INSERT INTO rollups (board_id, month, service_area, ownership, gender, questionnaire_id, questionnaire_version,
       question, outcome, count) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET count = count + excluded.count`,
  );
  for (const { question, outcome, count } of counts) {
    add.run(
      of.boardId,
      of.month,
      of.serviceArea,
      of.ownership,
      of.gender,
      questionnaire.id,
      questionnaire.version,
      question,
      outcome,
      count,
    );
  }
};

/** Counts the answers of a head in its cell, or takes them away again. */
export const addToCell = (
  transaction: WriteTransaction,
  cell: Cell,
  questionnaire: QuestionnaireRef,
  answers: Answers,
  by: 1 | -1,
): void => {
  const asked = shelf.find(transaction, questionnaire);
  if (asked === undefined) throw new Error('A head has answers to a questionnaire that was never published');
  const { month, ...where } = partsOfCell(cell);
  const tally = tallyOf({ ...where, on: `${month}-01`, questionnaire: asked, answers });
  const counts = tally.counts.filter(
    (each) => each.question !== followUpsThemselves || each.outcome !== 'carried-out',
  );
  addTo(
    transaction,
    cell,
    questionnaire,
    counts.map((each) => ({ ...each, count: by * each.count })),
  );
};

/** Carried-out follow-ups are counted whatever they were asked. */
export const anyQuestionnaire: QuestionnaireRef = { id: '', version: 0 };

/** Counts a follow-up as carried out in its cell, or takes it away again. */
export const countCarriedOut = (transaction: WriteTransaction, cell: Cell, by: 1 | -1): void =>
  addTo(transaction, cell, anyQuestionnaire, [
    { question: followUpsThemselves, outcome: 'carried-out', count: by },
  ]);
