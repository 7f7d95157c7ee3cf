import { parse } from 'csv-parse/sync';
import readExcelFile from 'read-excel-file/node';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { closedPeriodList, freeTextPage, publicationList } from '#domain/office/reports.ts';
import { individualReport } from '#domain/report/individual-report.ts';
import { closedPeriod, publication } from '#domain/report/publication.ts';
import { addPlacement, submissionOf, submit, wholeAnswers } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;

/** A client of the first board whose follow-up in October says this. */
const visit = async (overall: string, gender: string): Promise<void> => {
  const { context, seed } = server;
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId, { gender });
  const answers = wholeAnswers({ overall: { value: overall } });
  const { result } = await submit(context, seed, 'first', {
    placementId,
    followUpId,
    on: '2026-10-05',
    answers,
  });
  expect(result.status).toBe('accepted');
};

beforeAll(async () => {
  server = await startTestServer();
  for (const gender of ['woman', 'woman', 'man', 'man', 'man']) await visit('very-good', gender);
  await visit('acceptable', 'other');
  await submit(server.context, server.seed, 'other', { on: '2026-10-06' });
});
afterAll(() => server.stop());

const october = 'from=2026-10&to=2026-10';
const ownReport = async (who: 'coordinator' | 'otherCoordinator', more = '') =>
  individualReport.parse((await server.ask(who, `/api/reports/individual?${october}${more}`)).body);

test('coordinators see the exact figures of their own boards', async () => {
  const own = await ownReport('coordinator');
  expect(own.registered).toMatchObject({ kind: 'exact', count: 6, of: 6 });
  expect(own.boards).toMatchObject([{ boardId: server.seed.boards.first, share: { count: 6 } }]);
  expect(own.genders.map((each) => each.share)).toMatchObject([{ count: 2 }, { count: 3 }, { count: 1 }]);
  const overall = own.questions.find((each) => each.name === 'overall');
  expect(overall?.choices.map((each) => each.share)).toMatchObject([
    { count: 5 },
    { count: 1 },
    { count: 0 },
    { count: 0 },
  ]);
  expect((await ownReport('otherCoordinator')).registered).toMatchObject({ count: 1 });
  expect((await ownReport('coordinator', '&ownership=own-regime')).registered).toMatchObject({ count: 0 });
  // Somebody else's board gives nothing, whatever is asked for.
  const foreign = await ownReport('coordinator', `&board=${server.seed.boards.other}`);
  expect(foreign.registered).toMatchObject({ count: 0 });
  expect(foreign.boards).toEqual([]);
});

test('what was carried out and not registered is in the figures', async () => {
  const { context, seed } = server;
  const { submission, upload } = submissionOf(seed, 'first', { on: '2026-09-10' });
  const { answers: _, basedOn: __, ...rest } = submission;
  const content = Buffer.from(JSON.stringify({ ...rest, kind: 'carried-out' })).toString('base64');
  const item = { ...upload, kind: 'carried-out' as const, content };
  await context.intake.receive({ protocol: 1, epoch: null, deviceId: crypto.randomUUID(), items: [item] });
  const asked = await server.ask('coordinator', '/api/reports/individual?from=2026-09&to=2026-09');
  expect(individualReport.parse(asked.body).registered).toMatchObject({ count: 0, of: 1 });
});

test('a correction is counted once, and one that is taken back not at all', async () => {
  const { context, seed } = server;
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  const july = async () => {
    const asked = await server.ask('coordinator', '/api/reports/individual?from=2026-07&to=2026-08');
    return individualReport.parse(asked.body);
  };
  const first = await submit(context, seed, 'first', { placementId, followUpId, on: '2026-07-05' });
  const basedOn = [first.submission.id];
  const second = await submit(context, seed, 'first', {
    placementId,
    followUpId,
    on: '2026-08-05',
    basedOn,
    answers: wholeAnswers({ overall: { value: 'deficient' } }),
  });
  const corrected = await july();
  expect(corrected.registered).toMatchObject({ count: 1, of: 1 });
  expect(corrected.questions.find((each) => each.name === 'overall')?.response).toMatchObject({
    count: 1,
    of: 1,
  });

  const withdrawal = {
    kind: 'withdrawal' as const,
    id: crypto.randomUUID(),
    followUpId,
    authorId: second.submission.authorId,
  };
  const content = {
    ...withdrawal,
    writtenAt: second.submission.writtenAt,
    submissionId: second.submission.id,
  };
  const item = {
    ...withdrawal,
    keyId: 'plain',
    content: Buffer.from(JSON.stringify(content)).toString('base64'),
  };
  await context.intake.receive({ protocol: 1, epoch: null, deviceId: crypto.randomUUID(), items: [item] });
  const overall = (await july()).questions.find((each) => each.name === 'overall');
  expect(overall?.choices.map((each) => each.share)).toMatchObject([
    { count: 1 },
    { count: 0 },
    { count: 0 },
    { count: 0 },
  ]);
});

test('free texts are read by those whose board it is', async () => {
  const path = `/api/reports/individual/texts?${october}`;
  const own = freeTextPage.parse((await server.ask('coordinator', path)).body);
  expect(own.texts).toHaveLength(12);
  expect(own.texts).toContainEqual(
    expect.objectContaining({ question: 'anything-to-add', part: 'answer', text: 'The food is good' }),
  );
  const other = freeTextPage.parse((await server.ask('otherCoordinator', path)).body);
  expect(other.texts).toHaveLength(2);
});

test('files hold the figures of the page', async () => {
  const csv = await server.ask('coordinator', `/api/reports/individual.csv?${october}`);
  expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
  expect(csv.headers.get('content-disposition')).toContain('individuppfoljning-2026-10-2026-10.csv');
  expect(csv.text).toContain(';6;6;100\r\n');
  expect(csv.text).toContain('83,3');
  const english = await server.ask('coordinator', `/api/reports/individual.csv?${october}&language=en`);
  expect(english.text).toContain('83.3');
  const cookie = await server.signIn('coordinator');
  const xlsx = await fetch(`${server.address}/api/reports/individual.xlsx?${october}`, {
    headers: { cookie },
  });
  const bytes = Buffer.from(await xlsx.arrayBuffer());
  // Row by row what the CSV says: numbers as numbers, in a workbook with the same lines.
  const [sheet] = await readExcelFile(bytes);
  const written = (cell: unknown): string => {
    if (typeof cell === 'number') return String(cell).replace('.', ',');
    return typeof cell === 'string' ? cell : '';
  };
  const inSheet = (sheet?.data ?? []).map((row) => row.map(written).filter((cell) => cell !== ''));
  const inCsv = parse(csv.text, { bom: true, delimiter: ';', relaxColumnCount: true });
  const filled = (rows: string[][]) => rows.filter((row) => row.length > 0);
  expect(filled(inSheet).length).toBeGreaterThan(20);
  expect(filled(inSheet)).toEqual(filled(inCsv.map((row) => row.filter((cell) => cell !== ''))));
});

test('the city closes a period once; small groups are hidden, and no other period may overlap it', async () => {
  const period = { from: '2026-10', to: '2026-10' };
  const close = (of: { from: string; to: string }) =>
    server.ask('cityCoordinator', '/api/reports/closed', {
      method: 'POST',
      body: { report: 'individual-follow-up', period: of },
    });
  const open = await close({ from: '2026-11', to: '2026-11' });
  expect(open.body).toMatchObject({ code: 'state-conflict', detail: 'period-not-over' });
  const closed = await close(period);
  expect(closed.status).toBe(201);
  const { id, figures } = closedPeriod.parse(closed.body);
  expect(figures.boards.every((each) => each.share.kind !== 'exact')).toBe(true);
  expect((await close({ from: '2026-08', to: '2026-10' })).body.detail).toBe('period-overlaps');

  // What comes later does not change the figures of a closed period.
  await visit('deficient', 'woman');
  const again = closedPeriod.parse((await server.ask('cityCoordinator', `/api/reports/closed/${id}`)).body);
  expect(again.figures).toEqual(figures);
  const list = closedPeriodList.parse((await server.ask('cityCoordinator', '/api/reports/closed')).body);
  expect(list.closed).toMatchObject([{ id, period }]);
  const csv = await server.ask('cityCoordinator', `/api/reports/closed/${id}/figures.csv`);
  expect(csv.text).toContain('..');
  expect((await server.ask('coordinator', `/api/reports/closed/${id}`)).body.code).toBe('not-allowed');
});

test('a published report shows exact figures to all', async () => {
  const decision = { decision: 'SN 2026-11-17 § 12', decidedOn: '2026-11-17' };
  const published = await server.ask('cityCoordinator', '/api/reports/publications', {
    method: 'POST',
    body: { report: 'individual-follow-up', period: { from: '2026-10', to: '2026-10' }, ...decision },
  });
  expect(published.status).toBe(201);
  const { id } = publication.parse(published.body);
  const seen = publication.parse((await server.ask('caseworker', `/api/reports/publications/${id}`)).body);
  expect(seen.figures.registered).toMatchObject({ kind: 'exact', count: 8 });
  expect(seen.figures.basis).toEqual({ kind: 'published', ...decision });
  const list = publicationList.parse((await server.ask('caseworker', '/api/reports/publications')).body);
  expect(list.publications).toMatchObject([{ id, ...decision }]);
});
