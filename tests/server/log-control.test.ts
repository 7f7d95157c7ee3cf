import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { logPage, type LogFilter } from '#domain/office/log-control.ts';
import { addPlacement, submit, wholeAnswers, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
  const { context, seed, clock } = server;
  await submit(context, seed, 'first');
  await submit(context, seed, 'other');
  for (let each = 0; each < 30; each += 1) {
    await server.ask('coordinator', `/api/review/${seed.followUps.first}`);
  }
  await server.ask('otherCoordinator', `/api/review/${seed.followUps.other}`);
  clock.now = new Date('2026-11-22T23:30:00.000Z');
  await server.signIn('caseworker');
  await server.ask('caseworker', '/api/changes');
  for (const who of ['coordinator', 'otherCoordinator', 'administrator'] as const) await server.signIn(who);
});
afterAll(() => server.stop());

const read = async (who: Person, filter: LogFilter = 'all', more = '') =>
  logPage.parse((await server.ask(who, `/api/log-control?month=2026-11&filter=${filter}${more}`)).body);

describe('who checks the log', () => {
  test("sees her own boards alone, and not herself; an administrator sees all, and nobody's case", async () => {
    const { seed } = server;
    const own = await read('coordinator');
    expect(new Set(own.rows.map((row) => row.boardId))).toEqual(new Set([seed.boards.first]));
    expect(own.rows.map((row) => row.actor.id)).not.toContain(seed.users.coordinator);
    const all = await read('administrator');
    expect(new Set(all.rows.map((row) => row.boardId))).toEqual(
      new Set([seed.boards.first, seed.boards.other]),
    );
    const { text } = await server.ask('administrator', '/api/log-control?month=2026-11&filter=all');
    for (const trace of ['case-', ...Object.values(seed.placements), ...Object.values(seed.followUps)]) {
      expect(text.replaceAll('"case-read"', '')).not.toContain(trace);
    }
  });

  test("gets the month's random sample by itself, the same each time", async () => {
    const [one, other] = [await read('administrator', 'sample'), await read('administrator', 'sample')];
    const first = one.rows.filter((row) => row.boardId === server.seed.boards.first);
    expect(first).toHaveLength(20);
    expect(other.rows).toEqual(one.rows);
    // Not simply the latest.
    const latest = (await read('administrator')).rows.filter(
      (row) => row.boardId === server.seed.boards.first,
    );
    expect(first.map((row) => row.position)).not.toEqual(latest.slice(0, 20).map((row) => row.position));
  });

  test('finds what was done at night', async () => {
    const { rows, counts } = await read('coordinator', 'night');
    expect(rows.map((row) => row.action)).toEqual(['fetched-to-tablet']);
    expect(counts.night).toBe(1);
  });

  test('finds what was read without an assignment in it, with the reason that was given', async () => {
    const { context, seed } = server;
    const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
    await addPlacement(context, seed, 'first', placementId, followUpId);
    const { submission } = await submit(context, seed, 'first', { placementId, followUpId });
    const joins = { user_id: seed.users.otherCoordinator, board_id: seed.boards.first };
    await context.database.write(({ query }) => query.insertInto('user_boards').values(joins).execute());
    const path = `/api/review/${followUpId}`;
    await server.ask('otherCoordinator', path);
    const decided = await server.ask('coordinator', `${path}/decision`, {
      method: 'PUT',
      headers: { 'if-match': `"${submission.id}"` },
      body: { decision: 'approved' },
    });
    expect(decided.status).toBe(200);
    // What awaits review is the desk's, and what she decided hers: nobody has been outside yet.
    expect(await read('administrator', 'outside')).toMatchObject({ rows: [], counts: { outside: 0 } });
    const body = { followUpId, reason: 'complaint', comment: 'The mother called' };
    await server.ask('otherCoordinator', '/api/access-reasons', { method: 'POST', body });
    expect((await server.ask('otherCoordinator', path)).status).toBe(200);
    const { rows, counts } = await read('administrator', 'outside');
    expect(counts.outside).toBe(1);
    expect(rows).toMatchObject([
      {
        boardId: seed.boards.first,
        actor: { id: seed.users.otherCoordinator },
        action: 'case-read',
        why: 'complaint: The mother called',
      },
    ]);
    // Who has read is not who looks; the board's other coordinator sees it as well.
    expect((await read('coordinator', 'outside')).rows).toEqual(rows);
    expect((await read('otherCoordinator', 'outside')).rows).toEqual([]);
  });

  test('finds who has read of somebody with initials like her own, however they are written', async () => {
    const { context, seed } = server;
    const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
    await addPlacement(context, seed, 'first', placementId, followUpId);
    await submit(context, seed, 'first', { placementId, followUpId, answers: wholeAnswers() });
    const before = await read('administrator', 'same-initials');
    await server.ask('coordinator', `/api/review/${followUpId}`);
    expect((await read('administrator', 'same-initials')).rows).toEqual(before.rows);
    await context.database.write(async ({ query }) => {
      const client = query.selectFrom('placements').select('client_id').where('id', '=', placementId);
      await query.updateTable('clients').set({ initials: 'c.o.' }).where('id', '=', client).execute();
    });
    await server.ask('coordinator', `/api/review/${followUpId}`);
    const { rows } = await read('administrator', 'same-initials');
    expect(rows).toHaveLength(before.rows.length + 1);
    expect(rows[0]).toMatchObject({ action: 'case-read', actor: { id: seed.users.coordinator } });
  });

  test('goes on with a cursor, every row once', async () => {
    const { seed, context } = server;
    for (let each = 0; each < 30; each += 1) {
      const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
      await addPlacement(context, seed, 'first', placementId, followUpId);
      await submit(context, seed, 'first', { placementId, followUpId, answers: wholeAnswers() });
      await server.ask('coordinator', `/api/review/${followUpId}`);
    }
    const places: string[] = [];
    let cursor = '';
    for (let page = await read('administrator'); ; page = await read('administrator', 'all', cursor)) {
      places.push(...page.rows.map((row) => `${row.boardId} ${row.position}`));
      if (page.cursor === null) break;
      cursor = `&cursor=${page.cursor}`;
    }
    expect(new Set(places).size).toBe(places.length);
    expect(places.length).toBeGreaterThan(60);
  });

  test('notes that a month has been checked, of her own boards alone', async () => {
    const check = (who: Person, boardId: string, outcome = 'nothing-found', comment = '') =>
      server.ask(who, '/api/log-control/checks', {
        method: 'POST',
        body: { month: '2026-11', boardId, outcome, comment },
      });
    const { boards } = server.seed;
    expect((await check('coordinator', boards.first)).status).toBe(201);
    server.clock.advance(1_000);
    expect((await check('coordinator', boards.other)).status).toBe(404);
    expect((await check('administrator', boards.first, 'to-be-looked-into')).status).toBe(422);
    expect(
      (await check('administrator', boards.first, 'to-be-looked-into', 'Who read at night?')).status,
    ).toBe(201);
    const { checks } = await read('coordinator');
    expect(checks.map((each) => [each.by, each.outcome])).toEqual([
      ['The administrator', 'to-be-looked-into'],
      ['The coordinator', 'nothing-found'],
    ]);
  });
});
