import { spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  chmodSync,
  cpSync,
  existsSync,
  openSync,
  readFileSync,
  rmSync,
  statSync,
  writeSync,
  closeSync,
} from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSqlite } from '#server/database/sqlite.ts';

const server = join(import.meta.dirname, '..', '..', 'sync-server');
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foljsam-drill-'));
});
afterAll(() => rm(folder, { recursive: true }));

const at = (...names: string[]): string => join(folder, ...names);
const environment = (dataDir: string) => ({
  PATH: process.env['PATH'] ?? '',
  PORT: '0',
  DATA_DIR: dataDir,
  PUBLIC_ORIGIN: 'https://foljsam.example',
  SESSION_SECRET: 's'.repeat(40),
});

/** Runs a program of the server until it ends, or until it prints those words and is asked to; its words and its exit status. */
const run = async (program: string, dataDir: string, given: readonly string[], until?: string) => {
  const child = spawn(process.execPath, [join(server, program), ...given], {
    env: environment(dataDir),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  const hear = (part: string) => {
    said += part;
    if (until !== undefined && said.includes(until)) child.kill('SIGTERM');
  };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding('utf8').on('data', hear);
  await once(child, 'close');
  return { said, code: child.exitCode };
};
const settingsOf = async (dataDir: string) => {
  const database = openSqlite(join(dataDir, 'register.sqlite'));
  const rows = await database.query.selectFrom('settings').selectAll().execute();
  await database.close();
  return new Map(rows.map(({ name, value }) => [name, value]));
};

test('the drill: a backup by command, read, put back by command, and started from', async () => {
  const [first, second] = [at('first'), at('second')];
  expect((await run('main.ts', first, [], '/inbjudan/')).code).toBe(0);
  const copy = at('copy.sqlite');
  expect(await run('cli/backup.ts', first, [copy])).toMatchObject({ code: 0 });
  expect(await run('cli/backup.ts', first, [copy])).toMatchObject({ code: 1 });

  const before = readFileSync(copy);
  const verified = await run('cli/restore.ts', first, ['--verify', copy]);
  expect(verified.said).toContain('is whole and can be put back');
  expect(verified.code).toBe(0);
  expect(readFileSync(copy).equals(before)).toBe(true);

  // It does not take the place of a register that is there.
  expect(await run('cli/restore.ts', first, [copy])).toMatchObject({ code: 1 });
  // The keys are backed up apart from it.
  cpSync(first, second, { recursive: true });
  rmSync(join(second, 'register.sqlite'));
  // Copied so that others can read them, they are not taken: then purges would not be done again either.
  chmodSync(join(second, 'keys'), 0o755);
  const open = await run('cli/restore.ts', second, [copy]);
  expect(open.said).toContain('Others can read the keys');
  expect(open.code).toBe(1);
  rmSync(join(second, 'register.sqlite'));
  chmodSync(join(second, 'keys'), 0o700);
  expect(await run('cli/restore.ts', second, [copy])).toMatchObject({ code: 0 });
  const [was, is] = [await settingsOf(first), await settingsOf(second)];
  expect(is.get('epoch')).not.toBe(was.get('epoch'));
  expect(is.get('generation')).not.toBe(was.get('generation'));
  expect((await run('cli/verify-audit.ts', second, [])).said).toContain('whole');
  const restored = openSqlite(join(second, 'register.sqlite'));
  const logged = await restored.query.selectFrom('audit_log').select('action').execute();
  await restored.close();
  expect(logged.map(({ action }) => action)).toContain('restored');
  expect((await run('main.ts', second, [], 'https://foljsam.example')).code).toBe(0);
});

test('a backup that was spoilt, or is none, is told as such, and nothing is made', async () => {
  const spoilt = at('spoilt.sqlite');
  cpSync(at('copy.sqlite'), spoilt);
  const file = openSync(spoilt, 'r+');
  for (let offset = 8_192; offset < statSync(spoilt).size; offset += 4_096)
    writeSync(file, Buffer.alloc(512, 0xa5), 0, 512, offset);
  closeSync(file);
  const third = at('third');
  for (const bad of [spoilt, join(server, 'main.ts')]) {
    const { said, code } = await run('cli/restore.ts', third, ['--verify', bad]);
    expect(said).toContain('is NOT whole');
    expect(code).toBe(1);
  }
  expect((await run('cli/restore.ts', third, ['--verify'])).code).toBe(2);
  expect(existsSync(third)).toBe(false);
});
