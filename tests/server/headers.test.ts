import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { routes } from '#server/routes.ts';
import { hasMoreThan, policyFaults, strayHeaders } from './header-rules.ts';
import { submit, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

/** Every kind of file that the build makes, and as what it is served. A kind that is missing here fails. */
const kinds: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'application/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
};
const files = [
  'index.html',
  'service-worker.js',
  'icons/favicon.svg',
  'icons/icon-192.png',
  ...['.js', '.css', '.woff2', '.webmanifest'].map((kind) => `assets/first-0a1b2c3d${kind}`),
  'assets/worker-0a1b2c3d.js',
  'assets/worker-0a1b2c3d.css',
];

/** What answers as something else than JSON: by its path. */
const documents: Readonly<Record<string, string>> = {
  '.csv': 'text/csv; charset=utf-8',
  '.xlsx': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  '/api/extracts': 'text/html; charset=utf-8',
};

let server: TestServer;
let appDir: string;
beforeAll(async () => {
  appDir = await mkdtemp(join(tmpdir(), 'foljsam-headers-'));
  for (const folder of ['assets', 'icons']) await mkdir(join(appDir, folder));
  for (const name of files) await writeFile(join(appDir, name), 'x');
  server = await startTestServer({ appDir, publicOrigin: 'https://foljsam.example' });
  await submit(server.context, server.seed, 'first');
});
afterAll(async () => {
  await server.stop();
  await rm(appDir, { recursive: true });
});

type Kind = 'api' | 'file' | 'none';

/** What of an answer's headers is not as it should be; `none`: what was asked was no request. */
const faultsOf = (path: string, headers: Headers, kind: Kind): string[] => {
  const found = [...policyFaults(kind === 'none' ? null : path, headers), ...strayHeaders(headers)];
  if (headers.get('strict-transport-security') !== 'max-age=31536000; includeSubDomains') found.push('hsts');
  if (kind !== 'file' && !/^(no-store|private, )/.test(headers.get('cache-control') ?? ''))
    found.push('cache');
  return found.map((fault) => `${fault} of ${path}`);
};
const expectGuarded = (path: string, headers: Headers, kind: Kind = 'api'): void =>
  expect(faultsOf(path, headers, kind)).toEqual([]);

/** As what a route has to answer with that status. */
const typeOf = (path: string, status: number): string | null => {
  if (status === 204 || status === 302) return null;
  if (status >= 400) return 'application/problem+json; charset=utf-8';
  const ending = Object.keys(documents).find((each) => path.endsWith(each));
  return documents[ending ?? ''] ?? 'application/json; charset=utf-8';
};

const inputs = (path: string): { url: string; body: unknown } => {
  const { followUps, placements } = server.seed;
  const period = path.startsWith('/api/reports') ? '?from=2026-10&to=2026-12' : '';
  return {
    url: path.replace(':version', '1').replaceAll(/:\w+/g, followUps.first) + period,
    body: path === '/api/extracts' ? { caseNumber: `case-${placements.first}`, language: 'sv' } : {},
  };
};

const askers: readonly (Person | null)[] = [
  null,
  'caseworker',
  'coordinator',
  'cityCoordinator',
  'administrator',
];

test.each(askers)('what every route answers to %s keeps the browser on guard', async (who) => {
  const seen: Record<string, number> = {};
  for (const { method, path } of routes) {
    if (path === '/api/session' && method === 'DELETE') continue;
    const { url, body } = inputs(path);
    const {
      status,
      headers,
      text: said,
    } = await server.ask(who, url, {
      method,
      ...(method !== 'GET' && { body }),
    });
    seen[status] = (seen[status] ?? 0) + 1;
    expectGuarded(`${method} ${path}`, headers);
    const type = headers.get('content-type');
    expect(type, `of ${path}`).toBe(typeOf(path, status));
    expect(said === '', `of ${path}`).toBe(type === null);
    const isDocument = Object.values(documents).includes(type ?? '');
    expect(headers.get('content-disposition')?.startsWith('attachment; ') ?? false, `of ${path}`).toBe(
      isDocument,
    );
  }
  expect(seen[200]).toBeGreaterThan(3);
});

/** Not by `fetch`: it makes of a question whether something has changed one for the thing itself. */
const askFor = async (path: string, method = 'GET', headers: Record<string, string> = {}) => {
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    request(server.address + path, { method, headers }, resolve)
      .on('error', reject)
      .end();
  });
  answer.resume();
  const pairs = Object.entries(answer.headers).map(([name, value]): [string, string] => [
    name,
    String(value),
  ]);
  return { status: answer.statusCode, headers: new Headers(pairs) };
};

test('so does every kind of file, fresh, unchanged, asked for by its head alone, and not there', async () => {
  for (const name of files) {
    const path = `/${name}`;
    const fresh = await askFor(path);
    expect(fresh.status).toBe(200);
    expect(fresh.headers.get('content-type'), `of ${name}`).toBe(kinds[extname(name)]);
    expectGuarded(path, fresh.headers, 'file');
    const unchanged = await askFor(path, 'GET', { 'if-none-match': fresh.headers.get('etag') ?? '' });
    expect(unchanged.status).toBe(304);
    expectGuarded(path, unchanged.headers, 'file');
    const head = await askFor(path, 'HEAD');
    expect(head.status).toBe(200);
    expectGuarded(path, head.headers, 'file');
    expectGuarded(path, (await askFor(path, 'GET', { range: 'bytes=5-9' })).headers, 'file');
  }
  for (const path of [
    '/idag',
    '/granskning/1',
    '/nothing.js',
    '/assets/worker-nothing.js',
    '/api/nothing',
    '/%zz',
  ]) {
    const { headers } = await askFor(path);
    expectGuarded(path, headers, path.startsWith('/api') ? 'api' : 'file');
  }
});

test('no kind of file is left out that the build could make', async () => {
  const config = await readFile('vite.config.ts', 'utf8');
  const precached = /\*\*\/\*\.\{([\w,]+)\}/.exec(config)?.[1]?.split(',') ?? [];
  const shipped = await readdir('public', { recursive: true });
  const found = [
    ...precached.map((kind) => `.${kind}`),
    ...shipped.map(extname).filter((kind) => kind !== ''),
  ];
  expect(found.length).toBeGreaterThan(6);
  expect(found.filter((kind) => kinds[kind] === undefined)).toEqual([]);
  expect(Object.keys(kinds).filter((kind) => !files.some((name) => extname(name) === kind))).toEqual([]);
});

test('so do answers to what is no request at all', async () => {
  const { port } = new URL(server.address);
  for (const words of ['nonsense\r\n\r\n', `GET / HTTP/1.1\r\nhost: x\r\nx: ${'y'.repeat(20_000)}\r\n\r\n`]) {
    const socket = connect(Number(port), '127.0.0.1');
    socket.write(words);
    const [head = ''] = (await text(socket)).split('\r\n\r\n');
    const lines = head.split('\r\n').slice(1);
    const headers = new Headers(
      lines.map((line): [string, string] => [line.split(':', 1)[0] ?? '', line.slice(line.indexOf(':') + 1)]),
    );
    expectGuarded(words.slice(0, 10), headers, 'none');
  }
});

test('the rules notice what is not as it should be', async () => {
  const { headers } = await fetch(`${server.address}/idag`);
  const spoil = (name: string, value: string | null): Headers => {
    const spoilt = new Headers(headers);
    if (value === null) spoilt.delete(name);
    else spoilt.set(name, value);
    return spoilt;
  };
  const policy = headers.get('content-security-policy') ?? '';
  for (const worse of [
    policy.replace("script-src 'self'", "script-src 'self' 'unsafe-inline'"),
    policy.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'"),
    policy.replace("connect-src 'self'", 'connect-src https://elsewhere.example'),
    policy.replace("frame-ancestors 'none'; ", ''),
    policy.replace("; require-trusted-types-for 'script'", ''),
    policy.replace("style-src 'self'", "style-src 'self' *"),
  ]) {
    expect(policyFaults('/idag', spoil('content-security-policy', worse)), `of ${worse}`).not.toEqual([]);
  }
  for (const name of hasMoreThan)
    expect(policyFaults('/idag', spoil(name, null)), `of ${name}`).not.toEqual([]);
  expect(strayHeaders(spoil('access-control-allow-origin', '*'))).toEqual(['access-control-allow-origin']);
  expect(policyFaults('/assets/worker-0a1b2c3d.js', headers)).not.toEqual([]);
});
