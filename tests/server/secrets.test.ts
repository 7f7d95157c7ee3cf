import { chmod, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readConfig } from '#server/config.ts';
import { startServer } from '#server/server.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foljsam-secrets-'));
});
afterEach(() => rm(folder, { recursive: true }));

const environment = () => ({
  PUBLIC_ORIGIN: 'https://foljsam.example',
  PORT: '0',
  DATA_DIR: join(folder, 'data'),
  SESSION_SECRET_FILE: join(folder, 'secret'),
  LOG: 'off',
});

test('a secret is taken from a file that nobody else can read, and from no other', async () => {
  expect(readConfig(environment(), null).faults[0]).toContain('there is no such file');
  await writeFile(join(folder, 'secret'), `${'s'.repeat(40)}\n`, { mode: 0o644 });
  await chmod(join(folder, 'secret'), 0o644);
  const { faults } = readConfig(environment(), null);
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('chmod 600');
  expect(faults[0]).not.toContain('sss');
  await chmod(join(folder, 'secret'), 0o600);
  expect(readConfig(environment(), null)).toMatchObject({ faults: [], config: { secret: 's'.repeat(40) } });
  const withProvider = {
    ...environment(),
    OIDC_ISSUER: 'https://id.example',
    OIDC_CLIENT_ID: 'foljsam',
    OIDC_CLIENT_SECRET_FILE: join(folder, 'other'),
  };
  await writeFile(join(folder, 'other'), 'o', { mode: 0o604 });
  await chmod(join(folder, 'other'), 0o604);
  expect(readConfig(withProvider, null).faults.join('\n')).toContain('OIDC_CLIENT_SECRET_FILE');
});

const start = async (told: string[] = []) => {
  await writeFile(join(folder, 'secret'), 's'.repeat(40), { mode: 0o600 });
  const { config } = readConfig(environment(), null);
  return startServer(config, { tell: (words) => void told.push(words) });
};

const made = ['audit.key', 'audit-signing.key', 'second-factor.key'];

test('what the first start makes is closed to others, and said to need a backup; the next says nothing', async () => {
  const [first, second]: [string[], string[]] = [[], []];
  for (const told of [first, second]) {
    const started = await start(told);
    if (!started.ok) throw new Error(started.problem);
    await started.value.stop();
  }
  expect(first).toHaveLength(3);
  for (const words of first) expect(words).toMatch(/[Bb]ack (the folder|them|it) up/);
  expect(second).toEqual([]);
  for (const name of made) {
    expect((await stat(join(folder, 'data', 'keys', name))).mode & 0o777).toBe(0o600);
  }
});

test.each(made)('the server does not start where others can read %s', async (name) => {
  const started = await start();
  if (!started.ok) throw new Error(started.problem);
  await started.value.stop();
  const path = join(folder, 'data', 'keys', name);
  await chmod(path, 0o640);
  const again = await start();
  expect(again.ok ? '' : again.problem).toContain(path);
  await chmod(path, 0o600);
  const closed = await start();
  expect(closed.ok).toBe(true);
  if (closed.ok) await closed.value.stop();
});
