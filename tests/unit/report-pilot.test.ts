import { describe, expect, test } from 'vitest';
import { pilotCases } from '#server/demo/pilot-cases.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { asPrinted, type Figure } from '#domain/report/figure.ts';
import { individualReport, veryGoodShare } from '#domain/report/individual-report.ts';
import printed from '../fixtures/pilot-2022.json' with { type: 'json' };
import { pilotReport } from './report-cases.ts';

const report = pilotReport();

const percent = (of: Figure | undefined, decimals: number): number => {
  if (of?.kind !== 'exact' || of.percent === null) throw new Error('An exact figure was expected');
  return asPrinted(of.percent, decimals);
};
const count = (of: Figure | undefined): number => {
  if (of?.kind !== 'exact') throw new Error('An exact figure was expected');
  return of.count;
};
const question = (name: string) => {
  const found = report.questions.find((each) => each.name === name);
  if (found === undefined) throw new Error(`The report has no question ${name}`);
  return found;
};
const choice = (of: string, name: string) => question(of).choices.find((each) => each.name === name)?.share;

describe('the published table of the pilot, from its single follow-ups', () => {
  test('registered of carried out', () => {
    expect(report.carriedOut).toBe(printed.conducted);
    expect(count(report.registered)).toBe(printed.registered);
    expect(asPrinted(printed.registered / printed.conducted, 2)).toBe(printed.registeredShareOfConducted);
    expect(percent(report.registered, 0) / 100).toBe(printed.registeredShareOfConducted);
  });

  test('gender', () => {
    const counts = report.genders.map(({ gender, share }) => [gender, count(share)]);
    expect(Object.fromEntries(counts)).toEqual(printed.gender);
    const percents = report.genders.map(({ gender, share }) => [gender, percent(share, 1)]);
    expect(Object.fromEntries(percents)).toEqual(printed.genderPercent);
  });

  test('the share of each district', () => {
    expect(report.boards.map((board) => board.name)).toEqual(printed.districts);
    const shares = report.boards.map((board) => percent(board.share, 1)).sort((one, other) => other - one);
    expect(shares[0]).toBe(printed.largestDistrictPercentOfRegistered);
    expect(shares.at(-1)).toBe(printed.smallestDistrictPercentOfRegistered);
    expect(report.boards.reduce((sum, board) => sum + count(board.share), 0)).toBe(printed.registered);
  });

  test('the overall assessment', () => {
    const percents = question('overall').choices.map(({ name, share }) => [name, percent(share, 1)]);
    expect(Object.fromEntries(percents)).toEqual({
      ...printed.overallAssessmentPercent,
      'could-be-better': 0,
    });
    expect(question('overall').choices.map(({ share }) => count(share))).toEqual([23, 25, 0, 1]);
  });

  test('"very good" by gender', () => {
    const of = (gender: string) => {
      const group = report.overallByGender.find((each) => each.gender === gender);
      return group === undefined ? undefined : veryGoodShare(group);
    };
    expect(percent(of('woman'), 0)).toBe(printed.overallVeryGoodPercentByGender.woman);
    expect(percent(of('man'), 0)).toBe(printed.overallVeryGoodPercentByGender.man);
    expect([of('woman'), of('man')]).toMatchObject([
      { count: 12, of: 19 },
      { count: 11, of: 29 },
    ]);
  });

  test('the duty to inform', () => {
    expect(percent(choice('information-duty', 'could-be-better'), 1)).toBe(
      printed.informationDutyCouldBeBetterPercent,
    );
  });

  test('the first two assessments are "acceptable" or "very good" throughout', () => {
    for (const name of ['according-to-plan', 'agreed-activities']) {
      expect(count(choice(name, 'very-good')) + count(choice(name, 'acceptable'))).toBe(printed.registered);
    }
  });

  test('the voluntary questions have a markedly lower response rate, and the reasons are all there', () => {
    const toCaseworker = report.questions.filter((each) => each.putTo === 'caseworker');
    for (const each of toCaseworker) expect(each.response).toMatchObject({ percent: 100 });
    const toClient = report.questions.filter((each) => each.putTo === 'client');
    expect(toClient).toHaveLength(4);
    for (const each of toClient) {
      expect(percent(each.response, 0)).toBeLessThan(65);
      const reasons = each.reasons.reduce((sum, reason) => sum + count(reason.share), 0);
      expect(reasons + count(each.response)).toBe(printed.registered);
    }
  });

  test('the report is what goes on the wire', () => {
    expect(individualReport.safeParse(report).error).toBeUndefined();
  });
});

describe('the single follow-ups of the pilot', () => {
  test('lie in its half year, in order of their days, none on a Saturday or Sunday', () => {
    const days = pilotCases.map((each) => each.on);
    expect(days).toEqual([...days].sort());
    expect(new Set(days.map((day) => day.slice(0, 7)))).toEqual(
      new Set(['2022-04', '2022-05', '2022-06', '2022-07', '2022-08', '2022-09']),
    );
    expect(days.filter((day) => [0, 6].includes(new Date(`${day}T12:00:00Z`).getUTCDay()))).toEqual([]);
  });

  test('could all have been sent', () => {
    const findings = pilotCases.flatMap(({ answers }) =>
      answers === null ? [] : validateForSending(individualFollowUp, answers),
    );
    expect(findings).toEqual([]);
  });
});
