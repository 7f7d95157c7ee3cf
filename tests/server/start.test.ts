import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { demoAccounts } from '#server/demo/demo-city.ts';
import { startCommand } from './start-command.ts';

let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'foljsam-start-'));
});
afterAll(() => rm(dataDir, { recursive: true }));

test('what npm start runs serves the app on loopback, says who can sign in, and keeps all to the next start', async () => {
  const first = await startCommand(dataDir);
  expect(first.address).toMatch(/^http:\/\/localhost:\d+$/);
  for (const { userName, password } of demoAccounts) {
    expect(first.heard()).toContain(userName);
    expect(first.heard()).toContain(password);
  }
  expect(await (await fetch(first.address)).text()).toContain('<title>Följsam</title>');
  const [account] = demoAccounts;
  const signedIn = await fetch(`${first.address}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ userName: account?.userName, password: account?.password }),
  });
  expect(signedIn.status).toBe(200);
  const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
  const health: unknown = await (await fetch(`${first.address}/api/health`)).json();
  expect(await first.stop()).toEqual([0, null]);

  const second = await startCommand(dataDir);
  expect(await (await fetch(`${second.address}/api/health`)).json()).toEqual(health);
  expect((await fetch(`${second.address}/api/session`, { headers: { cookie } })).status).toBe(200);
  expect(await second.stop()).toEqual([0, null]);
});
