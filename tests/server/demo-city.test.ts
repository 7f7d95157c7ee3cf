import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dayIn } from '#domain/day.ts';
import { answers, type Answers } from '#domain/follow-up/answer.ts';
import { reviewLists } from '#domain/office/review.ts';
import { planningLists } from '#domain/office/planning.ts';
import { gender, ownership, serviceArea, serviceAreas } from '#domain/organisation/organisation.ts';
import { findPersonalIdentityNumbers } from '#domain/organisation/personal-identity-number.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { buildReport } from '#domain/report/build-report.ts';
import { asPrinted, type Figure } from '#domain/report/figure.ts';
import { individualReport, veryGoodShare, type IndividualReport } from '#domain/report/individual-report.ts';
import { rollupOf, selectRows, type RollupRow } from '#domain/report/tally.ts';
import { demoAccounts, fillDemoCity } from '#server/demo/demo-city.ts';
import { isPassword } from '#server/identity/passwords.ts';
import { listFollowUps } from '#server/organisation/planning-list.ts';
import { readChanges } from '#server/register/changes.ts';
import { listQueue } from '#server/register/review-queue.ts';
import printed from '../fixtures/pilot-2022.json' with { type: 'json' };
import { fillDemoRegister, type DemoRegister, type Row } from './demo-register.ts';

const sunday = '2026-11-22T12:00:00.000Z';
const today = dayIn(new Date(sunday));
let city: DemoRegister;

beforeAll(async () => {
  city = await fillDemoRegister(sunday);
});
afterAll(() => city.close());

const numberOf = (sql: string): number => Number(city.rows(sql)[0]?.['n']);
const inPilot = `month BETWEEN '${printed.period.from}' AND '${printed.period.to}'`;

/** The kept sums, as the report takes them. */
const keptRows = (): RollupRow[] =>
  city.rows('SELECT * FROM rollups WHERE count <> 0').map((row) => ({
    month: String(row['month']),
    boardId: String(row['board_id']),
    serviceArea: serviceArea.parse(row['service_area']),
    ownership: ownership.parse(row['ownership']),
    gender: gender.parse(row['gender']),
    // What was carried out is counted whatever was asked; the demo city asks but one thing.
    questionnaireId: String(row['questionnaire_id']) || individualFollowUp.id,
    version: Number(row['questionnaire_version']) || individualFollowUp.version,
    question: String(row['question']),
    outcome: String(row['outcome']),
    count: Number(row['count']),
  }));

const answersIn = (text: unknown): Answers | null =>
  text === null ? null : answers.parse(JSON.parse(String(text)));

describe('the pilot in the demo city', () => {
  test('has 66 carried out and 49 registered, all of them taken in as items', () => {
    const of = (outcome: string): number =>
      numberOf(
        `SELECT sum(count) AS n FROM rollups WHERE question = '-' AND outcome = '${outcome}' AND ${inPilot}`,
      );
    expect([of('carried-out'), of('registered')]).toEqual([printed.conducted, printed.registered]);
    const received = (kind: string, status: string): number =>
      numberOf(
        `SELECT count(*) AS n FROM items WHERE kind = '${kind}' AND status = '${status}' AND received_at < '2023'`,
      );
    expect(received('carried-out', 'recorded')).toBe(printed.conducted);
    expect(received('submission', 'accepted')).toBe(printed.registered);
    expect(numberOf(`SELECT count(*) AS n FROM entries WHERE number LIKE '2022-%'`)).toBe(printed.registered);
  });

  test('is of the three service areas', () => {
    const areas = city.rows(`SELECT DISTINCT service_area AS area FROM rollup_cells WHERE ${inPilot}`);
    expect(areas.map(({ area }) => area).toSorted()).toEqual([...serviceAreas].toSorted());
  });

  test('is published with every figure as printed', () => {
    const [row] = city.rows('SELECT * FROM publications');
    const report = individualReport.parse(JSON.parse(String(row?.['figures'])));
    expect(report.basis).toMatchObject({ kind: 'published', decidedOn: '2022-12-14' });
    expectAsPrinted(report);
    expect(city.rows('SELECT * FROM publications')).toHaveLength(1);
  });

  test('gives the same figures out of the kept sums', () => {
    const boards = city.rows('SELECT id, name FROM boards').map((row) => ({
      id: String(row['id']),
      name: String(row['name']),
    }));
    const all = { boardIds: null, serviceArea: null, ownership: null };
    const report = buildReport(selectRows(keptRows(), individualFollowUp.id, printed.period, all), {
      period: printed.period,
      filters: all,
      basis: { kind: 'present' },
      boards: printed.districts.flatMap((name) => boards.find((board) => board.name === name) ?? []),
      versions: [individualFollowUp],
    });
    expectAsPrinted(report);
  });

  test('is closed for the city, the smallest groups hidden', () => {
    const [row] = city.rows('SELECT * FROM closed_periods');
    const report = individualReport.parse(JSON.parse(String(row?.['figures'])));
    expect(report).toMatchObject({ basis: { kind: 'closed' }, carriedOut: printed.conducted });
    expect(report.boards.find((board) => board.name === 'Södermalm')?.share).toEqual({ kind: 'hidden' });
  });
});

const exact = (of: Figure | undefined): { count: number; percent: number } => {
  if (of?.kind !== 'exact' || of.percent === null) throw new Error('An exact figure was expected');
  return { count: of.count, percent: of.percent };
};
const percentOf = (of: Figure | undefined, decimals: number): number =>
  asPrinted(exact(of).percent, decimals);

const expectAsPrinted = (report: IndividualReport): void => {
  const choicesOf = (name: string) =>
    report.questions
      .find((each) => each.name === name)
      ?.choices.map((each) => [each.name, each.share] as const) ?? [];
  const percentsOf = (name: string) =>
    Object.fromEntries(choicesOf(name).map(([choice, share]) => [choice, percentOf(share, 1)]));
  const genders = report.genders.map(({ gender: of, share }) => [of, exact(share).count] as const);
  const genderPercents = report.genders.map(({ gender: of, share }) => [of, percentOf(share, 1)] as const);
  const districts = report.boards.map((board) => percentOf(board.share, 1)).sort((one, other) => one - other);
  const veryGood = report.overallByGender
    .filter((each) => each.gender !== 'other')
    .map((each) => [each.gender, percentOf(veryGoodShare(each), 0)] as const);
  const firstTwo = ['according-to-plan', 'agreed-activities'].flatMap((name) =>
    choicesOf(name).map(([choice, share]) => [choice, exact(share).count] as const),
  );
  expect({
    conducted: report.carriedOut,
    registered: exact(report.registered).count,
    registeredShareOfConducted: percentOf(report.registered, 0) / 100,
    districts: report.boards.map((board) => board.name),
    gender: Object.fromEntries(genders),
    genderPercent: Object.fromEntries(genderPercents),
    largestDistrictPercentOfRegistered: districts.at(-1),
    smallestDistrictPercentOfRegistered: districts[0],
    overallAssessmentPercent: percentsOf('overall'),
    overallVeryGoodPercentByGender: Object.fromEntries(veryGood),
    informationDutyCouldBeBetterPercent: percentsOf('information-duty')['could-be-better'],
    period: report.period,
  }).toEqual({
    ...printed,
    source: undefined,
    overallAssessmentPercent: { ...printed.overallAssessmentPercent, 'could-be-better': 0 },
  });
  const worse = firstTwo.filter(([choice]) => !['very-good', 'acceptable'].includes(choice));
  expect(worse.map(([, count]) => count)).toEqual([0, 0, 0, 0]);
};

test('the kept sums are those of a count from scratch', () => {
  const counted = city.rows(
    `SELECT f.carried_out_on, f.board_id, p.service_area, p.gender, u.ownership, r.answers
     FROM follow_ups f JOIN placements p ON p.id = f.placement_id JOIN units u ON u.id = p.unit_id
     LEFT JOIN entries e ON e.follow_up_id = f.id LEFT JOIN revisions r ON r.id = e.head_id
     WHERE f.state = 'carried-out'`,
  );
  const fromScratch = rollupOf(
    counted.map((row) => ({
      on: String(row['carried_out_on']),
      boardId: String(row['board_id']),
      serviceArea: serviceArea.parse(row['service_area']),
      ownership: ownership.parse(row['ownership']),
      gender: gender.parse(row['gender']),
      questionnaire: individualFollowUp,
      answers: answersIn(row['answers']),
    })),
  );
  const sorted = (rows: readonly RollupRow[]): string[] =>
    rows.map((row) => JSON.stringify(Object.entries(row).sort())).sort();
  expect(counted.length).toBeGreaterThan(printed.conducted);
  expect(sorted(keptRows())).toEqual(sorted(fromScratch));
});

describe('what there is to do', () => {
  test('every list of the review desk has something', async () => {
    const scope = await city.scopeOf('samordnare');
    const { query } = city.context.database;
    for (const list of reviewLists) {
      const page = await listQueue(query, scope, { list }, new Date(sunday));
      expect([list, page.rows.length + page.setAside.length > 0]).toEqual([list, true]);
    }
    const { rows } = await listQueue(query, scope, { list: 'awaiting' }, new Date(sunday));
    expect(rows.length).toBeGreaterThanOrEqual(7);
    const ages = rows.map((row) => Date.parse(sunday) - Date.parse(row.queuedAt));
    expect(Math.max(...ages)).toBeLessThan(10 * 86_400_000);
    expect(Math.min(...ages)).toBeGreaterThan(0);
  });

  test('every list of the planning page has something', async () => {
    const scope = await city.scopeOf('samordnare');
    for (const list of planningLists) {
      const page = await listFollowUps(city.context.database.query, scope, { list }, today);
      expect([list, page.rows.length > 0]).toEqual([list, true]);
    }
  });

  test("Maria's tablet has two visits today, some overdue and coming, one returned, one in two versions, one set aside", async () => {
    const scope = await city.scopeOf('maria');
    const { changes, more } = await readChanges(city.context.database, scope, undefined, 500, today);
    expect(more).toBe(false);
    // What is hers comes on her own channel and on her team's.
    const followUps = new Map(
      changes.flatMap((change) => (change.kind === 'follow-up' ? [[change.id, change.body] as const] : [])),
    );
    const own = [...followUps.values()].filter((each) => each.assigneeId === scope.userId);
    const planned = own.filter((each) => each.state === 'planned');
    const on = (fits: (day: string) => boolean) => planned.filter((each) => fits(each.plannedOn ?? ''));
    expect(on((day) => day === today)).toHaveLength(2);
    expect(on((day) => day < today)).toHaveLength(2);
    expect(on((day) => day > today).length).toBeGreaterThan(2);
    expect(own.filter((each) => each.entry?.review?.state === 'returned')).toHaveLength(1);
    expect(own.filter((each) => each.conflicts.length > 0)).toHaveLength(1);
    expect(own.filter((each) => each.setAside.length > 0)).toHaveLength(1);
    expect(on((day) => day === today).map((each) => each.previous !== null)).toEqual([true, true]);
    const placements = changes.flatMap((change) => (change.kind === 'placement' ? [change.body] : []));
    const late = placements.filter((each) => each.planDueOn !== null && each.planDueOn < today);
    expect(late.filter((each) => each.caseworkerId === scope.userId).length).toBeGreaterThan(0);
  });

  test('one at the desk has deviations and three answers worse than the time before', async () => {
    const scope = await city.scopeOf('samordnare');
    const { rows } = await listQueue(
      city.context.database.query,
      scope,
      { list: 'awaiting' },
      new Date(sunday),
    );
    const worst = rows.filter((row) => row.worse === 3 && row.deviations > 0);
    expect(worst.map((row) => [row.client.caseNumber, row.unit.name])).toEqual([
      ['2198-04', 'Björkgården HVB'],
    ]);
  });

  test('a home has a licence that runs out, another none; a contract has ended', () => {
    expect(numberOf(`SELECT count(*) AS n FROM units WHERE licence_to > '${today}'`)).toBe(1);
    const without = `SELECT count(*) AS n FROM units WHERE kind = 'hvb' AND licence_number IS NULL`;
    expect(numberOf(without)).toBe(1);
    expect(numberOf(`SELECT count(*) AS n FROM contracts WHERE valid_to < '${today}'`)).toBe(1);
  });
});

test('every account that is told of can sign in', async () => {
  for (const { userName, password } of demoAccounts) {
    const [row] = city.rows(
      `SELECT password_hash FROM users WHERE user_name = '${userName}' AND is_active = 1`,
    );
    expect([userName, await isPassword(password, String(row?.['password_hash']))]).toEqual([userName, true]);
  }
  const roles = city.rows('SELECT DISTINCT roles FROM users').map((row) => String(row['roles']));
  expect(roles).toHaveLength(5);
});

const tablesOf = (of: DemoRegister): string[] =>
  of
    .rows(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .map((row) => String(row['name']));

/** All that is in a register, but for its own random settings and the salted hashes. */
const contentOf = (of: DemoRegister): Record<string, Row[]> =>
  Object.fromEntries(
    tablesOf(of)
      .filter((table) => table !== 'settings')
      .map((table) => [
        table,
        of.rows(`SELECT * FROM ${table}`).map(({ password_hash: _hash, ...row }) => row),
      ]),
  );

test('nothing in it looks like a personal identity number', () => {
  const texts = Object.values(contentOf(city)).flatMap((rows) =>
    rows.flatMap(({ hash: _hash, public_key: _key, ...row }) =>
      Object.values(row).filter((value): value is string => typeof value === 'string'),
    ),
  );
  expect(texts.length).toBeGreaterThan(5_000);
  expect(texts.filter((text) => findPersonalIdentityNumbers(text).length > 0)).toEqual([]);
});

describe('filling', () => {
  test('at the same instant gives the same ids and numbers', async () => {
    const twin = await fillDemoRegister(sunday);
    expect(contentOf(twin)).toEqual(contentOf(city));
    await twin.close();
  });

  test('a register that has something leaves it as it is', async () => {
    const before = contentOf(city);
    expect(await fillDemoCity(city.context)).toEqual(demoAccounts);
    expect(contentOf(city)).toEqual(before);
  });

  test.each(['2027-01-01T06:30:00.000Z', '2028-02-29T22:30:00.000Z', '2027-07-05T09:00:00.000Z'])(
    'gives a day of work on any day: %s',
    async (at) => {
      const other = await fillDemoRegister(at);
      const day = dayIn(new Date(at));
      const perPerson = other.rows(
        `SELECT count(*) AS n FROM follow_ups WHERE state = 'planned' AND planned_on = '${day}' GROUP BY assignee_id`,
      );
      expect(perPerson.map((row) => row['n'])).toEqual(perPerson.map(() => 2));
      expect(perPerson).toHaveLength(13);
      expect(other.rows(`SELECT id FROM items WHERE received_at > '${at}'`)).toEqual([]);
      expect(other.rows("SELECT sum(status = 'set-aside') AS n FROM items")).toEqual([{ n: 1 }]);
      await other.close();
    },
  );
});
