import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { bytesSource } from '#server/import/csv-source.ts';
import { importFile } from '#server/import/import-file.ts';
import { addPlacement, submit, wholeAnswers } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
let placementId: string;
let followUpId: string;
let setAsideId: string;
const word = 'Gullviva';
/** A second coordinator of the board, who is not named. */
let otherOfBoard: () => Promise<void>;

beforeAll(async () => {
  server = await startTestServer();
  const { seed, context } = server;
  // The coordinator of the other board comes to coordinate the first as well.
  otherOfBoard = async () => {
    await context.database.write(async ({ query }) => {
      await query
        .insertInto('user_boards')
        .values({ user_id: seed.users.otherCoordinator, board_id: seed.boards.first })
        .onConflict((on) => on.doNothing())
        .execute();
    });
  };
  await otherOfBoard();
});
afterAll(() => server.stop());

beforeEach(async () => {
  const { seed, context } = server;
  [placementId, followUpId] = [crypto.randomUUID(), crypto.randomUUID()];
  await addPlacement(context, seed, 'first', placementId, followUpId);
  await submit(context, seed, 'first', {
    placementId,
    followUpId,
    answers: wholeAnswers({ 'anything-to-add': { value: word } }),
  });
  const late = await submit(context, seed, 'first', {
    placementId,
    followUpId: crypto.randomUUID(),
    answers: {},
  });
  setAsideId = late.submission.id;
});

const protect = (readerIds: readonly string[]) =>
  server.ask('coordinator', `/api/placements/${placementId}/protection`, {
    method: 'PUT',
    body: { isProtected: true, readerIds, reason: 'Decision of the tax agency' },
  });

const traces = () => [placementId, followUpId, `case-${placementId}`, setAsideId];

describe('a placement under protected identity', () => {
  const reads = () => [
    '/api/placements',
    `/api/placements?q=case-${placementId}`,
    '/api/follow-ups',
    '/api/follow-ups?state=carried-out',
    '/api/review/queue',
    '/api/review/queue?list=set-aside',
    `/api/review/${followUpId}`,
    `/api/placements/${placementId}/protection`,
    '/api/reports/individual/texts?from=2026-10&to=2026-12',
  ];

  test('is seen by whoever is named and by nobody else, in any list, count, search, text or answer', async () => {
    const counts = async () => {
      const queue = await server.ask('otherCoordinator', '/api/review/queue');
      const plans = await server.ask('otherCoordinator', '/api/follow-ups');
      return JSON.stringify([queue.body['counts'], plans.body['counts']]);
    };
    // Counted together with what other tests made; what is hidden here must be missing from the sum.
    const before = z.array(z.record(z.string(), z.number())).parse(JSON.parse(await counts()));
    expect((await server.ask('otherCoordinator', '/api/review/queue')).text).toContain(followUpId);

    const { seed } = server;
    expect((await protect([seed.users.coordinator])).status).toBe(200);

    const after = z.array(z.record(z.string(), z.number())).parse(JSON.parse(await counts()));
    expect(after[0]?.['awaiting']).toBe((before[0]?.['awaiting'] ?? 0) - 1);
    expect(after[0]?.['set-aside']).toBe((before[0]?.['set-aside'] ?? 0) - 1);
    for (const path of reads()) {
      const { text } = await server.ask('otherCoordinator', path);
      expect(traces().filter((trace) => text.includes(trace))).toEqual([]);
    }
    for (const path of reads().slice(4)) {
      const { text } = await server.ask('coordinator', path);
      expect(text.length).toBeGreaterThan(40);
    }
    expect((await server.ask('coordinator', `/api/review/${followUpId}`)).status).toBe(200);
  });

  test('answers those not named as if it were not there', async () => {
    const { seed } = server;
    await protect([seed.users.coordinator]);
    const asked: [string, string, unknown][] = [
      ['PATCH', `/api/placements/${placementId}`, { teamId: seed.teams.first, caseworkerId: null }],
      ['PUT', `/api/placements/${placementId}/protection`, { isProtected: false, reason: 'Let me see' }],
      ['PATCH', `/api/follow-ups/${followUpId}`, { action: 'cancel' }],
      ['POST', `/api/review/${followUpId}/claim`, undefined],
      ['POST', `/api/review/items/${setAsideId}/settlement`, { decision: 'dismiss', comment: '' }],
      [
        'POST',
        '/api/follow-ups',
        { placementId, plannedOn: '2026-12-24', method: 'site-visit', assigneeId: null },
      ],
    ];
    for (const [method, path, body] of asked) {
      const real = await server.ask('otherCoordinator', path, {
        method,
        ...(body !== undefined && { body }),
      });
      const unknown = (text: string) =>
        text.replaceAll(placementId, crypto.randomUUID()).replaceAll(followUpId, crypto.randomUUID());
      const none = await server.ask('otherCoordinator', unknown(path), {
        method,
        ...(body !== undefined && { body: unknown(JSON.stringify(body)) }),
      });
      expect([path, real.status, real.text]).toEqual([path, 404, none.text]);
    }
  });

  test('goes from the tablets of those not named, as any access that is lost', async () => {
    const { seed } = server;
    const first = await server.ask('caseworker', '/api/changes');
    expect(first.text).toContain(placementId);
    const cursor = z.string().parse(first.body['cursor']);
    await protect([seed.users.coordinator]);
    const { body } = await server.ask('caseworker', `/api/changes?cursor=${cursor}`);
    expect(body['changes']).toEqual(
      expect.arrayContaining([
        { kind: 'gone', id: placementId, subject: 'placement' },
        { kind: 'gone', id: followUpId, subject: 'follow-up' },
      ]),
    );
    // And comes back with the right to it.
    await protect([seed.users.coordinator, seed.users.caseworker]);
    expect((await server.ask('caseworker', `/api/changes?cursor=${cursor}`)).text).toContain(
      `case-${placementId}`,
    );
  });

  test('is named for by people who could see it, a coordinator among them, and with a reason', async () => {
    const { seed } = server;
    expect((await protect([seed.users.caseworker])).body).toMatchObject({
      errors: [{ pointer: '/readerIds', detail: 'no-coordinator' }],
    });
    expect((await protect([seed.users.coordinator, seed.users.administrator])).body).toMatchObject({
      errors: [{ pointer: '/readerIds', detail: 'reader' }],
    });
    const unexplained = await server.ask('coordinator', `/api/placements/${placementId}/protection`, {
      method: 'PUT',
      body: { isProtected: false, reason: '' },
    });
    expect(unexplained.status).toBe(422);
  });

  test('whose readers have all left is nobody’s, and becomes somebody’s by an import, which the log tells', async () => {
    const { seed, context } = server;
    const { coordinator, otherCoordinator } = seed.users;
    const setActive = (isActive: number) =>
      context.database.write(({ query }) =>
        query.updateTable('users').set({ is_active: isActive }).where('id', '=', coordinator).execute(),
      );
    await protect([coordinator]);
    await setActive(0);
    const path = `/api/placements/${placementId}/protection`;
    const statuses = async () => {
      const seen: number[] = [];
      for (const who of ['coordinator', 'otherCoordinator', 'administrator', 'cityCoordinator'] as const)
        seen.push((await server.ask(who, path)).status);
      return seen;
    };
    expect(await statuses()).toEqual([401, 404, 403, 403]);

    const row = `Nyckel;Ärendenummer;Initialer;Verksamhet;Ansvarig nämnd;Arbetsgrupp;Verksamhetsområde;Kön;Beslutsdatum;Skyddad, läses av
${placementId};case-${placementId};A.B.;first;first;first;vuxen/missbruk;kvinna;2026-01-10;othercoordinator
`;
    const imported = await importFile('placements', {
      database: context.database,
      audit: context.audit,
      source: bytesSource(new TextEncoder().encode(row)),
      isDryRun: false,
      newId: () => crypto.randomUUID(),
      now: context.now().toISOString(),
    });
    expect(imported).toMatchObject({ ok: true });
    const { body } = await server.ask('otherCoordinator', path);
    expect(body).toMatchObject({ isProtected: true, readerIds: [otherCoordinator] });
    expect((await server.ask('otherCoordinator', `/api/review/${followUpId}`)).status).toBe(200);
    const logged = await context.database.query
      .selectFrom('audit_log')
      .select(['board_id', 'actor_id'])
      .where('action', '=', 'imported')
      .execute();
    expect(logged).toEqual([{ board_id: seed.boards.first, actor_id: 'import' }]);
    const change = await context.database.query
      .selectFrom('protection_changes')
      .select(['readers', 'reason'])
      .where('placement_id', '=', placementId)
      .orderBy('at', 'desc')
      .where('reason', '=', 'import')
      .executeTakeFirst();
    expect(change?.readers).toBe(JSON.stringify([otherCoordinator]));
    await setActive(1);
    expect((await server.ask('coordinator', path)).status).toBe(404);
  });

  test('still takes what a tablet sends that has not heard of it', async () => {
    const { seed, context } = server;
    await protect([seed.users.coordinator]);
    const { result } = await submit(context, seed, 'first', { placementId, followUpId: crypto.randomUUID() });
    expect(result.status).toBe('accepted');
  });
});
