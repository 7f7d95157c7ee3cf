import { noAnswerReasons } from '../follow-up/answer.ts';
import { genders, ownerships, serviceAreas } from '../organisation/organisation.ts';
import { kinds } from '../questionnaire/question-kinds.ts';
import {
  choicesFor,
  questionsOf,
  sectionOf,
  type Question,
  type Questionnaire,
} from '../questionnaire/questionnaire.ts';
import { isSameAsked } from '../questionnaire/same-question.ts';
import { exactFigure } from './figure.ts';
import {
  overallQuestion,
  type IndividualReport,
  type QuestionReport,
  type ReportBasis,
  type ReportFilters,
} from './individual-report.ts';
import type { ReportPeriod } from './period.ts';
import { followUpsThemselves, isAnswer, isTallied, type RollupRow } from './tally.ts';

/**
 * A sum over follow-ups. Where those themselves are counted it says where they are; answers may be summed over all
 * places (null), for the report tells them apart by gender and version alone.
 */
export type ReportRow = Pick<RollupRow, 'gender' | 'version' | 'question' | 'outcome' | 'count'> & {
  readonly [Place in 'boardId' | 'serviceArea' | 'ownership']: RollupRow[Place] | null;
};

export interface ReportContext {
  readonly period: ReportPeriod;
  readonly filters: ReportFilters;
  readonly basis: ReportBasis;
  /** The boards to show, in order. Those with nothing registered are shown with nought. */
  readonly boards: readonly { readonly id: string; readonly name: string }[];
  /** Every published version of the questionnaire. */
  readonly versions: readonly Questionnaire[];
}

const sumOf = (rows: readonly ReportRow[], fits: (row: ReportRow) => boolean): number =>
  rows.reduce((sum, row) => (fits(row) ? sum + row.count : sum), 0);

/** Counts by outcome. */
const outcomesOf = (rows: readonly ReportRow[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const row of rows) counts.set(row.outcome, (counts.get(row.outcome) ?? 0) + row.count);
  return counts;
};

const answeredOf = (counts: ReadonlyMap<string, number>): number =>
  [...counts].reduce((sum, [outcome, count]) => (isAnswer(outcome) ? sum + count : sum), 0);

const distributionOf = (of: Questionnaire, question: Question, counts: ReadonlyMap<string, number>) =>
  choicesFor(of, question).map(({ name, label }) => ({
    name,
    label,
    share: exactFigure(counts.get(name) ?? 0, answeredOf(counts)),
  }));

/**
 * The versions that the answers are of, newest first; where there are none, all. One that is published and not asked yet
 * must not put those that are in the shade.
 */
const versionsAsked = (rows: readonly ReportRow[], versions: readonly Questionnaire[]): Questionnaire[] => {
  const newestFirst = [...versions].sort((one, other) => other.version - one.version);
  const asked = new Set(rows.flatMap((row) => (row.question === followUpsThemselves ? [] : [row.version])));
  const found = newestFirst.filter(({ version }) => asked.has(version));
  return found.length > 0 ? found : newestFirst;
};

/** The versions whose question says the same as the newest's, and those that have it in other words or with other choices. */
const versionsOf = (of: Questionnaire, question: Question, versions: readonly Questionnaire[]) => {
  const joined = new Set<number>();
  const leftOut: number[] = [];
  for (const each of versions) {
    const same = questionsOf(each).find((one) => one.name === question.name);
    if (same === undefined) continue;
    if (isSameAsked(same, each, question, of)) joined.add(each.version);
    else leftOut.push(each.version);
  }
  return { joined, leftOut };
};

/** The questions that earlier versions counted and the newest has not, each with the versions that asked it. */
const droppedFrom = (
  newest: Questionnaire,
  versions: readonly Questionnaire[],
): NonNullable<IndividualReport['dropped']> => {
  const kept = new Set(questionsOf(newest).map((question) => question.name));
  const dropped = new Map<string, { name: string; label: Question['label']; versions: number[] }>();
  for (const each of versions)
    for (const question of questionsOf(each)) {
      if (kept.has(question.name) || !isTallied(each, question)) continue;
      const { name, label } = question;
      const known = dropped.get(name);
      if (known === undefined) dropped.set(name, { name, label, versions: [each.version] });
      else known.versions.unshift(each.version);
    }
  return [...dropped.values()];
};

type RowsByQuestion = ReadonlyMap<string, readonly ReportRow[]>;

const byQuestion = (rows: readonly ReportRow[]): RowsByQuestion => {
  const grouped = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const known = grouped.get(row.question);
    if (known === undefined) grouped.set(row.question, [row]);
    else known.push(row);
  }
  return grouped;
};

const rowsOfQuestion = (
  rows: RowsByQuestion,
  of: Questionnaire,
  question: Question,
  versions: readonly Questionnaire[],
): ReportRow[] => {
  const { joined } = versionsOf(of, question, versions);
  return (rows.get(question.name) ?? []).filter((row) => joined.has(row.version));
};

const questionReportOf = (
  rows: RowsByQuestion,
  question: Question,
  of: Questionnaire,
  versions: readonly Questionnaire[],
): QuestionReport => {
  const counts = outcomesOf(rowsOfQuestion(rows, of, question, versions));
  const asked = [...counts.values()].reduce((sum, count) => sum + count, 0);
  const answered = answeredOf(counts);
  const section = sectionOf(of, question.name);
  const unanswered = (outcome: string) => exactFigure(counts.get(outcome) ?? 0, asked - answered);
  return {
    name: question.name,
    label: question.label,
    shortLabel: question.shortLabel ?? question.label,
    section: section?.name ?? question.name,
    putTo: section?.putTo ?? 'caseworker',
    kind: question.kind,
    response: exactFigure(answered, asked),
    choices: kinds[question.kind].isCounted ? distributionOf(of, question, counts) : [],
    reasons: section?.voluntary
      ? [
          ...noAnswerReasons.map((reason) => ({ reason, share: unanswered(`reason:${reason}`) })),
          { reason: null, share: unanswered('unanswered') },
        ]
      : [],
    versionsLeftOut: versionsOf(of, question, versions).leftOut,
  };
};

/**
 * The report with exact figures, from the rollup rows of its period and filters. Versions of the questionnaire are
 * joined question by question where wording and choices are the same as in the newest that was asked; where they are not,
 * the older answers are left out and the report says so.
 */
export const buildReport = (rows: readonly ReportRow[], context: ReportContext): IndividualReport => {
  const versions = versionsAsked(rows, context.versions);
  const [newest] = versions;
  if (newest === undefined) throw new Error('A report needs at least one version of its questionnaire');
  const grouped = byQuestion(rows);
  const followUps = grouped.get(followUpsThemselves) ?? [];
  const registeredRows = followUps.filter((row) => row.outcome === 'registered');
  const registered = sumOf(registeredRows, () => true);
  const carriedOut = sumOf(followUps, (row) => row.outcome === 'carried-out');
  const share = (fits: (row: ReportRow) => boolean) => exactFigure(sumOf(registeredRows, fits), registered);
  const tallied = questionsOf(newest).filter((question) => isTallied(newest, question));
  const overall = tallied.find((question) => question.name === overallQuestion);
  const dropped = droppedFrom(newest, versions);
  const overallRows = overall === undefined ? [] : rowsOfQuestion(grouped, newest, overall, versions);
  return {
    questionnaire: {
      id: newest.id,
      title: newest.title,
      versions: versions.map((each) => each.version).toReversed(),
    },
    period: context.period,
    filters: context.filters,
    basis: context.basis,
    carriedOut,
    registered: exactFigure(registered, carriedOut),
    boards: context.boards.map((board) => ({
      boardId: board.id,
      name: board.name,
      share: share((row) => row.boardId === board.id),
    })),
    genders: genders.map((gender) => ({ gender, share: share((row) => row.gender === gender) })),
    serviceAreas: serviceAreas.map((serviceArea) => ({
      serviceArea,
      share: share((row) => row.serviceArea === serviceArea),
    })),
    ownerships: ownerships.map((ownership) => ({
      ownership,
      share: share((row) => row.ownership === ownership),
    })),
    questions: tallied.map((question) => questionReportOf(grouped, question, newest, versions)),
    ...(dropped.length > 0 && { dropped }),
    overallByGender:
      overall === undefined
        ? []
        : genders.map((gender) => ({
            gender,
            distribution: distributionOf(
              newest,
              overall,
              outcomesOf(overallRows.filter((row) => row.gender === gender)),
            ),
          })),
  };
};
