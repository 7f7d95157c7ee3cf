import { afterAll, beforeAll, expect, test } from 'vitest';
import { organisationView } from '#domain/office/organisation.ts';
import { placementPage, planningPage, type PlanningRow } from '#domain/office/planning.ts';
import { changesReply } from '#domain/protocol.ts';
import { addPlacement, submit, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

const list = async (query: string, who: Person = 'coordinator') =>
  planningPage.parse((await server.ask(who, `/api/follow-ups?${query}`)).body);

/** All the pages, one after the other. */
const listAll = async (query: string): Promise<PlanningRow[]> => {
  const rows: PlanningRow[] = [];
  let cursor: string | null = '';
  while (cursor !== null) {
    const page: { rows: PlanningRow[]; cursor: string | null } = await list(
      cursor === '' ? query : `${query}&cursor=${cursor}`,
    );
    rows.push(...page.rows);
    cursor = page.cursor;
  }
  return rows;
};

const newPlacement = async (of: { plannedOn?: string } = {}) => {
  const made = { placementId: crypto.randomUUID(), followUpId: crypto.randomUUID() };
  await addPlacement(server.context, server.seed, 'first', made.placementId, made.followUpId, of);
  return made;
};
const change = (id: string, body: unknown, who: Person = 'coordinator') =>
  server.ask(who, `/api/follow-ups/${id}`, { method: 'PATCH', body });

/** What the tablet of the caseworker would hold. */
const onTablet = async (who: Person) => {
  const reply = changesReply.parse((await server.ask(who, '/api/changes?limit=500')).body);
  return new Map(reply.changes.map((each) => [each.id, each]));
};

test('a follow-up is planned for somebody who sees the placement, and reaches her tablet', async () => {
  const { seed } = server;
  const wanted = {
    id: crypto.randomUUID(),
    placementId: seed.placements.first,
    plannedOn: '2026-12-10',
    plannedAt: '10:15',
    method: 'video-call',
    assigneeId: seed.users.caseworker,
  };
  const plan = (body: unknown, who: Person = 'coordinator') =>
    server.ask(who, '/api/follow-ups', { method: 'POST', body });
  expect((await plan({ ...wanted, assigneeId: seed.users.otherCaseworker })).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/assigneeId' }],
  });
  expect((await plan({ ...wanted, plannedOn: '2026-11-21' })).body).toMatchObject({
    errors: [{ pointer: '/plannedOn' }],
  });
  expect((await plan(wanted, 'otherCoordinator')).body.code).toBe('not-found');
  const planned = await plan(wanted);
  expect(planned).toMatchObject({ status: 201, body: { id: wanted.id } });
  expect((await plan(wanted)).body.code).toBe('already-exists');
  expect((await onTablet('caseworker')).get(wanted.id)).toMatchObject({
    kind: 'follow-up',
    body: { plannedAt: '10:15', method: 'video-call' },
  });
});

test('only what is planned can be changed, cancelled or explained', async () => {
  const { seed } = server;
  const { followUpId } = await newPlacement();
  expect(
    (await change(followUpId, { action: 'change', assigneeId: null, plannedOn: '2027-01-10' })).status,
  ).toBe(200);
  const moved = (await list('from=2027-01-10&to=2027-01-10')).rows;
  expect(moved).toMatchObject([{ id: followUpId, assignee: null, plannedAt: '09:30' }]);
  expect((await change(followUpId, { action: 'cancel' }, 'otherCoordinator')).body.code).toBe('not-found');
  expect((await change(followUpId, { action: 'cancel' })).status).toBe(200);
  expect((await change(followUpId, { action: 'cancel' })).body.code).toBe('state-conflict');
  expect((await list('state=cancelled')).rows.map((row) => row.id)).toContain(followUpId);

  const explained = await newPlacement();
  const why = { action: 'not-carried-out', reason: 'client-declined', comment: 'Ville inte' };
  expect((await change(explained.followUpId, why)).status).toBe(200);
  expect((await list('state=not-carried-out')).rows).toMatchObject([
    { id: explained.followUpId, notCarriedOut: { reason: 'client-declined', comment: 'Ville inte' } },
  ]);

  await submit(server.context, seed, 'first');
  expect((await change(seed.followUps.first, { action: 'change' })).body.code).toBe('state-conflict');
  expect((await list('state=carried-out')).rows.map((row) => row.id)).toContain(seed.followUps.first);
});

test('pages hold each row once and in order, while rows come and go', async () => {
  const ids: string[] = [];
  for (let index = 0; index < 120; index += 1) {
    // Many on the same day, so that the order within a day is tried too.
    const plannedOn = `2027-03-${String(1 + (index % 5)).padStart(2, '0')}`;
    ids.push((await newPlacement({ plannedOn })).followUpId);
  }
  const query = 'from=2027-03-01&to=2027-03-31';
  const first = await list(query);
  expect(first.rows).toHaveLength(50);
  const gone = first.rows[3];
  await change(gone?.id ?? '', { action: 'cancel' });
  const second = await list(`${query}&cursor=${first.cursor}`);
  const third = await list(`${query}&cursor=${second.cursor}`);
  const all = [...first.rows, ...second.rows, ...third.rows];
  expect(third.cursor).toBeNull();
  expect(all.map((row) => row.id).sort()).toEqual([...ids].sort());
  const places = all.map((row) => `${row.plannedOn} ${row.id}`);
  expect(places).toEqual([...places].sort());
});

test('overdue ones have a list of their own, and filters narrow it', async () => {
  const { placementId, followUpId } = await newPlacement({ plannedOn: '2026-11-21' });
  const overdue = await list('state=overdue');
  expect(overdue.rows.map((row) => row.id)).toEqual([followUpId]);
  expect(overdue.counts.overdue).toBe(1);
  expect((await listAll('state=planned')).map((row) => row.id)).not.toContain(followUpId);
  expect((await list(`state=overdue&q=case-${placementId.slice(0, 8)}`)).rows).toHaveLength(1);
  expect((await list('state=overdue&q=%25')).rows).toHaveLength(0);
  expect((await list(`state=overdue&assignee=${server.seed.users.otherCaseworker}`)).rows).toHaveLength(0);
  expect((await list(`state=overdue&board=${server.seed.boards.other}`)).rows).toHaveLength(0);
});

test('a cursor that is none of ours is refused', async () => {
  for (const cursor of ['nonsense', 'W10', 'bnVsbA', 'WyJhIl0']) {
    expect((await server.ask('coordinator', `/api/follow-ups?cursor=${cursor}`)).body.code).toBe('invalid');
  }
});

test('placements are found by case number, with when they were and will be followed up', async () => {
  const { placementId } = await newPlacement({ plannedOn: '2027-05-05' });
  const found = async (who: Person) => {
    const { body } = await server.ask(who, `/api/placements?q=case-${placementId}`);
    return placementPage.parse(body).rows;
  };
  expect(await found('coordinator')).toMatchObject([
    { id: placementId, nextPlannedOn: '2027-05-05', lastCarriedOutOn: null },
  ]);
  expect(await found('otherCoordinator')).toEqual([]);
  const pages = placementPage.parse((await server.ask('coordinator', '/api/placements')).body);
  expect(pages.rows).toHaveLength(50);
  expect(pages.cursor).not.toBeNull();
});

test('a placement that is given to another team leaves the one and reaches the other', async () => {
  const { seed, context, clock } = server;
  const { placementId, followUpId } = await newPlacement();
  await context.database.write(({ query }) =>
    query
      .insertInto('team_boards')
      .values({ team_id: seed.teams.other, board_id: seed.boards.first })
      .execute(),
  );
  const give = (body: unknown, who: Person = 'coordinator') =>
    server.ask(who, `/api/placements/${placementId}`, { method: 'PATCH', body });
  const other = { teamId: seed.teams.other, caseworkerId: seed.users.otherCaseworker };
  expect((await onTablet('caseworker')).has(followUpId)).toBe(true);
  expect((await give({ ...other, caseworkerId: seed.users.caseworker })).body).toMatchObject({
    code: 'invalid',
    errors: [{ pointer: '/caseworkerId' }],
  });
  expect((await give(other, 'otherCoordinator')).body.code).toBe('not-found');
  expect((await give(other)).status).toBe(200);
  clock.advance(1000);
  expect((await onTablet('otherCaseworker')).get(followUpId)).toMatchObject({
    body: { assigneeId: seed.users.otherCaseworker },
  });
  expect((await onTablet('caseworker')).get(followUpId)?.kind).not.toBe('follow-up');
  const custody = await context.database.query
    .selectFrom('custody')
    .select(['team_id', 'valid_to'])
    .where('placement_id', '=', placementId)
    .orderBy('valid_from')
    .execute();
  expect(custody).toMatchObject([
    { team_id: seed.teams.first },
    { team_id: seed.teams.other, valid_to: null },
  ]);
  expect(custody[0]?.valid_to).not.toBeNull();
});

test('the organisation tells of people only to those who plan for them or work with them', async () => {
  const { seed } = server;
  const seen = async (who: Person) =>
    organisationView.parse((await server.ask(who, '/api/organisation')).body);
  const coordinator = await seen('coordinator');
  expect(coordinator.units).toHaveLength(2);
  expect(coordinator.teams.find((team) => team.id === seed.teams.first)?.caseworkers).toMatchObject([
    { id: seed.users.caseworker },
  ]);
  expect((await seen('caseworker')).teams.map((team) => team.id)).toEqual([seed.teams.first]);
  expect((await seen('cityCoordinator')).teams).toEqual([]);
  const administrator = await seen('administrator');
  expect(administrator.teams).toHaveLength(2);
  expect(administrator.teams.flatMap((team) => team.caseworkers)).toEqual([]);
});
