import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pilotCases } from '#server/demo/pilot-cases.ts';
import { genders, ownerships, serviceAreas } from '#domain/organisation/organisation.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { closePeriod } from '#domain/report/closing.ts';
import type { ClosingCase } from '#domain/report/distinct-clients.ts';
import { smallestGroup, type Figure } from '#domain/report/figure.ts';
import { individualReport, type IndividualReport } from '#domain/report/individual-report.ts';
import { mayClose, mayPublish, monthsOf } from '#domain/report/period.ts';
import { closedPeriod, publication, publishedReport } from '#domain/report/publication.ts';
import { boards, countedOf, idOf, pilotReport } from './report-cases.ts';

const context = { period: { from: '2022-04', to: '2022-09' }, boards, versions: [individualFollowUp] };
const close = (cases: readonly ClosingCase[]): IndividualReport => closePeriod(cases, '2022-10-14', context);

const ofPilot: ClosingCase[] = pilotCases.map((each) => ({
  ...countedOf(each),
  clientId: `client ${each.number}`,
}));

const figuresOf = (report: IndividualReport): Figure[] => [
  report.registered,
  ...[report.boards, report.genders, report.serviceAreas, report.ownerships].flat().map((row) => row.share),
  ...report.questions.flatMap((question) => [
    question.response,
    ...[question.choices, question.reasons].flat().map((row) => row.share),
  ]),
  ...report.overallByGender.flatMap((row) => row.distribution.map((each) => each.share)),
];

describe("the pilot's half year, closed for the city", () => {
  const report = close(ofPilot);
  const shareOf = (gender: string): IndividualReport['overallByGender'][number]['distribution'] =>
    report.overallByGender.find((each) => each.gender === gender)?.distribution ?? [];

  test('hides the gender of one, and shows the others in shares from which it cannot be worked out', () => {
    expect(new Set(shareOf('other').map((each) => each.share.kind))).toEqual(new Set(['hidden']));
    expect(shareOf('woman')[0]?.share).toEqual({ kind: 'rounded', percent: 65, step: 5 });
    expect(shareOf('man')[0]?.share).toEqual({ kind: 'rounded', percent: 40, step: 5 });
    expect(report.genders.filter((each) => each.share.kind === 'hidden').length).toBeGreaterThanOrEqual(2);
  });

  test('hides the districts of one and of four, and counts no other beside them', () => {
    const kinds = report.boards.map((each) => [each.name, each.share.kind]);
    expect(Object.fromEntries(kinds)).toMatchObject({ Södermalm: 'hidden', Skarpnäck: 'hidden' });
    expect(report.boards.map((each) => each.share.kind)).not.toContain('exact');
  });

  test('shows what is of all', () => {
    expect(report).toMatchObject({ carriedOut: 66, registered: { count: 49, of: 66 } });
    const overall = report.questions.find((each) => each.name === 'overall');
    expect(overall?.choices.map((each) => each.share)).toMatchObject([
      { count: 23 },
      { count: 25 },
      { count: 0 },
      { count: 1 },
    ]);
  });

  test('holds no client, no answer in words, no case', () => {
    const text = JSON.stringify(report);
    expect(text).not.toContain('client 1');
    expect(text).not.toContain('kontaktperson');
    expect(text).not.toContain('meddelas sent');
  });

  test('has no room for them', () => {
    for (const more of [{ caseNumber: 'A-1' }, { initials: 'AB' }, { comments: ['…'] }, { placementIds: [] }])
      expect(individualReport.safeParse({ ...report, ...more }).success).toBe(false);
    const [first, ...rest] = report.questions;
    expect(individualReport.safeParse({ ...report, questions: [first, ...rest] }).success).toBe(true);
    const withText = { ...first, freeTexts: ['…'] };
    expect(individualReport.safeParse({ ...report, questions: [withText, ...rest] }).success).toBe(false);
  });
});

test('many follow-ups of few clients are hidden: clients count, not visits', () => {
  const ofFour = ofPilot.map((each, index) => ({ ...each, clientId: `client ${index % 4}` }));
  const report = close(ofFour);
  expect(report.carriedOut).toBeNull();
  expect(new Set(figuresOf(report).map((each) => each.kind))).toEqual(new Set(['hidden']));
});

test('where few of those carried out are registered, nothing of the few is shown', () => {
  const fewRegistered = ofPilot.map((each, index) => (index < 6 ? each : { ...each, answers: null }));
  const registered = fewRegistered.filter((each) => each.answers !== null).length;
  expect(registered).toBeLessThan(smallestGroup + 1);
  const report = close(
    fewRegistered.map((each) => (each.answers ? { ...each, clientId: 'the same' } : each)),
  );
  expect(report.carriedOut).toBe(66);
  expect(new Set(figuresOf(report).map((each) => each.kind))).toEqual(new Set(['hidden']));
});

test('a period is closed over all its boards', () => {
  expect(() => closePeriod(ofPilot, '2022-10-14', { ...context, boards: boards.slice(1) })).toThrow(
    'all its boards',
  );
});

const closingCase: fc.Arbitrary<ClosingCase> = fc.record({
  on: fc.constantFrom('2022-04-30', '2022-09-12'),
  boardId: fc.constantFrom(...boards.slice(0, 3).map((board) => board.id)),
  serviceArea: fc.constantFrom(...serviceAreas),
  ownership: fc.constantFrom(...ownerships),
  gender: fc.oneof(
    { weight: 9, arbitrary: fc.constantFrom(...genders.slice(0, 2)) },
    { weight: 1, arbitrary: fc.constantFrom(...genders) },
  ),
  questionnaire: fc.constant(individualFollowUp),
  answers: fc.option(
    fc.record({
      influence: fc.constantFrom({ value: 'yes' }, { value: 'no' }, { reason: 'declined' as const }),
      overall: fc.constantFrom({ value: 'very-good' }, { value: 'acceptable' }, { value: 'deficient' }),
    }),
    { freq: 6 },
  ),
  clientId: fc.nat(30).map(String),
});

const expectHidden = (shares: readonly Figure[], clients: number): void => {
  const shown = shares.filter((each) => each.kind !== 'hidden');
  expect(clients < smallestGroup ? shown : []).toEqual([]);
};

describe('any period closed', () => {
  test('shows nothing of fewer than five clients', () => {
    fc.assert(
      fc.property(fc.array(closingCase, { maxLength: 60 }), (cases) => {
        const report = close(cases);
        const clientsOf = (fits: (each: ClosingCase) => boolean): number =>
          new Set(cases.filter((each) => each.answers !== null && fits(each)).map((each) => each.clientId))
            .size;
        expectHidden(
          [report.registered],
          clientsOf(() => true),
        );
        for (const { boardId, share } of report.boards)
          expectHidden(
            [share],
            clientsOf((each) => each.boardId === boardId),
          );
        for (const { gender, share } of report.genders)
          expectHidden(
            [share],
            clientsOf((each) => each.gender === gender),
          );
        for (const { serviceArea, share } of report.serviceAreas)
          expectHidden(
            [share],
            clientsOf((each) => each.serviceArea === serviceArea),
          );
        for (const { ownership, share } of report.ownerships)
          expectHidden(
            [share],
            clientsOf((each) => each.ownership === ownership),
          );
        for (const { gender, distribution } of report.overallByGender)
          expectHidden(
            distribution.map((each) => each.share),
            clientsOf((each) => each.gender === gender),
          );
        const influence = report.questions.find((each) => each.name === 'influence');
        const answered = clientsOf((each) => each.answers?.['influence']?.value !== undefined);
        const left = clientsOf((each) => each.answers?.['influence']?.reason !== undefined);
        expectHidden(influence?.choices.map((each) => each.share) ?? [], answered);
        expectHidden(influence?.reasons.map((each) => each.share) ?? [], left);
        for (const each of figuresOf(report))
          expect(each.kind === 'exact' ? each.of : smallestGroup).toBeGreaterThanOrEqual(smallestGroup);
        expect(individualReport.safeParse(report).error).toBeUndefined();
      }),
      { numRuns: 60 },
    );
  });
});

describe('which periods', () => {
  const half = { from: '2022-04', to: '2022-09' };
  test('may be closed', () => {
    expect(mayClose(half, '2022-10-01', [], [])).toMatchObject({ ok: true });
    expect(mayClose(half, '2022-09-30', [], [])).toEqual({ ok: false, problem: 'period-not-over' });
    const june = { from: '2022-06', to: '2022-06' };
    expect(mayClose(half, '2022-12-01', [june], [])).toEqual({ ok: false, problem: 'period-overlaps' });
    expect(mayClose(june, '2022-12-01', [], [half])).toEqual({ ok: false, problem: 'period-published' });
    expect(mayClose(half, '2023-01-01', [{ from: '2022-10', to: '2022-12' }], [])).toMatchObject({
      ok: true,
    });
  });

  test('may be published', () => {
    expect(mayPublish(half, '2022-12-14', [half])).toMatchObject({ ok: true });
    const quarter = { from: '2022-04', to: '2022-06' };
    expect(mayPublish(half, '2022-12-14', [quarter])).toEqual({ ok: false, problem: 'period-overlaps' });
  });

  test('have months', () => {
    expect(monthsOf({ from: '2022-11', to: '2023-02' })).toEqual([
      '2022-11',
      '2022-12',
      '2023-01',
      '2023-02',
    ]);
  });
});

describe('a publication', () => {
  const decision = {
    report: 'individual-follow-up' as const,
    period: { from: '2022-04', to: '2022-09' },
    decision: 'Socialnämnden 2022-12-14',
    decidedOn: '2022-12-14',
  };

  test('shows the exact figures as they were', () => {
    const exact = pilotReport();
    const figures = publishedReport(decision, exact);
    expect(figuresOf(figures)).toEqual(figuresOf(exact));
    expect(figures.basis).toEqual({
      kind: 'published',
      decision: decision.decision,
      decidedOn: '2022-12-14',
    });
    expect(publication.safeParse({ id: idOf(9), ...decision, figures }).error).toBeUndefined();
  });

  test('is of no selection and of no other period', () => {
    const exact = pilotReport();
    const filters = { ...exact.filters, serviceArea: 'social-psychiatry' as const };
    expect(() => publishedReport(decision, { ...exact, filters })).toThrow('no selection');
    const period = { from: '2022-04', to: '2022-08' };
    expect(() => publishedReport({ ...decision, period }, exact)).toThrow('no selection');
  });

  test('and a closed period are records that can be kept', () => {
    const record = {
      id: idOf(9),
      report: 'individual-follow-up',
      period: decision.period,
      closedAt: '2022-10-14T08:00:00.000Z',
      figures: close(ofPilot),
    };
    expect(closedPeriod.safeParse(record).error).toBeUndefined();
  });
});
