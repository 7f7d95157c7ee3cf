import { genders, ownerships, serviceAreas } from '#domain/organisation/organisation.ts';
import { closePeriod } from '#domain/report/closing.ts';
import type { ClosingCase } from '#domain/report/distinct-clients.ts';
import {
  isWithin,
  mayClose,
  mayPublish,
  monthOf,
  monthsOf,
  type ReportPeriod,
} from '#domain/report/period.ts';
import { randomFrom } from '../server/visits.ts';
import { pinnedIn, tablesOf, type Counts, type Pinned } from './differencing-reader.ts';
import { pinnedInQuestions, played, randomAnswers } from './differencing-questions.ts';
import { boards } from './report-cases.ts';

const year = monthsOf({ from: '2020-01', to: '2020-12' });
const assessments = ['very-good', 'acceptable', 'could-be-better', 'deficient'] as const;

/** What may be asked for; taken away in a test that must find what then can be worked out. */
export interface Gates {
  readonly mayClose: (
    period: ReportPeriod,
    closed: readonly ReportPeriod[],
    published: readonly ReportPeriod[],
  ) => boolean;
  readonly mayPublish: (period: ReportPeriod, closed: readonly ReportPeriod[]) => boolean;
}

export const gates: Gates = {
  mayClose: (period, closed, published) => mayClose(period, '2021-06-01', closed, published).ok,
  mayPublish: (period, closed) => mayPublish(period, '2021-06-01', closed).ok,
};

const shown = boards.slice(0, 4);

/** `randomOfAnswers`: chance of its own for what else is answered. */
const casesOfYear = (random: () => number, randomOfAnswers: () => number): ClosingCase[] => {
  const pick = <Value>(from: readonly Value[], skew: number): Value => {
    const picked = from[Math.floor(from.length * random() ** skew)];
    if (picked === undefined) throw new Error('Nothing to pick from');
    return picked;
  };
  // Some years are full, some nearly empty, and groups are of every size.
  const [most, skew] = [2 + 10 * random(), 1 + 3 * random()];
  // In some nearly everybody leaves what may be left, or nearly nobody.
  const left = randomOfAnswers();
  return year.flatMap((month) =>
    Array.from({ length: Math.floor(most * random()) }, (): ClosingCase => ({
      on: `${month}-10`,
      boardId: pick(shown, skew).id,
      serviceArea: pick(serviceAreas, skew),
      ownership: pick(ownerships, skew),
      gender: pick(genders, skew),
      questionnaire: played,
      answers: { ...randomAnswers(randomOfAnswers, left), overall: { value: pick(assessments, skew) } },
      // Each is somebody else: then a group that is hidden alone is known to be small.
      clientId: String(random()),
    })),
  );
};

const periodIn = (random: () => number): ReportPeriod => {
  const [one, other] = [Math.floor(12 * random()), Math.floor(12 * random())];
  const [from = '', to = ''] = [year[Math.min(one, other)], year[Math.max(one, other)]];
  return { from, to };
};

const countsOf = (cases: readonly ClosingCase[]): Counts => {
  const count = (fits: (each: ClosingCase) => boolean): number => cases.filter(fits).length;
  return {
    boards: shown.map((board) => count((each) => each.boardId === board.id)),
    serviceAreas: serviceAreas.map((area) => count((each) => each.serviceArea === area)),
    ownerships: ownerships.map((kind) => count((each) => each.ownership === kind)),
    overall: genders.map((gender) =>
      assessments.map((value) =>
        count((each) => each.gender === gender && each.answers?.['overall']?.value === value),
      ),
    ),
  };
};

const isSame = (one: ReportPeriod, other: ReportPeriod): boolean =>
  one.from === other.from && one.to === other.to;
const sharesMonth = (one: ReportPeriod, other: ReportPeriod): boolean =>
  monthsOf(one).some((month) => isWithin(other, month));

/** What somebody has pinned down of a closed period, and from what. */
export interface Disclosure {
  readonly period: ReportPeriod;
  readonly cells: readonly Pinned[];
  /** Cells of the questions, by question and outcome. */
  readonly inQuestions: readonly string[];
  /** Other reports of some of the same months, out of which it can be subtracted. */
  readonly beside: readonly ReportPeriod[];
}

/**
 * One random year, and one random sequence of closing and publishing as far as the gates let it; then everything that a
 * reader of all of it can pin down of what was hidden. A period that was published with exact figures hides nothing any
 * more: that was the decision. Reports that share no month have no unknown in common, so each is solved for itself;
 * where two do share one, the difference of the two is a report of its own that nobody has protected.
 */
export const playSequence = (seed: number, may: Gates = gates): Disclosure[] => {
  const random = randomFrom(seed);
  const cases = casesOfYear(random, randomFrom(seed ^ 0x5eed));
  const [closed, published]: [ReportPeriod[], ReportPeriod[]] = [[], []];
  for (let step = 0; step < 8; step += 1) {
    const period =
      random() < 0.3 && closed.length > 0 ? (closed.at(-1) ?? periodIn(random)) : periodIn(random);
    if (random() < 0.65) {
      if (may.mayClose(period, closed, published)) closed.push(period);
    } else if (may.mayPublish(period, closed)) published.push(period);
  }
  return closed.flatMap((period) => {
    if (published.some((other) => isSame(other, period))) return [];
    const beside = [...closed.filter((other) => other !== period), ...published].filter((other) =>
      sharesMonth(period, other),
    );
    const own = cases.filter((each) => isWithin(period, monthOf(each.on)));
    const report = closePeriod(own, '2021-06-01', { period, boards: shown, versions: [played] });
    const hidesAny = JSON.stringify(report).includes('"hidden"');
    const cells = tablesOf(report, countsOf(own)).flatMap(pinnedIn);
    const inQuestions = pinnedInQuestions(
      report,
      own.flatMap(({ answers }) => (answers === null ? [] : [answers])),
    );
    const isDisclosed = cells.length > 0 || inQuestions.length > 0 || (beside.length > 0 && hidesAny);
    return isDisclosed ? [{ period, cells, inQuestions, beside }] : [];
  });
};
