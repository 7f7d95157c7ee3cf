import type { Answer, Answers } from '../follow-up/answer.ts';
import type { QuestionnaireRef } from '../follow-up/follow-up.ts';
import type { Gender, Ownership, ServiceArea } from '../organisation/organisation.ts';
import { kinds } from '../questionnaire/question-kinds.ts';
import { sectionOf, type Question, type Questionnaire } from '../questionnaire/questionnaire.ts';
import { relevantQuestions } from '../questionnaire/relevance.ts';
import { isWithin, monthOf, type ReportPeriod } from './period.ts';

/** A follow-up that was carried out, as the statistics see it: no client, no unit, no text. */
export interface CountedFollowUp {
  /** The day it was carried out (Europe/Stockholm): by its head where it has one. */
  readonly on: string;
  readonly boardId: string;
  readonly serviceArea: ServiceArea;
  readonly ownership: Ownership;
  readonly gender: Gender;
  /** The version that it was carried out with. */
  readonly questionnaire: Questionnaire;
  /** The answers of its head; null while it is carried out but not registered (no head, or taken back). */
  readonly answers: Answers | null;
}

/** What a follow-up is counted under. */
export interface TallyKey {
  readonly month: string;
  readonly boardId: string;
  readonly serviceArea: ServiceArea;
  readonly ownership: Ownership;
  readonly gender: Gender;
  readonly questionnaireId: string;
  readonly version: number;
}

/** Stands for the question where follow-ups themselves are counted, as `carried-out` and as `registered`. */
export const followUpsThemselves = '-';

/** One of the cells that counts are kept in. */
export interface RollupCell extends TallyKey {
  /** Name of the question, or `followUpsThemselves`. */
  readonly question: string;
  /** A choice's name; `reason:` and why there is no answer; `answered` or `unanswered`. */
  readonly outcome: string;
}

export interface RollupRow extends RollupCell {
  readonly count: number;
}

export interface RollupChange {
  readonly cell: RollupCell;
  readonly delta: number;
}

export interface Tally {
  readonly key: TallyKey;
  readonly counts: readonly { readonly question: string; readonly outcome: string; readonly count: number }[];
}

/** Whether the answers to a question are counted: those drawn from choices, and all that is asked of the client. */
export const isTallied = (of: Questionnaire, question: Question): boolean =>
  kinds[question.kind].isCounted || sectionOf(of, question.name)?.voluntary === true;

const outcomeOf = (question: Question, given: Answer | undefined): string => {
  if (given?.value !== undefined) return kinds[question.kind].isCounted ? String(given.value) : 'answered';
  return given?.reason === undefined ? 'unanswered' : `reason:${given.reason}`;
};

/** Whether an outcome is an answer, and not that there is none. */
export const isAnswer = (outcome: string): boolean =>
  outcome !== 'unanswered' && !outcome.startsWith('reason:');

/** What one follow-up adds to the statistics. Questions that were not relevant are not counted as asked. */
export const tallyOf = (of: CountedFollowUp): Tally => {
  const { boardId, serviceArea, ownership, gender, questionnaire, answers } = of;
  const ref: QuestionnaireRef = questionnaire;
  const key = {
    month: monthOf(of.on),
    boardId,
    serviceArea,
    ownership,
    gender,
    questionnaireId: ref.id,
    version: ref.version,
  };
  const counts = [{ question: followUpsThemselves, outcome: 'carried-out', count: 1 }];
  if (answers !== null) {
    counts.push({ question: followUpsThemselves, outcome: 'registered', count: 1 });
    for (const question of relevantQuestions(questionnaire, answers)) {
      if (!isTallied(questionnaire, question)) continue;
      const outcome = outcomeOf(question, answers[question.name]);
      counts.push({ question: question.name, outcome, count: 1 });
    }
  }
  return { key, counts };
};

/** The key of a cell as one text: equal cells, equal texts. */
export const rollupKey = (cell: RollupCell): string =>
  [
    cell.month,
    cell.boardId,
    cell.serviceArea,
    cell.ownership,
    cell.gender,
    cell.questionnaireId,
    cell.version,
    cell.question,
    cell.outcome,
  ].join('/');

/**
 * The changes of the rollups when a follow-up goes from one state to another: the old one's counts taken away, the
 * new one's added, cells that stay as they were left out. null: not carried out.
 */
export const rollupDelta = (
  before: CountedFollowUp | null,
  after: CountedFollowUp | null,
): RollupChange[] => {
  const changes = new Map<string, RollupChange>();
  const add = (of: CountedFollowUp | null, sign: 1 | -1): void => {
    if (of === null) return;
    const { key, counts } = tallyOf(of);
    for (const { question, outcome, count } of counts) {
      const cell = { ...key, question, outcome };
      const at = rollupKey(cell);
      changes.set(at, { cell, delta: (changes.get(at)?.delta ?? 0) + sign * count });
    }
  };
  add(before, -1);
  add(after, 1);
  return [...changes.values()].filter((change) => change.delta !== 0);
};

/** The rollups of follow-ups counted from scratch: what the kept ones must always equal. */
export const rollupOf = (all: Iterable<CountedFollowUp>): RollupRow[] => {
  const rows = new Map<string, { cell: RollupCell; count: number }>();
  for (const each of all) {
    for (const { cell, delta } of rollupDelta(null, each)) {
      const at = rollupKey(cell);
      const row = rows.get(at);
      if (row === undefined) rows.set(at, { cell, count: delta });
      else row.count += delta;
    }
  }
  return [...rows.values()].map(({ cell, count }) => ({ ...cell, count }));
};

/** What a report is narrowed to; null: not narrowed. */
export interface RowFilters {
  readonly boardIds: readonly string[] | null;
  readonly serviceArea: ServiceArea | null;
  readonly ownership: Ownership | null;
}

/** The rows of a period that pass the filters, of one questionnaire (all its versions). */
export const selectRows = (
  rows: Iterable<RollupRow>,
  questionnaireId: string,
  period: ReportPeriod,
  filters: RowFilters,
): RollupRow[] =>
  [...rows].filter(
    (row) =>
      row.questionnaireId === questionnaireId &&
      isWithin(period, row.month) &&
      (filters.boardIds === null || filters.boardIds.includes(row.boardId)) &&
      (filters.serviceArea === null || filters.serviceArea === row.serviceArea) &&
      (filters.ownership === null || filters.ownership === row.ownership),
  );
