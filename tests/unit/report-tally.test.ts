import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/follow-up/answer.ts';
import { genders, ownerships, serviceAreas } from '#domain/organisation/organisation.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { findQuestion, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { asPrinted, type Figure } from '#domain/report/figure.ts';
import { textCell } from '#domain/report/report-cell.ts';
import { reportTables } from '#domain/report/report-tables.ts';
import {
  rollupDelta,
  rollupKey,
  rollupOf,
  selectRows,
  tallyOf,
  type CountedFollowUp,
} from '#domain/report/tally.ts';
import { idOf, pilotContext, reportOf } from './report-cases.ts';

const answerOf = (values: readonly string[]) =>
  fc.oneof(
    fc.constantFrom(...values).map((value) => ({ value })),
    fc.constantFrom('declined' as const, 'not-asked' as const).map((reason) => ({ reason })),
    fc.constant({}),
  );

const answers: fc.Arbitrary<Answers> = fc.record({
  influence: answerOf(['yes', 'partly', 'no']),
  'anything-to-add': answerOf(['Bra', 'Mer fritid']),
  overall: answerOf(['very-good', 'acceptable', 'deficient']),
  'deviation-found': answerOf(['yes', 'no']),
  'provider-informed': answerOf(['yes', 'no']),
});

const followUp: fc.Arbitrary<CountedFollowUp> = fc.record({
  on: fc.constantFrom('2022-04-30', '2022-05-01', '2022-09-12'),
  boardId: fc.constantFrom(idOf(1), idOf(2)),
  serviceArea: fc.constantFrom(...serviceAreas),
  ownership: fc.constantFrom(...ownerships),
  gender: fc.constantFrom(...genders),
  questionnaire: fc.constantFrom(individualFollowUp, { ...individualFollowUp, version: 2 }),
  answers: fc.option(answers),
});

const asMap = (rows: ReturnType<typeof rollupOf>) => new Map(rows.map((row) => [rollupKey(row), row.count]));

describe('rollups', () => {
  test('kept by changes are those counted from scratch, after any changes', () => {
    const change = fc.tuple(fc.nat(5), fc.option(followUp));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
        const present = new Map<number, CountedFollowUp>();
        const kept = new Map<string, number>();
        for (const [which, after] of changes) {
          for (const { cell, delta } of rollupDelta(present.get(which) ?? null, after)) {
            const count = (kept.get(rollupKey(cell)) ?? 0) + delta;
            if (count === 0) kept.delete(rollupKey(cell));
            else kept.set(rollupKey(cell), count);
          }
          if (after === null) present.delete(which);
          else present.set(which, after);
        }
        expect(kept).toEqual(asMap(rollupOf(present.values())));
      }),
    );
  });

  test('a change of nothing changes nothing', () => {
    fc.assert(
      fc.property(followUp, (of) => {
        expect(rollupDelta(of, of)).toEqual([]);
      }),
    );
  });

  test('count no answer in words, and no question that was not relevant', () => {
    const { counts } = tallyOf({
      on: '2022-05-31',
      boardId: idOf(1),
      serviceArea: 'social-psychiatry',
      ownership: 'private',
      gender: 'woman',
      questionnaire: individualFollowUp,
      answers: {
        'anything-to-add': { value: 'Något som bara hon kan ha sagt' },
        influence: { reason: 'declined', comment: 'Ville inte' },
        'deviation-found': { value: 'no' },
      },
    });
    const outcomes = new Map(counts.map((each) => [each.question, each.outcome]));
    expect(outcomes.get('anything-to-add')).toBe('answered');
    expect(outcomes.get('influence')).toBe('reason:declined');
    expect(outcomes.get('overall')).toBe('unanswered');
    expect(outcomes.has('provider-informed')).toBe(false);
    expect(outcomes.has('deviation-description')).toBe(false);
    expect(JSON.stringify(counts)).not.toContain('hon');
  });

  test('of a period and filters are selected', () => {
    fc.assert(
      fc.property(fc.array(followUp, { maxLength: 20 }), (all) => {
        const filters = { boardIds: [idOf(1)], serviceArea: 'social-psychiatry', ownership: null } as const;
        const chosen = all.filter(
          (each) =>
            each.on < '2022-06' && each.boardId === idOf(1) && each.serviceArea === 'social-psychiatry',
        );
        const period = { from: '2022-04', to: '2022-05' };
        const selected = selectRows(rollupOf(all), individualFollowUp.id, period, filters);
        expect(asMap(selected)).toEqual(asMap(rollupOf(chosen)));
      }),
    );
  });
});

const percents = (of: readonly { share: Figure }[]): number[] =>
  of.flatMap(({ share }) => (share.kind === 'exact' && share.percent !== null ? [share.percent] : []));
const sum = (of: readonly number[]): number => of.reduce((total, each) => total + each, 0);

describe('the report', () => {
  test('has percentages that add up to a hundred, and counts that add up to their whole', () => {
    fc.assert(
      fc.property(fc.array(followUp, { maxLength: 40 }), (all) => {
        const report = reportOf(all);
        const distributions = [
          report.boards,
          report.genders,
          report.serviceAreas,
          report.ownerships,
          ...report.questions.flatMap((question) => [question.choices, question.reasons]),
          ...report.overallByGender.map((each) => each.distribution),
        ];
        for (const each of distributions) {
          const shares = percents(each);
          expect(shares.length === 0 ? 100 : sum(shares)).toBeCloseTo(100, 9);
          const whole = each[0]?.share;
          const counts = each.map(({ share }) => (share.kind === 'exact' ? share.count : Number.NaN));
          expect(sum(counts)).toBe(whole?.kind === 'exact' ? whole.of : 0);
        }
      }),
    );
  });

  const reworded: Questionnaire = {
    ...individualFollowUp,
    version: 2,
    sections: individualFollowUp.sections.map((section) => ({
      ...section,
      questions: section.questions.map((question) =>
        question.name === 'influence' ? { ...question, label: { sv: 'Har du fått påverka?' } } : question,
      ),
    })),
  };
  const inVersion = (questionnaire: Questionnaire): CountedFollowUp => ({
    on: '2022-05-01',
    boardId: idOf(1),
    serviceArea: 'social-psychiatry',
    ownership: 'private',
    gender: 'woman',
    questionnaire,
    answers: { influence: { value: 'yes' }, overall: { value: 'very-good' } },
  });

  test('joins versions where the question is the same, and says where it is not', () => {
    const report = reportOf([inVersion(individualFollowUp), inVersion(reworded)], {
      ...pilotContext,
      versions: [individualFollowUp, reworded],
    });
    const question = (name: string) => report.questions.find((each) => each.name === name);
    expect(question('overall')).toMatchObject({ response: { count: 2, of: 2 }, versionsLeftOut: [] });
    expect(question('influence')).toMatchObject({ response: { count: 1, of: 1 }, versionsLeftOut: [1] });
  });

  test('says of a question that the newest version asks no more that it was asked, and in which versions', () => {
    const without: Questionnaire = {
      ...individualFollowUp,
      version: 2,
      sections: individualFollowUp.sections.map((section) => ({
        ...section,
        questions: section.questions.filter(({ name }) => name !== 'influence'),
      })),
    };
    const context = { ...pilotContext, versions: [individualFollowUp, without] };
    const { dropped, questions } = reportOf([inVersion(individualFollowUp), inVersion(without)], context);
    expect(questions.map((each) => each.name)).not.toContain('influence');
    const label = findQuestion(individualFollowUp, 'influence')?.label;
    expect(dropped).toEqual([{ name: 'influence', label, versions: [1] }]);
    const table = reportTables(
      reportOf([inVersion(individualFollowUp), inVersion(without)], context),
      'en',
    ).find((each) => each.name === 'dropped');
    expect(table?.rows).toEqual([[textCell(label?.en ?? ''), textCell('1')]]);
    // Where nobody was asked the version without it, nothing has been dropped.
    expect(reportOf([inVersion(individualFollowUp)], context).dropped).toBeUndefined();
  });

  test('a version that is published and not asked yet takes no answers away', () => {
    const report = reportOf([inVersion(individualFollowUp)], {
      ...pilotContext,
      versions: [individualFollowUp, reworded],
    });
    expect(report.questions.find((each) => each.name === 'influence')).toMatchObject({
      response: { count: 1, of: 1 },
      versionsLeftOut: [],
    });
  });

  test('joins a version that has the same choices in a list of the form', () => {
    const levels = findQuestion(individualFollowUp, 'overall')?.choices ?? [];
    const listed: Questionnaire = {
      ...individualFollowUp,
      version: 2,
      choiceLists: { levels },
      sections: individualFollowUp.sections.map((section) => ({
        ...section,
        questions: section.questions.map((question) => {
          if (question.name !== 'overall' || !('choices' in question)) return question;
          const { choices: _choices, ...rest } = question;
          return { ...rest, choiceList: 'levels' };
        }),
      })),
    };
    const report = reportOf([inVersion(individualFollowUp), inVersion(listed)], {
      ...pilotContext,
      versions: [individualFollowUp, listed],
    });
    const overall = report.questions.find((each) => each.name === 'overall');
    expect(overall).toMatchObject({ response: { count: 2, of: 2 }, versionsLeftOut: [] });
    expect(overall?.choices[0]?.share).toMatchObject({ count: 2, of: 2 });
  });
});

test.each([
  [2300 / 49, 1, 46.9],
  [2500 / 49, 1, 51],
  [100 / 49, 1, 2],
  [1200 / 19, 0, 63],
  [1100 / 29, 0, 38],
  [500 / 49, 1, 10.2],
  [49 / 66, 2, 0.74],
  [12.25, 1, 12.3],
  [0, 1, 0],
  [100, 1, 100],
])('%d with %d decimals is printed %d', (value, decimals, expected) => {
  expect(asPrinted(value, decimals)).toBe(expected);
});
