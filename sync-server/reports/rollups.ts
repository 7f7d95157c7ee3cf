import * as z from 'zod/mini';
import type { Answers } from '#domain/follow-up/answer.ts';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { gender, ownership, serviceArea } from '#domain/organisation/organisation.ts';
import { monthOf } from '#domain/report/period.ts';
import { followUpsThemselves, tallyOf } from '#domain/report/tally.ts';
import type { Ending, WriteTransaction } from '../database/database.ts';
import { text } from '../database/row.ts';
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

/** The counts of a cell, by `question outcome`. */
export type CellCounts = Map<string, number>;

/** What stands under a question and an outcome in a cell's counts; neither has a space in it. */
export const countKey = (question: string, outcome: string): string => `${question} ${outcome}`;

/** The question and the outcome that a key of a cell's counts stands for. */
export const partsOfCountKey = (key: string): { question: string; outcome: string } => {
  const at = key.indexOf(' ');
  return { question: key.slice(0, at), outcome: key.slice(at + 1) };
};

const themselves = countKey(followUpsThemselves, '');

/**
 * Adds a cell's counts, as they are stored, to others: those of follow-ups themselves and those of answers may go to
 * different ones. Without a schema, for a report reads thousands, and nobody but this file writes them.
 */
export const addCounts = (stored: string, followUps: CellCounts, answers: CellCounts): void => {
  const read: unknown = JSON.parse(stored);
  if (typeof read !== 'object' || read === null) throw new TypeError('A cell of the rollups holds no counts');
  for (const [key, value] of Object.entries(read)) {
    const to = key.startsWith(themselves) ? followUps : answers;
    if (typeof value === 'number') to.set(key, (to.get(key) ?? 0) + value);
  }
};

/** What is to be added to a cell for one questionnaire. */
interface Added {
  readonly cell: Cell;
  readonly questionnaire: QuestionnaireRef;
  readonly counts: readonly { readonly question: string; readonly outcome: string; readonly count: number }[];
}

/** A cell is read and written once a transaction, however many follow-ups of it came. */
const adding: Ending<Added> = {
  write: (transaction, all) => {
    const byRow = new Map<string, Added[]>();
    for (const each of all) {
      const key = `${each.cell} ${each.questionnaire.id} ${each.questionnaire.version}`;
      const known = byRow.get(key);
      if (known) known.push(each);
      else byRow.set(key, [each]);
    }
    for (const added of byRow.values()) addToRow(transaction, added);
  },
};

const addToRow = (transaction: WriteTransaction, added: readonly Added[]): void => {
  const [first] = added;
  if (first === undefined) return;
  const of = partsOfCell(first.cell);
  const at = [
    of.boardId,
    of.month,
    of.serviceArea,
    of.ownership,
    of.gender,
    first.questionnaire.id,
    first.questionnaire.version,
  ] as const;
  const row = transaction
    .prepare(
      `SELECT counts FROM rollup_cells WHERE board_id = ? AND month = ? AND service_area = ? AND ownership = ?
       AND gender = ? AND questionnaire_id = ? AND questionnaire_version = ?`,
    )
    .get(...at);
  const counts: CellCounts = new Map();
  if (row !== undefined) addCounts(text(row, 'counts'), counts, counts);
  for (const { question, outcome, count } of added.flatMap((each) => each.counts)) {
    const key = countKey(question, outcome);
    const sum = (counts.get(key) ?? 0) + count;
    if (sum === 0) counts.delete(key);
    else counts.set(key, sum);
  }
  transaction
    .prepare(
      `INSERT INTO rollup_cells (board_id, month, service_area, ownership, gender, questionnaire_id,
       questionnaire_version, counts) VALUES (?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET counts = excluded.counts`,
    )
    .run(...at, JSON.stringify(Object.fromEntries(counts)));
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
  transaction.atEnd(adding, {
    cell,
    questionnaire,
    counts: counts.map((each) => ({ ...each, count: by * each.count })),
  });
};

/** Carried-out follow-ups are counted whatever they were asked. */
export const anyQuestionnaire: QuestionnaireRef = { id: '', version: 0 };

/** Counts a follow-up as carried out in its cell, or takes it away again. */
export const countCarriedOut = (transaction: WriteTransaction, cell: Cell, by: 1 | -1): void =>
  transaction.atEnd(adding, {
    cell,
    questionnaire: anyQuestionnaire,
    counts: [{ question: followUpsThemselves, outcome: 'carried-out', count: by }],
  });
