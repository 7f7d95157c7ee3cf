import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '#server/routes.ts';
import { hideThings, isOpenToAll, type Hidden } from './existence.ts';
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

test('they who may see it are told', async () => {
  const seen = hidden.filter(({ route }) => /^GET \/api\/(review\/:|placements\/:)/.test(route));
  expect(seen).toHaveLength(2);
  for (const { id, about } of seen)
    expect((await server.ask('coordinator', about(id).path)).status).toBe(200);
});
