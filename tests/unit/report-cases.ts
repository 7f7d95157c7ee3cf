import { pilotCases, pilotDistricts, type PilotCase } from '#server/demo/pilot-cases.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { buildReport, type ReportContext } from '#domain/report/build-report.ts';
import type { IndividualReport } from '#domain/report/individual-report.ts';
import { rollupOf, selectRows, type CountedFollowUp } from '#domain/report/tally.ts';

/** An id for the n-th thing, of the form that the wire takes. */
export const idOf = (number: number): string =>
  `00000000-0000-4000-8000-${number.toString(16).padStart(12, '0')}`;

export const boards = pilotDistricts.map((name, index) => ({ id: idOf(index + 1), name }));

const boardIdOf = (name: string): string => {
  const board = boards.find((each) => each.name === name);
  if (board === undefined) throw new Error(`No board is called ${name}`);
  return board.id;
};

/** A pilot case as the statistics see it. */
export const countedOf = (of: PilotCase): CountedFollowUp => ({
  on: of.on,
  boardId: boardIdOf(of.district),
  serviceArea: of.serviceArea,
  ownership: of.ownership,
  gender: of.gender,
  questionnaire: individualFollowUp,
  answers: of.answers,
});

export const pilotContext: ReportContext = {
  period: { from: '2022-04', to: '2022-09' },
  filters: { boardIds: null, serviceArea: null, ownership: null },
  basis: { kind: 'present' },
  boards,
  versions: [individualFollowUp],
};

/** The report of follow-ups counted from scratch. */
export const reportOf = (
  all: readonly CountedFollowUp[],
  context: ReportContext = pilotContext,
): IndividualReport =>
  buildReport(selectRows(rollupOf(all), individualFollowUp.id, context.period, context.filters), context);

export const pilotReport = (): IndividualReport => reportOf(pilotCases.map(countedOf));
