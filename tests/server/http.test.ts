import { mkdtemp, mkdir, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { problemDocument, problems } from '#domain/problem.ts';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/server.ts';
import { routes } from '#server/routes.ts';
import { startTestServer, type Answered, type TestServer } from './start-server.ts';

let server: TestServer;
let appDir: string;

beforeAll(async () => {
  appDir = await mkdtemp(join(tmpdir(), 'foljsam-app-'));
  await mkdir(join(appDir, 'assets'));
  await writeFile(join(appDir, 'index.html'), '<!doctype html><title>Följsam</title>');
  await writeFile(join(appDir, 'assets', 'app-0a1b2c3d.js'), 'export {};');
  await writeFile(join(appDir, 'service-worker.js'), '');
  await writeFile(join(appDir, 'build.json'), '{}');
  server = await startTestServer({ appDir, publicOrigin: 'https://foljsam.example' });
  // Somebody who may do everything, so that what is asked is looked at.
  await server.context.database.write(({ query }) =>
    query
      .updateTable('users')
      .set({
        roles: JSON.stringify(['caseworker', 'district-coordinator', 'city-coordinator', 'administrator']),
      })
      .where('user_name', '=', 'coordinator')
      .execute(),
  );
});
afterAll(async () => {
  await server.stop();
  await rm(appDir, { recursive: true });
});

const expectProblem = (answered: Answered, code?: keyof typeof problems): void => {
  expect(answered.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  const problem = problemDocument.parse(answered.body);
  expect(Object.keys(problems)).toContain(problem.code);
  expect(problem.status).toBe(answered.status);
  expect(answered.status).toBeLessThan(500);
  if (code !== undefined) expect(problem.code).toBe(code);
};

const expectNoFault = (answered: Answered): void => {
  if (answered.status >= 400) return expectProblem(answered);
  expect(answered.status).toBeLessThan(300);
};

const post = (body: unknown, headers: Record<string, string> = {}) =>
  server.ask('coordinator', '/api/follow-ups', { method: 'POST', body, headers });

test('what cannot be read is answered with a problem of the catalogue', async () => {
  expectProblem(await post('{"placementId":'), 'bad-request');
  expectProblem(await post('', { 'content-type': 'application/json' }), 'bad-request');
  expectProblem(
    await post('a=b', { 'content-type': 'application/x-www-form-urlencoded' }),
    'unsupported-media-type',
  );
  expectProblem(await post('<a/>', { 'content-type': 'text/plain' }), 'unsupported-media-type');
  expectProblem(await post({ text: 'x'.repeat(70_000) }), 'too-large');
  expectProblem(await post('[1,2,3]'), 'invalid');
  expectProblem(await post('null'), 'invalid');
  expectProblem(
    await post({ placementId: 7, plannedOn: '2026-02-30', method: 'pigeon', assigneeId: 'me' }),
    'invalid',
  );
  expectProblem(await post({ __proto__: null, constructor: 1 }), 'invalid');
  expectProblem(await post(`${'['.repeat(20_000)}${']'.repeat(20_000)}`), 'too-large');
});

test('what was sent is not repeated', async () => {
  const answered = await post({ placementId: 'somebody’s secret', plannedOn: 'also secret' });
  expect(answered.text).not.toContain('secret');
});

test('of whoever may send no file none is read', async () => {
  const { path = '' } = routes.find(({ takesFile }) => takesFile === true) ?? {};
  // Nothing of it is ever sent: the answer comes nonetheless.
  const asked = request(`${server.address}${path}?name=x.xlsx`, {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream', 'content-length': 9_000_000 },
  });
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    asked.on('response', resolve).on('error', reject).flushHeaders();
  });
  expect(answer.statusCode).toBe(401);
  asked.destroy();
});

test('a change that another site asks for is refused', async () => {
  expectProblem(await post({}, { 'sec-fetch-site': 'cross-site' }), 'foreign-site');
  expectProblem(await post({}, { 'sec-fetch-site': 'same-site' }), 'foreign-site');
  expectProblem(await post({}, { 'sec-fetch-site': 'same-origin' }), 'invalid');
});

test.each([
  '/api',
  '/api/',
  '/api/nothing',
  '/api/session/more',
  '/api/%00',
  '/api/follow-ups/..%2fusers',
  `/api/review/${'a'.repeat(5_000)}`,
  '/nothing.js',
  '/build.json',
  '/.env',
])('%s is no page and no endpoint', async (path) => {
  const answered = await server.ask('coordinator', path);
  expect([400, 404, 414, 422]).toContain(answered.status);
  expectProblem(answered);
});

test.each([
  '/../package.json',
  '/assets/../../package.json',
  '/%2e%2e/%2e%2e/package.json',
  '/..%2fpackage.json',
])('%s leads to nothing outside the app', async (path) => {
  // As it stands: fetch would tidy it up.
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(server.address, { path }, resolve).on('error', reject).end();
  });
  expect(answer.statusCode).toBeGreaterThanOrEqual(400);
  expect(await text(answer)).not.toContain('dependencies');
});

test('another method than those of a path is answered with a problem', async () => {
  for (const method of ['PUT', 'PATCH', 'OPTIONS']) {
    expectProblem(await server.ask('coordinator', '/api/session', { method }), 'not-found');
  }
});

const nonsense = ['x', '0', '%00', '%F0%9F%92%A5', "'%20OR%201=1--", 'null', '..%2f..', '9'.repeat(60)];
const bodies = [undefined, null, 0, '"', [], {}, { a: 1 }, { roles: {} }, { basedOn: [[]] }, { items: [{}] }];

describe.each(routes.filter(({ path }) => path !== '/api/session'))('$method $path', ({ method, path }) => {
  test('takes nonsense without a fault', async () => {
    for (const word of nonsense) {
      const url = path.replaceAll(/:\w+/g, word);
      const query = `?cursor=${word}&board=${word}&q=${word}&from=${word}&limit=${word}&list=${word}&language=${word}`;
      const answered = await server.ask('coordinator', url + query, { method });
      expectNoFault(answered);
    }
  });
});

describe.each(
  routes.filter(({ method, path }) => method !== 'GET' && method !== 'DELETE' && path !== '/api/session'),
)('$method $path', ({ method, path }) => {
  test('takes bodies that make no sense without a fault', async () => {
    const url = path.replaceAll(/:\w+/g, crypto.randomUUID());
    for (const body of bodies) {
      const answered = await server.ask('coordinator', url, {
        method,
        body: JSON.stringify(body) ?? '',
        headers: { 'if-match': '"nonsense"' },
      });
      expectProblem(answered);
    }
  });
});

test('the app is served for every address that it shows a page for, and kept as long as it may', async () => {
  for (const path of ['/', '/idag', '/granskning/3f1c', '/inbjudan/token']) {
    const { status, text: page, headers } = await server.ask(null, path);
    expect(status).toBe(200);
    expect(page).toContain('Följsam');
    expect(headers.get('cache-control')).toBe('no-cache');
  }
  const asset = await server.ask(null, '/assets/app-0a1b2c3d.js');
  expect(asset.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
  const worker = await server.ask(null, '/service-worker.js');
  expect(worker.headers.get('cache-control')).toBe('no-cache');
  expect(worker.headers.get('content-type')).toContain('javascript');
});

test('every answer keeps the browser on guard', async () => {
  for (const path of ['/', '/assets/app-0a1b2c3d.js', '/api/health', '/api/nothing', '/nothing.js']) {
    const { headers } = await server.ask(null, path);
    expect(headers.get('content-security-policy')).toContain("require-trusted-types-for 'script'");
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
    expect(headers.get('cross-origin-embedder-policy')).toBe('require-corp');
    expect(headers.get('strict-transport-security')).toContain('max-age');
  }
  const health = await server.ask(null, '/api/health');
  expect(health.headers.get('cache-control')).toBe('no-store');
  expect(health.body).toMatchObject({ status: 'ok' });
});

test('the description names every endpoint and its problems', async () => {
  const { body } = await server.ask(null, '/api/openapi.json');
  const described = z
    .looseObject({ paths: z.record(z.string(), z.record(z.string(), z.unknown())) })
    .parse(body);
  const named = Object.entries(described.paths).flatMap(([path, methods]) =>
    Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
  );
  const there = routes.map(({ method, path }) => `${method} ${path.replaceAll(/:(\w+)/g, '{$1}')}`);
  expect(named.sort()).toEqual(there.sort());
  const batch = described.paths['/api/uploads']?.['post'];
  expect(JSON.stringify(batch)).toContain('deviceId');
});

const problemOf = (started: Awaited<ReturnType<typeof startServer>>): string =>
  started.ok ? '' : started.problem;

test('a taken port and a register of the other kind are told in plain words', async () => {
  const config = {
    ...server.context.config,
    dataDir: join(appDir, 'data'),
    port: Number(new URL(server.address).port),
    appDir: null,
  };
  expect(problemOf(await startServer(config))).toContain('is taken');
  const demo = await startServer({ ...config, isDemo: true, port: 0 });
  expect(problemOf(demo)).toContain('real cases');
});

test('all that is wrong with the configuration is told at once', () => {
  const { faults } = readConfig({ PORT: 'http', SESSION_SECRET: 'short' }, null);
  expect(faults).toHaveLength(3);
  expect(readConfig({ DEMO: '1' }, null).faults).toEqual([]);
});

test('it listens on loopback alone unless told otherwise', () => {
  const production = { PUBLIC_ORIGIN: 'https://foljsam.example', SESSION_SECRET: 's'.repeat(40) };
  for (const environment of [{ DEMO: '1' }, production]) {
    expect(readConfig(environment, null)).toMatchObject({ faults: [], config: { host: '127.0.0.1' } });
  }
});
