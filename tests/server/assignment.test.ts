import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { password } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Adds a caseworker of that team; gives what her tablet is told. */
const feedOf = async (userName: string, teamId: string | null): Promise<string> => {
  const { context, seed, address } = server;
  const id = crypto.randomUUID();
  await context.database.write(async ({ query }) => {
    const { password_hash } = await query
      .selectFrom('users')
      .select('password_hash')
      .where('id', '=', seed.users.caseworker)
      .executeTakeFirstOrThrow();
    await query
      .insertInto('users')
      .values({
        id,
        user_name: userName,
        name: userName,
        initials: 'XX',
        roles: '["caseworker"]',
        password_hash,
        created_at: '2026-01-01T00:00:00.000Z',
      })
      .execute();
    if (teamId === null) return;
    const membership = { user_id: id, team_id: teamId, valid_from: '2020-01-01', valid_to: null };
    await query.insertInto('memberships').values(membership).execute();
  });
  const signedIn = await fetch(`${address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName, password }),
  });
  const cookie = (signedIn.headers.get('set-cookie') ?? '').split(';', 1).join('');
  const feed = await fetch(`${address}/api/changes`, { headers: { cookie } });
  expect(feed.status).toBe(200);
  return feed.text();
};

test("within a district a caseworker gets what is hers or her team's, and nothing of another team for the same board", async () => {
  const { seed, context } = server;
  const neighbours = crypto.randomUUID();
  await context.database.write(async ({ query }) => {
    await query
      .insertInto('teams')
      .values({ id: neighbours, key: 'neighbours', name: 'Neighbours' })
      .execute();
    await query
      .insertInto('team_boards')
      .values({ team_id: neighbours, board_id: seed.boards.first })
      .execute();
  });
  const trace = `case-${seed.placements.first}`;
  expect((await server.ask('caseworker', '/api/changes')).text).toContain(trace);
  expect(await feedOf('colleague', seed.teams.first)).toContain(trace);
  const [neighbour, newcomer] = [await feedOf('neighbour', neighbours), await feedOf('newcomer', null)];
  for (const feed of [neighbour, newcomer]) {
    for (const each of [trace, seed.placements.first, seed.followUps.first]) expect(feed).not.toContain(each);
  }
});

const folder = join(import.meta.dirname, '../../sync-server');
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts'))
  .map((name) => ({ name, text: readFileSync(join(folder, name), 'utf8') }));

test('a scope is made where rights are read, and for nobody, and nowhere else', () => {
  const makers = sources.filter(({ text }) => text.includes('makeScope(')).map(({ name }) => name);
  expect(makers.sort()).toEqual(['http.ts', 'identity/scopes.ts']);
});

test('what shows persons asks for a scope: whoever reads their tables for a page has one, or is named here', () => {
  const personal =
    /(selectFrom|innerJoin|leftJoin)\('(clients|placements|follow_ups|revisions|entries|reviews)\b|\b(FROM|JOIN) (clients|placements|follow_ups|revisions|entries|reviews)\b/;
  const without = sources
    .filter(({ text }) => personal.test(text) && !/\bScope\b/.test(text))
    .map(({ name }) => name)
    // Inside the register: taking in, importing, the demo, the log's own look-up, purging by approved proposals.
    .filter((name) => !/^(import|demo|audit|database|retention|sealing|cli)\//.test(name))
    .sort();
  expect(without).toEqual([
    // Copies that nobody here can read: each person's own, and swept when the register has what was sent.
    'draft-copies/draft-copies.ts',
    // How many follow-ups ask each version.
    'questionnaires/list-versions.ts',
    // Counts and the head of an entry, by intake.
    'register/entries.ts',
    // Who is to be told; what they then see is read with their scope.
    'register/feed.ts',
    'register/judge.ts',
    'register/known-follow-up.ts',
    'register/register-store.ts',
    // Rows of ids that the queue has chosen by the scope.
    'register/review-rows.ts',
    // Figures alone come out, with small groups protected.
    'reports/closing-cases.ts',
  ]);
});
