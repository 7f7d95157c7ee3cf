import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { readAuditHeads, writeAuditHead } from '#server/audit/audit-heads.ts';
import { createAuditLog, type AuditLog } from '#server/audit/audit-log.ts';
import { temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import { auditUpload } from '#server/audit/audit-upload.ts';
import { verifyAuditLog } from '#server/audit/verify.ts';
import type { Database } from '#server/database/database.ts';
import { openSqlite } from '#server/database/sqlite.ts';
import { addPlacement, plant, submissionOf, submit, type Seed } from './seed.ts';
import { contextOf } from './register-context.ts';
import { startTestServer, type TestServer } from './start-server.ts';

const rowSchema = z.object({
  board_id: z.string(),
  position: z.number(),
  actor_id: z.string(),
  action: z.string(),
  source: z.string(),
  subjects: z.string(),
  marks: z.string(),
  why: z.nullable(z.string()),
});
const rowsOf = async (database: Database) =>
  z.array(rowSchema).parse(await database.query.selectFrom('audit_log').selectAll().execute());

describe('a chain', () => {
  let folder: string;
  let file: string;
  let database: Database;
  let log: AuditLog;
  let seed: Seed;
  const keys = temporaryAuditKeys();
  const now = new Date('2026-11-22T12:00:00.000Z');

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'foljsam-audit-'));
    file = join(folder, 'register.sqlite');
    database = openSqlite(file, 'OFF');
    const context = contextOf(database, () => now);
    seed = await plant(context);
    log = createAuditLog({ database, keys, now: () => now });
    for (let each = 0; each < 10; each += 1) {
      const cases = { followUpIds: [seed.followUps.first, seed.followUps.other] };
      const actorId = seed.users.coordinator;
      await log.read({ actorId, scope: null, action: 'case-read', source: `test ${each}`, cases });
    }
  });
  afterEach(async () => {
    await database.close();
    await rm(folder, { recursive: true });
  });

  const verify = async () => {
    const { heads, forged } = readAuditHeads(folder, keys.verifying);
    expect(forged).toEqual([]);
    return (await verifyAuditLog(database.query, keys, heads)).faults;
  };
  /** What somebody does who has the database and no key, past the triggers. */
  const tamper = (sql: string): void => {
    const other = new DatabaseSync(file);
    other.exec(`DROP TRIGGER audit_log_stays; DROP TRIGGER audit_log_keeps; ${sql}`);
    other.close();
  };
  const board = () => `board_id = '${seed.boards.first}'`;

  test('is whole as it was written: one for each board, and a row of several boards in each', async () => {
    expect(await verify()).toEqual([]);
    const rows = await rowsOf(database);
    expect(rows).toHaveLength(20);
    expect(rows.filter((row) => row.board_id === seed.boards.first)).toHaveLength(10);
  });

  test('names nobody: neither a client, nor a case', async () => {
    const text = JSON.stringify(await rowsOf(database));
    for (const trace of [...Object.values(seed.followUps), ...Object.values(seed.placements)]) {
      expect(text).not.toContain(trace);
    }
    const subjects = new Set((await rowsOf(database)).map((row) => row.subjects));
    expect(subjects.size).toBe(2);
  });

  test.each(['UPDATE audit_log SET why = NULL', 'DELETE FROM audit_log'])(
    'is refused by the database itself: %s',
    async (sql) => {
      await expect(
        database.write(async ({ prepare }) => {
          prepare(sql).run();
        }),
      ).rejects.toThrow(/audit log/);
    },
  );

  test.each([
    [
      'a changed row',
      () => `UPDATE audit_log SET actor_id = 'x' WHERE position = 4 AND ${board()}`,
      4,
      'changed',
    ],
    [
      'another reason',
      () => `UPDATE audit_log SET why = 'x' WHERE position = 7 AND ${board()}`,
      7,
      'changed',
    ],
    ['a removed row', () => `DELETE FROM audit_log WHERE position = 5 AND ${board()}`, 5, 'missing'],
    ['the first row removed', () => `DELETE FROM audit_log WHERE position = 1 AND ${board()}`, 1, 'missing'],
    [
      'rows cut off at the end',
      () => `DELETE FROM audit_log WHERE position > 8 AND ${board()}`,
      9,
      'cut-off',
    ],
  ])('shows %s', async (_, sql, position, what) => {
    tamper(sql());
    expect(await verify()).toContainEqual({ boardId: seed.boards.first, position, what, head: null });
  });

  test('shows by the signed head what was cut off together with the note of how far it had come', async () => {
    await writeAuditHead(database.query, keys, folder, now);
    expect(await verify()).toEqual([]);
    const { hash } = await database.query
      .selectFrom('audit_log')
      .select('hash')
      .where('board_id', '=', seed.boards.first)
      .where('position', '=', 8)
      .executeTakeFirstOrThrow();
    tamper(`DELETE FROM audit_log WHERE position > 8 AND ${board()};
      UPDATE audit_chains SET last = 8, hash = '${hash}' WHERE ${board()}`);
    expect(await verify()).toEqual([
      { boardId: seed.boards.first, position: 10, what: 'not-as-signed', head: '2026-11-22' },
    ]);
  });

  test('shows it also when the next head of the day is made of what is left, and rows have come after', async () => {
    await writeAuditHead(database.query, keys, folder, now);
    tamper(`DELETE FROM audit_log WHERE position > 8 AND ${board()};
      UPDATE audit_chains SET last = 8, hash = (SELECT hash FROM audit_log WHERE position = 8 AND ${board()})
      WHERE ${board()}`);
    for (const [index, source] of ['one more', 'another', 'a third'].entries()) {
      const cases = { followUpIds: [seed.followUps.first] };
      const actorId = seed.users.coordinator;
      await log.read({ actorId, scope: null, action: 'case-read', source, cases });
      await writeAuditHead(database.query, keys, folder, new Date(now.getTime() + (index + 1) * 3_600_000));
    }
    expect(await verify()).toEqual([
      { boardId: seed.boards.first, position: 10, what: 'not-as-signed', head: '2026-11-22' },
    ]);
    // Where nothing was changed the day has one head.
    expect(readAuditHeads(folder, keys.verifying).heads).toHaveLength(2);
  });

  test('shows a whole chain that is gone', async () => {
    await writeAuditHead(database.query, keys, folder, now);
    tamper(`DELETE FROM audit_log WHERE ${board()}; DELETE FROM audit_chains WHERE ${board()}`);
    expect(await verify()).toHaveLength(1);
  });

  test('takes no head that another key has signed', async () => {
    await writeAuditHead(database.query, temporaryAuditKeys(), folder, now);
    expect(readAuditHeads(folder, keys.verifying)).toMatchObject({ heads: [], forged: [expect.any(String)] });
  });

  test('does not hold against it what the restoring of a backup lost', async () => {
    await writeAuditHead(database.query, keys, folder, now);
    const { hash } = await database.query
      .selectFrom('audit_log')
      .select('hash')
      .where('board_id', '=', seed.boards.first)
      .where('position', '=', 8)
      .executeTakeFirstOrThrow();
    tamper(`DELETE FROM audit_log WHERE position > 8 AND ${board()};
      UPDATE audit_chains SET last = 8, hash = '${hash}' WHERE ${board()}`);
    const later = new Date(now.getTime() + 1_000);
    await writeAuditHead(database.query, keys, folder, later, 'restored');
    expect(await verify()).toEqual([]);
  });

  test('notes an upload once, in the transaction that takes it in', async () => {
    const { submission } = submissionOf(seed, 'first');
    await database
      .write(async (transaction) => {
        auditUpload(log, transaction, submission, 'tablet-1');
        throw new Error('taken back');
      })
      .catch(() => undefined);
    expect(await rowsOf(database)).toHaveLength(20);
    await database.write(async (transaction) => auditUpload(log, transaction, submission, 'tablet-1'));
    expect((await rowsOf(database)).filter((row) => row.action === 'uploaded')).toMatchObject([
      { board_id: seed.boards.first, actor_id: submission.authorId, source: 'tablet-1 submission' },
    ]);
  });
});

describe('the log of a server', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  const last = async () =>
    (await rowsOf(server.context.database)).findLast((row) => row.board_id === server.seed.boards.first);
  const logged = async () => (await rowsOf(server.context.database)).length;

  test('has a case read by the time that the answer is there, with who, what, from where and how she stands to it', async () => {
    const { context, seed } = server;
    await submit(context, seed, 'first');
    const before = await logged();
    await server.ask('coordinator', `/api/review/${seed.followUps.first}`);
    expect(await logged()).toBe(before + 1);
    expect(await last()).toMatchObject({
      board_id: seed.boards.first,
      actor_id: seed.users.coordinator,
      action: 'case-read',
      source: '127.0.0.1 GET /api/review/:followUpId',
      marks: 'board',
      why: null,
    });
  });

  test('has nothing of what was not there for her', async () => {
    const before = await logged();
    await server.ask('otherCoordinator', `/api/review/${server.seed.followUps.first}`);
    await server.ask('otherCoordinator', '/api/placements?q=nothing-like-it');
    expect(await logged()).toBe(before);
  });

  test('has what a tablet fetched, and that it was night', async () => {
    const { clock } = server;
    clock.now = new Date('2026-11-23T01:00:00.000Z');
    await server.ask('caseworker', '/api/changes');
    expect(await last()).toMatchObject({ action: 'fetched-to-tablet', marks: 'own night' });
  });

  test('has each change beside the change', async () => {
    const { seed } = server;
    await server.signIn('coordinator');
    const body = { teamId: seed.teams.first, caseworkerId: null };
    await server.ask('coordinator', `/api/placements/${seed.placements.first}`, { method: 'PATCH', body });
    expect(await last()).toMatchObject({ action: 'custody-changed' });
    const refused = await logged();
    const wrong = { teamId: seed.teams.other, caseworkerId: null };
    await server.ask('coordinator', `/api/placements/${seed.placements.first}`, {
      method: 'PATCH',
      body: wrong,
    });
    expect(await logged()).toBe(refused);
  });

  test('keeps its keys to itself, makes a head of the day, and is whole to whoever verifies it', async () => {
    const files = join(server.dataDir, 'keys');
    for (const name of ['audit.key', 'audit-signing.key']) {
      expect((await stat(join(files, name))).mode & 0o777).toBe(0o600);
    }
    const heads = join(server.dataDir, 'audit-heads');
    expect(await readdir(heads)).toContain('audit-head-2026-11-22.json');
    const run = () =>
      promisify(execFile)(
        process.execPath,
        [join(import.meta.dirname, '../../sync-server/cli/verify-audit.ts')],
        {
          env: { ...process.env, DATA_DIR: server.dataDir },
        },
      );
    expect((await run()).stdout).toContain('whole');
    const head = (await readdir(heads)).find((name) => name.endsWith('.json')) ?? '';
    const said = await readFile(join(heads, head), 'utf8');
    await writeFile(join(heads, head), said.replace('head', 'heat'));
    await expect(run()).rejects.toMatchObject({ code: 1 });
    await writeFile(join(heads, head), said);
  });
});

describe('a case in which a coordinator has no assignment', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await startTestServer();
  });
  afterAll(() => server.stop());

  test('asks for a reason first, logs it, and asks again when it has run out', async () => {
    const { context, seed, clock } = server;
    const [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
    await addPlacement(context, seed, 'first', placementId, followUpId);
    const { submission } = await submit(context, seed, 'first', { placementId, followUpId });
    await context.database.write(async ({ query }) => {
      const board_id = seed.boards.first;
      await query
        .insertInto('user_boards')
        .values({ user_id: seed.users.otherCoordinator, board_id })
        .execute();
    });
    const path = `/api/review/${followUpId}`;
    // While it awaits review it is anybody's at the desk.
    expect((await server.ask('otherCoordinator', path)).status).toBe(200);
    await server.ask('coordinator', `${path}/decision`, {
      method: 'PUT',
      headers: { 'if-match': `"${submission.id}"` },
      body: { decision: 'approved' },
    });
    // She decided it: hers. To the other one it is done.
    expect((await server.ask('coordinator', path)).status).toBe(200);
    const refused = await server.ask('otherCoordinator', path);
    expect(refused.body).toMatchObject({ status: 403, code: 'reason-needed' });
    expect(refused.text).not.toContain('case-');
    const decide = () =>
      server.ask('otherCoordinator', `${path}/decision`, {
        method: 'PUT',
        headers: { 'if-match': `"${submission.id}"` },
        body: { decision: 'returned', comments: [{ question: 'overall', text: 'Why?' }] },
      });
    expect((await decide()).body).toMatchObject({ code: 'reason-needed' });

    const give = (reason: string, comment = '') =>
      server.ask('otherCoordinator', '/api/access-reasons', {
        method: 'POST',
        body: { followUpId, reason, comment },
      });
    expect((await give('other')).status).toBe(422);
    expect((await give('complaint', 'The mother called')).status).toBe(201);
    expect((await server.ask('otherCoordinator', path)).status).toBe(200);
    const rows = (await rowsOf(context.database)).filter((row) => row.board_id === seed.boards.first);
    expect(rows.at(-2)).toMatchObject({ action: 'reason-given', why: 'complaint: The mother called' });
    expect(rows.at(-1)).toMatchObject({
      action: 'case-read',
      why: 'complaint: The mother called',
      marks: 'board outside',
    });
    clock.advance(5 * 60 * 60 * 1000);
    expect((await server.ask('otherCoordinator', path)).body['code']).toBe('not-signed-in');
    await server.signIn('otherCoordinator');
    expect((await server.ask('otherCoordinator', path)).body['code']).toBe('reason-needed');
  });

  test('is no case at all to a coordinator of another board: no reason opens it, or tells that it is there', async () => {
    const { seed } = server;
    await server.signIn('coordinator');
    const give = (followUpId: string) =>
      server.ask('coordinator', '/api/access-reasons', {
        method: 'POST',
        body: { followUpId, reason: 'complaint', comment: '' },
      });
    const [real, none] = [await give(seed.followUps.other), await give(crypto.randomUUID())];
    expect([real.status, real.text]).toEqual([404, none.text]);
  });
});
