import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, statSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoReply } from '#domain/office/accounts.ts';
import { problemDocument } from '#domain/problem.ts';

const main = join(import.meta.dirname, '..', '..', 'sync-server', 'main.ts');
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foljsam-main-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

/** A server of its own process; `heard` grows with what it prints. */
const run = (environment: Record<string, string>): { child: ChildProcess; heard: () => string } => {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: join(dataDir, 'register'), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (part: string) => (text += part));
  }
  return { child, heard: () => text };
};

const until = async (isThere: () => boolean): Promise<void> => {
  while (!isThere()) await new Promise((resolve) => setTimeout(resolve, 20));
};

const production = { PUBLIC_ORIGIN: 'https://foljsam.example', SESSION_SECRET: 's'.repeat(40) };

test('what is missing is listed, and nothing is made', async () => {
  const { child, heard } = run({});
  expect(await once(child, 'exit')).toEqual([78, null]);
  expect(heard()).toContain('PUBLIC_ORIGIN is missing');
  expect(heard()).toContain('SESSION_SECRET');
  expect(existsSync(join(dataDir, 'register'))).toBe(false);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  '%s stops it cleanly, with everything in the one file',
  async (signal) => {
    const { child, heard } = run(production);
    await until(() => heard().includes('/inbjudan/'));
    expect(heard()).toMatch(/https:\/\/foljsam\.example\/inbjudan\/[\w-]{43}/);
    expect(statSync(join(dataDir, 'register')).mode & 0o777).toBe(0o700);
    child.kill(signal);
    expect(await once(child, 'exit')).toEqual([0, null]);
    expect(existsSync(join(dataDir, 'register', 'register.sqlite-wal'))).toBe(false);
  },
);

test('the demo prints who can sign in, and production does not open its register', async () => {
  const environment = { DEMO: '1', DATA_DIR: join(dataDir, 'demo') };
  const { child, heard } = run(environment);
  await until(() => heard().includes('inspektor'));
  const [address = ''] = /http:\/\/localhost:\d+/.exec(heard()) ?? [];
  const demo = demoReply.parse(await (await fetch(`${address}/api/demo`)).json());
  for (const { userName, password } of demo.accounts) {
    expect(heard()).toContain(userName);
    const signedIn = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName, password }),
    });
    expect(signedIn.status).toBe(200);
  }
  child.kill('SIGTERM');
  expect(await once(child, 'exit')).toEqual([0, null]);
  const real = run({ ...production, DATA_DIR: environment.DATA_DIR });
  expect(await once(real.child, 'exit')).toEqual([1, null]);
  expect(real.heard()).toContain('invented demo city');
});

test('an open request is answered whole before SIGTERM stops it, and nothing waits for its connection', async () => {
  const { child, heard } = run({ DEMO: '1', DATA_DIR: join(dataDir, 'open-request') });
  await until(() => heard().includes('inspektor'));
  const [, port] = /http:\/\/localhost:(\d+)/.exec(heard()) ?? [];
  const body = JSON.stringify({ userName: 'nobody', password: 'not the password' });
  const socket = connect(Number(port), '127.0.0.1');
  let answer = '';
  socket.setEncoding('utf8').on('data', (part: string) => (answer += part));
  socket.write(
    [
      'POST /api/session HTTP/1.1',
      'host: localhost',
      'content-type: application/json',
      `content-length: ${body.length}`,
      'expect: 100-continue',
      '\r\n',
    ].join('\r\n'),
  );
  // The server has read the head: the request is open.
  await until(() => answer.includes('100 Continue'));
  socket.write(body.slice(0, 20));
  child.kill('SIGTERM');
  await until(() => heard().includes('Stopping'));
  const gone = once(child, 'exit');
  socket.write(body.slice(20));
  await once(socket, 'end');
  const [, head = '', sent = ''] = answer.split('\r\n\r\n');
  expect(head).toMatch(/^HTTP\/1\.1 401 /);
  expect(head).toMatch(/^connection: close$/im);
  expect(head).toMatch(new RegExp(`^content-length: ${Buffer.byteLength(sent)}$`, 'im'));
  expect(problemDocument.parse(JSON.parse(sent)).code).toBe('wrong-credentials');
  expect(await gone).toEqual([0, null]);
});

test('the demo does not open a register of real cases', async () => {
  const { child, heard } = run({ DEMO: '1' });
  expect(await once(child, 'exit')).toEqual([1, null]);
  expect(heard()).toContain('holds real cases');
});
