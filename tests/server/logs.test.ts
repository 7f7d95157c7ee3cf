import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { endpoint } from '#server/endpoint.ts';
import { createHttp } from '#server/http.ts';
import { routes } from '#server/routes.ts';
import { addPlacement, password, submit, wholeAnswers, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const planted = [
  'Gullviva',
  'Förgätmigej',
  'Blåklint',
  'Smörblomma',
  'smörblomma',
  'case-',
  password,
  'Tussilago',
];
const lines: string[] = [];
const log = { write: (line: string) => void lines.push(line) };
let server: TestServer;
beforeAll(async () => {
  server = await startTestServer({ allowsLogging: true }, { log });
});
afterAll(() => server.stop());

/** Planted words and all that could have come with them, as they may stand in JSON, in an address, in base64. */
const found = (words: readonly string[]): string[] => {
  const whole = lines.join('');
  return words.filter((word) =>
    [
      word,
      encodeURIComponent(word),
      JSON.stringify(word).slice(1, -1),
      Buffer.from(word).toString('base64'),
    ].some((form) => whole.includes(form)),
  );
};

const everybody: readonly (Person | null)[] = [
  null,
  'caseworker',
  'coordinator',
  'cityCoordinator',
  'administrator',
];
const cookies: string[] = [];

const plant = async (): Promise<void> => {
  const { context, seed } = server;
  await submit(context, seed, 'first', {
    answers: wholeAnswers({
      'anything-to-add': { value: 'Gullviva' },
      overall: { value: 'deficient', comment: 'Blåklint' },
    }),
  });
  await addPlacement(context, seed, 'first', crypto.randomUUID(), crypto.randomUUID());
};

test('whatever is asked and answered, the log holds ids and codes', async () => {
  await plant();
  for (const who of everybody) {
    if (who !== null) cookies.push((await server.signIn(who)).split('=')[1] ?? '');
    for (const { method, path } of routes) {
      if (path === '/api/session' && method === 'DELETE') continue;
      const url = path.replace(':version', '1').replaceAll(/:\w+/g, server.seed.followUps.first);
      const word = encodeURIComponent('Smörblomma');
      const query = `?from=2026-10&to=2026-12&q=${word}&cursor=${word}&code=${word}&state=${word}`;
      const body = {
        userName: 'Smörblomma',
        password,
        comment: 'Förgätmigej',
        caseNumber: 'Tussilago',
        items: ['Gullviva'],
      };
      await server.ask(who, url + query, {
        method,
        ...(method !== 'GET' && { body }),
        headers: {
          'user-agent': 'Blåklint',
          referer: 'https://x/Gullviva',
          'x-tablet-signature': 'Smörblomma',
        },
      });
      await server.ask(who, path.replaceAll(/:\w+/g, word), {
        method,
        ...(method !== 'GET' && { body: '{"Gullviva":' }),
      });
    }
    await server.ask(who, '/api/Gullviva?name=Gullviva', { method: 'PUT', body: { name: 'Gullviva' } });
    await server.ask(who, '/api/%00Gullviva');
    await server.ask(who, '/api/session', {
      method: 'POST',
      body: { userName: 'smörblomma', password: 'Tussilago' },
    });
  }
  expect(lines.length).toBeGreaterThan(everybody.length * routes.length * 2);
  expect(found(planted)).toEqual([]);
  expect(found(cookies)).toEqual([]);
  expect(found(['127.0.0.1', 'The coordinator', 'Home first'])).toEqual([]);
});

const answered = z.strictObject({
  level: z.literal(30),
  time: z.iso.datetime(),
  reqId: z.string().check(z.regex(/^req-\w+$/)),
  event: z.literal('answered'),
  method: z.enum(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'other']),
  route: z.nullable(z.enum(routes.map(({ path }): string => path))),
  status: z.int(),
  milliseconds: z.int(),
  problem: z.nullable(z.string().check(z.regex(/^[a-z-]+$/))),
  userId: z.nullable(z.uuid()),
});

test('each line holds what it may, and nothing beside', () => {
  const events = lines.map((line): unknown => JSON.parse(line));
  const others = events.filter((event) => !answered.safeParse(event).success);
  expect(others).toEqual([expect.objectContaining({ event: 'framework' })]);
  expect(JSON.stringify(others)).not.toContain('http');
  const sample = events.map((event) => answered.safeParse(event)).flatMap(({ data }) => (data ? [data] : []));
  expect(sample.some(({ userId }) => userId === server.seed.users.coordinator)).toBe(true);
  expect(sample.some(({ problem }) => problem === 'wrong-credentials')).toBe(true);
  expect(sample.some(({ route }) => route === '/api/review/:followUpId')).toBe(true);
});

test('of a bug the log tells name and place, not the words', async () => {
  const told: string[] = [];
  const bug = endpoint({
    method: 'GET',
    path: '/api/bug',
    access: 'public',
    summary: 'Breaks',
    handle: async () => {
      throw new TypeError('Gullviva\n    at Gullviva (case-4711:1:2)\n{"name":"Blåklint"}');
    },
  });
  const parsing = endpoint({
    method: 'GET',
    path: '/api/parsing',
    access: 'public',
    summary: 'Breaks on a stored text',
    handle: async () => JSON.parse('Smörblomma') as unknown,
  });
  const context = { ...server.context, config: { ...server.context.config, allowsLogging: false } };
  const http = createHttp(context, [bug, parsing], { log: { write: (line) => void told.push(line) } });
  for (const url of ['/api/bug', '/api/parsing']) expect((await http.inject({ url })).statusCode).toBe(500);
  await http.close();
  expect(told).toHaveLength(2);
  expect(told[0]).toContain('"event":"fault","method":"GET","route":"/api/bug","error":"TypeError"');
  expect(told[0]).toContain('logs.test.ts');
  expect(told[1]).toContain('SyntaxError');
  expect(planted.filter((word) => told.join('').includes(word))).toEqual([]);
  expect(told.join('')).not.toContain('4711');
});
