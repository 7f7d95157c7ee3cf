import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { problemDocument } from '#domain/problem.ts';
import { isWithin } from '#server/body-limits.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { endpoint } from '#server/endpoint.ts';
import { createHttp } from '#server/http.ts';
import { httpLimits } from '#server/http-limits.ts';
import { guardAnswers } from '#server/app-files.ts';
import { contextOf } from './register-context.ts';

const echo = endpoint({
  method: 'POST',
  path: '/api/echo',
  access: 'public',
  summary: 'Takes anything',
  body: z.unknown(),
  handle: async () => ({ taken: true }),
});
const never = endpoint({
  method: 'GET',
  path: '/api/never',
  access: 'public',
  summary: 'Does not come back',
  timeLimit: 50,
  handle: () => new Promise(() => undefined),
});

/** Everything so short that a test can wait for it. */
const limits = {
  ...httpLimits,
  headersTimeout: 150,
  requestTimeout: 300,
  connectionTimeout: 600,
  keepAliveTimeout: 100,
  checkEvery: 20,
  connections: 3,
  requestsPerConnection: 2,
};

const database = openSqlite(':memory:');
let http: FastifyInstance;
let port: number;
beforeAll(async () => {
  const context = contextOf(database);
  http = createHttp(context, [echo, never], { limits });
  guardAnswers(http, context.config);
  await http.listen({ port: 0, host: '127.0.0.1' });
  const address = http.server.address();
  if (typeof address !== 'object' || address === null) throw new Error('It listens at no port');
  port = address.port;
});
afterAll(async () => {
  await http.close();
  await database.close();
});

/** Sends that and keeps the connection open; gives all that came until the server hung up. */
const speak = async (words: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(words);
  try {
    return await text(socket);
  } finally {
    socket.destroy();
  }
};

const head = (more: string) =>
  `POST /api/echo HTTP/1.1\r\nhost: here\r\ncontent-type: application/json\r\n${more}`;
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  fetch(`http://127.0.0.1:${port}/api/echo`, {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', connection: 'close', ...headers },
  });
const codeOf = async (response: Response): Promise<string> =>
  problemDocument.parse(await response.json()).code;

/** Whatever answers, it keeps browsers from making a page of it. */
const expectGuarded = (raw: string): void => {
  expect(raw.toLowerCase()).toContain('content-type: application/problem+json');
  expect(raw.toLowerCase()).toContain('x-content-type-options: nosniff');
  expect(raw.toLowerCase()).toContain('content-security-policy: ');
  expect(raw.toLowerCase()).toContain("frame-ancestors 'none'");
  expect(raw.toLowerCase()).toContain('referrer-policy: no-referrer');
};

test('a head that does not come to its end is cut off', async () => {
  expectGuarded(await speak('POST /api/echo HTTP/1.1\r\nhost: here\r\nx-slow: '));
});

test('a body that does not come is cut off', async () => {
  expectGuarded(await speak(head('content-length: 10\r\n\r\n[1')));
});

test('a connection that says nothing is cut off', async () => {
  expect(await speak('')).not.toContain('HTTP/1.1 2');
});

test('a connection is kept for so long and so many requests, and no more', async () => {
  const request = head('content-length: 2\r\n\r\n[]');
  expect((await speak(request)).match(/HTTP\/1\.1 200/g)).toHaveLength(1);
  const said = await speak(request.repeat(3));
  expect(said.match(/HTTP\/1\.1 200/g)).toHaveLength(2);
  expect(said).toContain('Connection: close');
});

test('of more connections than there may be the last are dropped', async () => {
  const held = Array.from({ length: limits.connections }, () => connect(port, '127.0.0.1'));
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  const dropped = connect(port, '127.0.0.1');
  const end = new Promise((resolve) => {
    dropped.once('error', () => undefined).once('close', () => resolve('closed'));
  });
  expect(await end).toBe('closed');
  expect(held.some((socket) => socket.destroyed)).toBe(false);
  await Promise.all(held.map((socket) => new Promise((resolve) => socket.once('close', resolve).destroy())));
});

test('a handler that does not come back is answered for', async () => {
  const response = await fetch(`http://127.0.0.1:${port}/api/never`, { headers: { connection: 'close' } });
  expect(response.status).toBe(503);
  expect(await codeOf(response)).toBe('unavailable');
});

test('a head that is too large, and what is no HTTP, is answered with a problem', async () => {
  const large = await speak(`GET / HTTP/1.1\r\nhost: here\r\nx-large: ${'x'.repeat(20_000)}\r\n\r\n`);
  expect(large).toContain('HTTP/1.1 413');
  expectGuarded(large);
  const nonsense = await speak('GET / HTTP/9.9\r\n\r\n');
  expect(nonsense).toContain('HTTP/1.1 400');
  expectGuarded(nonsense);
  // Two lengths: the one who reads the other one could be told a second request.
  const smuggled = await speak(head('content-length: 2\r\ntransfer-encoding: chunked\r\n\r\n[]'));
  expect(smuggled).toContain('HTTP/1.1 400');
});

test('a body stays within bytes, depth and number, and is UTF-8', async () => {
  const deep = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  expect((await post(deep(16))).status).toBe(200);
  expect(await codeOf(await post(deep(17)))).toBe('too-large');
  const many = (count: number) => JSON.stringify(Array.from({ length: count }, () => 0));
  expect((await post(many(5_000))).status).toBe(200);
  expect(await codeOf(await post(many(5_002)))).toBe('too-large');
  expect(await codeOf(await post(JSON.stringify('x'.repeat(70_000))))).toBe('too-large');
  expect(await codeOf(await post(new Uint8Array([0x22, 0xff, 0x22])))).toBe('bad-request');
  expect(await codeOf(await post('\uFEFF[]'))).toBe('bad-request');
});

test('only JSON is taken, and from our own pages alone', async () => {
  for (const type of [
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/xml',
  ]) {
    expect(await codeOf(await post('{}', { 'content-type': type }))).toBe('unsupported-media-type');
  }
  for (const site of ['cross-site', 'same-site', 'nonsense', '']) {
    expect(await codeOf(await post('{}', { 'sec-fetch-site': site }))).toBe('foreign-site');
  }
  for (const site of ['same-origin', 'none']) {
    expect((await post('{}', { 'sec-fetch-site': site })).status).toBe(200);
  }
});

test('brackets and commas within strings are not counted', () => {
  const within = (value: unknown) => isWithin(Buffer.from(JSON.stringify(value)), { depth: 2, values: 4 });
  expect(within(['[[[[,,,,{{{{', '\\"[[[['])).toBe(true);
  expect(within(['\\\\', ['\\']])).toBe(true);
  expect(within(['\\\\', [[]]])).toBe(false);
  expect(isWithin(Buffer.from('"'), { depth: 2, values: 4 })).toBe(true);
});
