import { StatementSync } from 'node:sqlite';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { routes } from '#server/routes.ts';
import { hideThings, isOpenToAll, type Hidden } from './existence.ts';
import { timesOf, toldBy } from './existence-time.ts';
import { startTestServer, type Answered, type TestServer } from './start-server.ts';

let server: TestServer;
let hidden: readonly Hidden[];
beforeAll(async () => {
  server = await startTestServer();
  hidden = await hideThings(server);
});
afterAll(() => server.stop());

const keyOf = ({ method, path }: (typeof routes)[number]): string => `${method} ${path}`;

test('every route with an id is tried, or there is a reason why nothing is hidden in it', () => {
  const withId = routes.filter(({ path }) => path.includes(':')).map(keyOf);
  const known = [...hidden.map(({ route }) => route), ...Object.keys(isOpenToAll)];
  expect(withId.filter((key) => !known.includes(key))).toEqual([]);
  const there = new Set(routes.map(keyOf));
  expect(Object.keys(isOpenToAll).filter((key) => !there.has(key))).toEqual([]);
});

/** The headers, but for those of the moment. */
const headersOf = ({ headers }: Answered): Record<string, string> =>
  Object.fromEntries([...headers].filter(([name]) => name !== 'date'));

test('a thing that is somebody else’s is answered about as one that there is not: status, headers, every byte', async () => {
  const statuses = new Set<number>();
  for (const { route, who, id, about } of hidden) {
    const [method = ''] = route.split(' ');
    const ask = (other: string): Promise<Answered> => {
      const { path, ...rest } = about(other);
      return server.ask(who, path, { method, ...rest });
    };
    const there = await ask(id);
    // As long as the real one, so that an echo of it would be as long.
    const nowhere = crypto.randomUUID().padEnd(id.length, '0').slice(0, id.length);
    const not = await ask(nowhere);
    statuses.add(there.status);
    // What was asked may be said again: it is no news.
    const said = (answered: Answered, asked: string): unknown => ({
      route,
      status: answered.status,
      text: answered.text.replaceAll(asked, 'what was asked'),
      headers: headersOf(answered),
    });
    expect(said(there, id)).toEqual(said(not, nowhere));
    // Refused for what it is about, and not for how it was asked.
    expect([200, 204, 401, 404], `of ${route}`).toContain(there.status);
  }
  expect([...statuses].sort()).toEqual([200, 204, 401, 404]);
});

/** What the register is asked, statement by statement, while something is done. */
const statementsOf = async (work: () => Promise<unknown>): Promise<string[]> => {
  const methods = ['all', 'get', 'run', 'iterate'] as const;
  const spies = methods.map((method) => vi.spyOn(StatementSync.prototype, method));
  await work();
  const asked = spies.flatMap(({ mock }) =>
    mock.contexts.flatMap((statement, at) =>
      statement instanceof StatementSync
        ? [{ sql: statement.sourceSQL, order: mock.invocationCallOrder[at] ?? 0 }]
        : [],
    ),
  );
  vi.restoreAllMocks();
  return asked.sort((one, other) => one.order - other.order).map(({ sql }) => sql);
};

test('the register is asked the same about what there is and what there is not', async () => {
  for (const { route, who, id, about } of hidden) {
    const [method = ''] = route.split(' ');
    const ask = async (other: string): Promise<string[]> => {
      const { path, ...rest } = about(other);
      return statementsOf(() => server.ask(who, path, { method, ...rest }));
    };
    const there = await ask(id);
    expect(there.length).toBeGreaterThan(0);
    const not = await ask(crypto.randomUUID().padEnd(id.length, '0').slice(0, id.length));
    expect(there, `for ${route}`).toEqual(not);
  }
});

test('nor does the time tell', async () => {
  const told: string[] = [];
  for (const thing of hidden) {
    const few = toldBy(await timesOf(server, thing, 8, 1));
    // Eight may differ by chance; only so many that are asked after them that it would show can say.
    if (few.isSeen && toldBy(await timesOf(server, thing, 150, 0)).isTold) told.push(thing.route);
  }
  expect(told).toEqual([]);
});

test('they who may see it are told', async () => {
  const seen = hidden.filter(({ route }) => /^GET \/api\/(review\/:|placements\/:)/.test(route));
  expect(seen).toHaveLength(2);
  for (const { id, about } of seen)
    expect((await server.ask('coordinator', about(id).path)).status).toBe(200);
});
