import { execFile } from 'node:child_process';
import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { purgeList } from '#domain/office/purging.ts';
import { readAuditKeys } from '#server/audit/audit-keys.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { reapplyPurges } from '#server/retention/reapply.ts';
import { addPlacement, submit, wholeAnswers, type Person } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeEach(async () => {
  server = await startTestServer();
});
afterEach(() => server.stop());

const word = 'Gullviva';

/** A placement with a registered follow-up, which ended long ago; as it stands in 2026. */
const endedPlacement = async (of: { serviceArea?: string; endedOn?: string } = {}) => {
  const { context, seed } = server;
  const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  const answers = wholeAnswers({ 'anything-to-add': { value: word } });
  await submit(context, seed, 'first', { placementId, followUpId, answers });
  await submit(context, seed, 'first', { placementId, followUpId: crypto.randomUUID(), answers: {} });
  await context.database.write(async ({ query }) => {
    const columns = {
      ended_on: of.endedOn ?? '2026-11-30',
      service_area: of.serviceArea ?? 'adult-and-addiction',
    };
    await query.updateTable('placements').set(columns).where('id', '=', placementId).execute();
    // Set aside uploads wait for a person; here somebody has dealt with them.
    await query
      .updateTable('items')
      .set({ settled_at: '2026-11-23T00:00:00.000Z' })
      .where('status', '=', 'set-aside')
      .execute();
  });
  return { placementId, followUpId };
};

const years = (count: number): void => {
  server.clock.now = new Date(`${2026 + count}-12-15T12:00:00.000Z`);
};
const ask = async (who: Person, path: string, method = 'GET', body?: unknown) => {
  await server.signIn(who);
  return server.ask(who, path, { method, ...(body !== undefined && { body }) });
};
const propose = async () => {
  const { body } = await ask('coordinator', '/api/purges', 'POST', { boardId: server.seed.boards.first });
  return z.nullable(z.string()).parse(body['id']);
};
const listed = async (who: Person) => purgeList.parse((await ask(who, '/api/purges')).body).purges;
const isHere = async (placementId: string): Promise<boolean> =>
  (await server.context.database.query
    .selectFrom('placements')
    .select('id')
    .where('id', '=', placementId)
    .executeTakeFirst()) !== undefined;

test('what has been kept its time is proposed, approved by two, purged with all that was written, and logged', async () => {
  const { placementId } = await endedPlacement();
  years(4);
  expect(await propose()).toBeNull();
  years(6);
  const purge = await propose();
  expect(purge).not.toBeNull();
  expect(await isHere(placementId)).toBe(true);

  const [own] = await listed('coordinator');
  expect(own).toMatchObject({
    state: 'proposed',
    counts: { clients: 1, placements: 1, followUps: 1 },
    cases: [{ caseNumber: `case-${placementId}`, rule: 'after-last-note' }],
  });
  // Whoever administers sees how many, and not whom.
  const [administrators] = await listed('administrator');
  expect(administrators).toMatchObject({ cases: null, counts: { clients: 1 } });
  expect(await listed('otherCoordinator')).toEqual([]);

  const approve = (who: Person) => ask(who, `/api/purges/${purge}/approvals`, 'POST');
  expect((await approve('coordinator')).status).toBe(204);
  // One person is one person, however often she says it.
  expect((await approve('coordinator')).status).toBe(204);
  expect(await isHere(placementId)).toBe(true);
  expect((await approve('administrator')).status).toBe(204);
  expect(await isHere(placementId)).toBe(false);

  const [done] = await listed('coordinator');
  expect(done).toMatchObject({ state: 'done', cases: null, approvals: [{}, {}] });
  const { query } = server.context.database;
  const rows = await query.selectFrom('audit_log').select('action').where('action', '=', 'purged').execute();
  expect(rows).toHaveLength(1);
});

test('nothing of it is left in the file, not even in free pages', async () => {
  const { placementId, followUpId } = await endedPlacement();
  const path = join(server.dataDir, 'register.sqlite');
  const traces = [placementId, followUpId, `case-${placementId}`, word];
  /** The file with the write-ahead log moved into it. */
  const found = async (): Promise<string[]> => {
    const other = openSqlite(path);
    await other.close();
    const bytes = Buffer.concat([await readFile(path), await readFile(`${path}-wal`)]);
    return traces.filter((trace) => bytes.includes(trace));
  };
  expect(await found()).toEqual(traces);
  years(6);
  const purge = await propose();
  await ask('coordinator', `/api/purges/${purge}/approvals`, 'POST');
  await ask('administrator', `/api/purges/${purge}/approvals`, 'POST');
  expect(await found()).toEqual([]);
});

test.each([
  ['on a child in an HVB, ever', { serviceArea: 'children-and-youth' }, 100],
  ['that is not ended long enough ago', { endedOn: '2030-01-01' }, 7],
])('no document is purged %s', async (_, of, after) => {
  await endedPlacement(of);
  years(after);
  expect(await propose()).toBeNull();
});

test('what is written after the proposal keeps the file', async () => {
  const { placementId } = await endedPlacement();
  years(6);
  const purge = await propose();
  await submit(server.context, server.seed, 'first', { placementId, followUpId: crypto.randomUUID() });
  await ask('coordinator', `/api/purges/${purge}/approvals`, 'POST');
  await ask('administrator', `/api/purges/${purge}/approvals`, 'POST');
  expect(await isHere(placementId)).toBe(true);
});

test('what one other has withdrawn is not approved any more', async () => {
  await endedPlacement();
  years(6);
  const purge = await propose();
  expect((await ask('administrator', `/api/purges/${purge}/withdrawal`, 'POST')).status).toBe(204);
  expect((await ask('coordinator', `/api/purges/${purge}/approvals`, 'POST')).status).toBe(409);
});

test('what was purged is purged again when an older backup is put back, and nothing else', async () => {
  const { placementId } = await endedPlacement();
  const kept = server.seed.placements.first;
  const folder = await mkdtemp(join(tmpdir(), 'foljsam-backup-'));
  const backup = join(folder, 'backup.sqlite');
  await server.context.database.copyTo(backup);
  const other = join(folder, 'other.sqlite');
  await cp(backup, other);
  years(6);
  const purge = await propose();
  await ask('coordinator', `/api/purges/${purge}/approvals`, 'POST');
  await ask('administrator', `/api/purges/${purge}/approvals`, 'POST');

  const restored = openSqlite(backup);
  const { keys } = readAuditKeys(join(server.dataDir, 'keys'));
  const heads = join(server.dataDir, 'audit-heads');
  expect(await reapplyPurges(restored, keys, heads)).toEqual({ purged: 1, unreadable: 0 });
  const left = await restored.query.selectFrom('placements').select('id').execute();
  expect(left.map(({ id }) => id)).toContain(kept);
  expect(left.map(({ id }) => id)).not.toContain(placementId);
  const texts = await restored.query.selectFrom('revisions').select('answers').execute();
  expect(JSON.stringify(texts)).not.toContain(word);
  await restored.close();

  // And by the command that whoever runs it has, with the keys and the ledger that were kept apart from the register.
  const dataDir = join(folder, 'data');
  for (const each of ['keys', 'audit-heads'])
    await cp(join(server.dataDir, each), join(dataDir, each), { recursive: true });
  const command = join(import.meta.dirname, '../../sync-server/cli/restore.ts');
  const { stderr } = await promisify(execFile)(process.execPath, [command, other], {
    env: { ...process.env, DATA_DIR: dataDir },
  });
  expect(stderr).not.toContain('NOT purged');
  const again = openSqlite(join(dataDir, 'register.sqlite'));
  const placements = await again.query.selectFrom('placements').select('id').execute();
  await again.close();
  expect(placements.map(({ id }) => id)).toContain(kept);
  expect(placements.map(({ id }) => id)).not.toContain(placementId);
  const bytes = await readFile(join(dataDir, 'register.sqlite'));
  expect([placementId, `case-${placementId}`, word].filter((trace) => bytes.includes(trace))).toEqual([]);
  await rm(folder, { recursive: true });
});
