import { buildReport, type ReportContext } from './build-report.ts';
import { distinctClients, type ClosingCase, type DistinctClients } from './distinct-clients.ts';
import { hidden, smallestGroup, type Figure } from './figure.ts';
import {
  bestOverall,
  overallQuestion,
  type IndividualReport,
  type QuestionReport,
} from './individual-report.ts';
import { questionsBehind } from './linked-questions.ts';
import type { Shown } from './shown-table.ts';
import { protectGroups } from './suppression.ts';
import { rollupOf } from './tally.ts';

const countOf = (of: Figure): number => (of.kind === 'exact' ? of.count : 0);

/** A protected cell as a figure of the report; `exact` is what it was made of. */
const figureOf = (shown: Shown | undefined, exact: Figure): Figure => {
  if (shown?.kind === 'count') return exact;
  return shown === undefined || shown.kind === 'hidden'
    ? hidden
    : { kind: 'rounded', percent: shown.percent, step: shown.step };
};

const withHidden = <Row extends { readonly share: Figure }>(rows: readonly Row[], isSmall: boolean): Row[] =>
  rows.map((row) => (isSmall ? { ...row, share: hidden } : row));

/** The sizes of groups that make up all that is registered. */
const protectedSizes = <Row extends { readonly share: Figure }>(
  rows: readonly Row[],
  clientsOf: (row: Row) => number,
): Row[] => {
  const groups = rows.map((row) => ({ size: countOf(row.share), clients: clientsOf(row), outcomes: [] }));
  const shown = protectGroups(groups);
  return rows.map((row, index) => ({ ...row, share: figureOf(shown[index]?.size, row.share) }));
};

/**
 * The sizes of the genders and the overall assessment within each, which tell of each other and are protected as one.
 * Where some registered have no overall assessment in these figures (another version), the sizes of the two differ and
 * the search cannot see both: then both are hidden as soon as a group is small.
 */
const protectedGenders = (
  report: IndividualReport,
  clients: DistinctClients,
): Pick<IndividualReport, 'genders' | 'overallByGender'> => {
  if (report.overallByGender.length === 0)
    return {
      genders: protectedSizes(report.genders, (row) => clients.inGroup(row.gender)),
      overallByGender: [],
    };
  const groups = report.genders.map(({ gender, share }, index) => ({
    size: countOf(share),
    clients: Math.min(clients.inGroup(gender), clients.overallAnswered(gender)),
    outcomes: (report.overallByGender[index]?.distribution ?? []).map((each) => countOf(each.share)),
  }));
  const isWhole = groups.every((group) => group.outcomes.reduce((sum, each) => sum + each, 0) === group.size);
  const isSmall = groups.some((group) => group.clients < smallestGroup);
  if (!isWhole && isSmall) {
    return {
      genders: withHidden(report.genders, true),
      overallByGender: report.overallByGender.map((each) => ({
        ...each,
        distribution: withHidden(each.distribution, true),
      })),
    };
  }
  const headline = report.overallByGender[0]?.distribution.findIndex((each) => each.name === bestOverall);
  const shown = isSmall ? protectGroups(groups, headline) : undefined;
  return {
    genders: report.genders.map((row, index) => ({
      ...row,
      share: shown ? figureOf(shown[index]?.size, row.share) : row.share,
    })),
    overallByGender: report.overallByGender.map((row, index) => ({
      ...row,
      distribution: row.distribution.map((each, column) => ({
        ...each,
        share: shown ? figureOf(shown[index]?.outcomes[column], each.share) : each.share,
      })),
    })),
  };
};

/**
 * The distribution of one question: hidden as a whole where few answered, and its reasons where few did not. The response
 * rate stays: it is a share of those asked. A distribution of one cell would be told by it, and by the reasons of the
 * others: it hides both.
 */
const protectedQuestion = (question: QuestionReport, clients: DistinctClients): QuestionReport => {
  const isAskedOfFew = clients.asked(question.name) < smallestGroup;
  const fewAnswered = isAskedOfFew || clients.answered(question.name) < smallestGroup;
  const fewUnanswered = isAskedOfFew || clients.unanswered(question.name) < smallestGroup;
  const isToldByOthers = fewAnswered && question.choices.length === 1;
  return {
    ...question,
    response: isAskedOfFew || isToldByOthers ? hidden : question.response,
    choices: withHidden(question.choices, fewAnswered),
    reasons: withHidden(question.reasons, fewUnanswered || isToldByOthers),
  };
};

const withoutFigures = (question: QuestionReport): QuestionReport => ({
  ...question,
  response: hidden,
  choices: withHidden(question.choices, true),
  reasons: withHidden(question.reasons, true),
});

const isDistributionHidden = ({ choices }: QuestionReport): boolean =>
  choices.some(({ share }) => share.kind === 'hidden');

const isHidden = (question: QuestionReport): boolean =>
  question.response.kind === 'hidden' || isDistributionHidden(question);

/**
 * The distributions of all questions, each for itself and then beside each other: what is asked only of those who have
 * not answered yes to another would tell, by how many were asked, how many have. So nothing is shown of a question whose
 * logic looks at one that is hidden.
 */
const protectedQuestions = (
  report: IndividualReport,
  clients: DistinctClients,
  versions: ReportContext['versions'],
): QuestionReport[] => {
  const alone = report.questions.map((each) => protectedQuestion(each, clients));
  const hiddenNames = new Set(alone.filter(isHidden).map((each) => each.name));
  const isTelling = ({ name }: QuestionReport): boolean =>
    versions.some((of) => [...questionsBehind(of, name)].some((behind) => hiddenNames.has(behind)));
  return alone.map((each) => (isTelling(each) ? withoutFigures(each) : each));
};

const withNothing = (report: IndividualReport): IndividualReport => ({
  ...report,
  registered: hidden,
  boards: withHidden(report.boards, true),
  genders: withHidden(report.genders, true),
  serviceAreas: withHidden(report.serviceAreas, true),
  ownerships: withHidden(report.ownerships, true),
  questions: report.questions.map(withoutFigures),
  overallByGender: report.overallByGender.map((each) => ({
    ...each,
    distribution: withHidden(each.distribution, true),
  })),
});

/**
 * The figures of a closed period as the city sees them, made once. `cases`: every follow-up of the period and
 * questionnaire that was carried out, of all boards, never a selection of them (two selections could be subtracted from
 * each other). Groups of fewer than `smallestGroup` distinct clients are hidden, with what would tell of them.
 */
export const closePeriod = (
  cases: readonly ClosingCase[],
  closedOn: string,
  context: Omit<ReportContext, 'filters' | 'basis'>,
): IndividualReport => {
  const rows = rollupOf(cases);
  const exact = buildReport(rows, {
    ...context,
    filters: { boardIds: null, serviceArea: null, ownership: null },
    basis: { kind: 'closed', closedOn },
  });
  const inBoards = exact.boards.reduce((sum, board) => sum + countOf(board.share), 0);
  // A board left out would be worked out from the total.
  if (inBoards !== countOf(exact.registered)) throw new Error('A period is closed over all its boards');
  const clients = distinctClients(cases, exact);
  if (clients.carriedOut < smallestGroup) return { ...withNothing(exact), carriedOut: null };
  if (clients.registered < smallestGroup) return withNothing(exact);
  const questions = protectedQuestions(exact, clients, context.versions);
  const isOverallHidden = questions.some(
    (each) => each.name === overallQuestion && isDistributionHidden(each),
  );
  const shown = {
    ...exact,
    boards: protectedSizes(exact.boards, (row) => clients.inGroup(row.boardId)),
    serviceAreas: protectedSizes(exact.serviceAreas, (row) => clients.inGroup(row.serviceArea)),
    ownerships: protectedSizes(exact.ownerships, (row) => clients.inGroup(row.ownership)),
    questions,
    ...protectedGenders(exact, clients),
  };
  return isOverallHidden ? { ...shown, overallByGender: withNothing(exact).overallByGender } : shown;
};
