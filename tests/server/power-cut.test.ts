import { expect, test } from 'vitest';
import type { UploadItem } from '#domain/protocol.ts';
import { boardsSeen } from '#domain/organisation/access.ts';
import type { ReviewDecision } from '#domain/register/review.ts';
import type { Context } from '#server/context.ts';
import { openSqlite, type Synchronous } from '#server/database/sqlite.ts';
import { readScope } from '#server/identity/scopes.ts';
import { decide } from '#server/register/review-desk.ts';
import { plantSenders } from './fault-register.ts';
import { Disk, PowerCut, type Decided, type Files } from './power-cut-disk.ts';
import { PowerCutSqlite } from './power-cut-sqlite.ts';
import { Acknowledged, faultsOf, reviewFaults, rollupFaults, type Ask } from './register-check.ts';
import { contextOf } from './register-context.ts';
import { endlessVisits, randomFrom, uploadOf } from './visits.ts';

const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
const sqlite = await PowerCutSqlite.load();

let [recordings, images] = [0, 0];

interface Recorded {
  readonly disk: Disk;
  /** All that was sent, in order. */
  readonly sent: readonly { readonly deviceId: string; readonly items: UploadItem[] }[];
}

/** Coordinators approve and return by turns; gives what one of them was told, or undefined where there is nothing to decide. */
const decideOne = async (
  { database, audit }: Context,
  coordinators: readonly string[],
  random: () => number,
): Promise<Decided | undefined> => {
  const entries = await database.query
    .selectFrom('entries')
    .select(['follow_up_id', 'head_id', 'board_id'])
    .where('queue', '=', 'awaiting')
    .where('is_withdrawn', '=', 0)
    .where('has_conflict', '=', 0)
    .orderBy('number')
    .execute();
  const entry = entries[Math.floor(random() * entries.length)];
  if (entry === undefined) return undefined;
  const decision = random() < 0.5 ? 'approved' : 'returned';
  const { follow_up_id: followUpId, head_id: head } = entry;
  const comments = [{ question: 'overall', text: 'Why?' }];
  const said: ReviewDecision = decision === 'approved' ? { decision } : { decision, comments };
  const reviewId = crypto.randomUUID();
  const at = '2026-11-22T12:00:00.000Z';
  for (const userId of coordinators) {
    const scope = await readScope(database.query, userId);
    if (scope === null || !boardsSeen(scope, 'case').includes(entry.board_id)) continue;
    await database.write(async (transaction) => {
      const done = await decide(
        transaction,
        scope,
        { followUpId, head, decision: said },
        { id: reviewId, at },
      );
      if (!done.ok) throw new Error(done.problem);
      const cases = { followUpIds: [followUpId] };
      audit.write(transaction, { actorId: userId, scope, action: 'reviewed', source: 'desk', cases });
    });
    return { reviewId, followUpId, head, decision };
  }
  throw new Error('Nobody coordinates the board');
};

/**
 * Makes a register on a disk that remembers, and lets tablets send so many rounds of batches, some at the same time;
 * after some of them a coordinator decides. Each answer is noted on the disk at the moment when it would go out.
 */
const record = async (rounds: number, synchronous?: Synchronous): Promise<Recorded> => {
  const random = randomFrom(seed);
  const disk = new Disk();
  const name = `recorded-${(recordings += 1)}`;
  const database = openSqlite(`/${name}/register.sqlite`, synchronous, sqlite.put(name, disk));
  const context = contextOf(database);
  const planted = await plantSenders(context, { tablets: 3, placements: 9 });
  const works = planted.senders.map(({ authorId, placementIds }) =>
    endlessVisits({ authorId, placementIds, random }),
  );
  const sent: { deviceId: string; items: UploadItem[] }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    await Promise.all(
      works.slice(0, 1 + (round % works.length)).map(async (work, index) => {
        const deviceId = planted.senders[index]?.tablet.deviceId ?? '';
        const items = work().map(uploadOf);
        sent.push({ deviceId, items });
        const { results } = await context.intake.receive({ protocol: 1, epoch: null, deviceId, items });
        disk.tell(results.map((result, at) => ({ result, followUpId: items[at]?.followUpId ?? '' })));
      }),
    );
    if (round % 4 !== 3) continue;
    const { coordinator, otherCoordinator } = planted.seed.users;
    const decided = await decideOne(context, [coordinator, otherCoordinator], random);
    if (decided !== undefined) disk.tellDecided(decided);
  }
  // The power is cut: nothing is closed.
  sqlite.takeOut(name);
  return { disk, sent };
};

/** Opens what was left on a disk as the server does at its start, and looks into it. */
const reopen = async <Seen>(
  files: Files,
  read: (ask: Ask, database: ReturnType<typeof openSqlite>) => Promise<Seen> | Seen,
): Promise<Seen> => {
  images += 1;
  const name = `image-${images}`;
  const renamed = new Map(
    [...files].map(([path, content]) => [path.replace(/^\/[^/]+/, `/${name}`), content]),
  );
  const place = sqlite.put(name, new Disk(renamed));
  const path = `/${name}/register.sqlite`;
  const database = openSqlite(path, 'FULL', place);
  const reader = place.connect(path);
  const seen = await read((sql) => reader.prepare(sql).all(), database);
  reader.close();
  await database.close();
  sqlite.takeOut(name);
  return seen;
};

/** What is wrong with the register when the power is cut at that place; whole checks cost more. */
const faultsAt = (
  files: Files,
  acknowledged: Acknowledged,
  decided: readonly Decided[],
  isWhole: boolean,
): Promise<string[]> =>
  reopen(files, (ask) => [
    ...faultsOf(ask, acknowledged),
    ...reviewFaults(ask, decided),
    ...(isWhole ? rollupFaults(ask) : []),
    ...(isWhole ? ask('PRAGMA integrity_check').map((row) => String(row['integrity_check'])) : []).filter(
      (words) => words !== 'ok',
    ),
  ]);

/** What is wrong when the tablets, who may have heard nothing, send everything again to what was left. */
const faultsAfterResending = (files: Files, sent: Recorded['sent']): Promise<string[]> =>
  reopen(files, async (ask, database) => {
    const { intake } = contextOf(database);
    const acknowledged = new Acknowledged();
    for (const { deviceId, items } of sent) {
      const { results } = await intake.receive({ protocol: 1, epoch: null, deviceId, items });
      for (const [at, result] of results.entries()) acknowledged.note(result, items[at]?.followUpId ?? '');
    }
    const count = Number(ask('SELECT count(*) AS count FROM items')[0]?.['count']);
    const isAll = count === acknowledged.receipts.size;
    return [
      ...faultsOf(ask, acknowledged),
      ...rollupFaults(ask),
      ...(isAll ? [] : ['Not all is there, once']),
    ];
  });

/** Cuts the power at every place of what was recorded; gives how often, and what was wrong then. */
const cutEverywhere = async (
  { disk, sent }: Recorded,
  { tosses }: { readonly tosses: number },
): Promise<{ cuts: number; decisions: number; faults: string[] }> => {
  const random = randomFrom(seed + 1);
  const cut = new PowerCut();
  const acknowledged = new Acknowledged();
  const decided: Decided[] = [];
  const faults: string[] = [];
  let cuts = 0;
  for (const [at, event] of disk.events.entries()) {
    cut.pass(event);
    if (event.type === 'told')
      for (const { result, followUpId } of event.receipts) acknowledged.note(result, followUpId);
    if (event.type === 'decided') decided.push(event.decided);
    // What was synced becomes another at these places alone.
    if (['sync', 'sync-folder', 'told', 'decided'].includes(event.type)) {
      faults.push(...(await faultsAt(cut.least(), acknowledged, decided, at % 7 === 0)));
      cuts += 1;
    }
    if (random() < tosses) {
      faults.push(...(await faultsAt(cut.some(random), acknowledged, decided, true)));
      cuts += 1;
    }
  }
  faults.push(...(await faultsAfterResending(cut.least(), sent)));
  return { cuts, decisions: decided.length, faults };
};

test(`what was acknowledged is there wherever the power is cut (FAULT_SEED=${seed})`, async () => {
  const { cuts, decisions, faults } = await cutEverywhere(await record(40), { tosses: 0.06 });
  expect(faults).toEqual([]);
  expect(cuts).toBeGreaterThan(200);
  expect(decisions).toBeGreaterThanOrEqual(8);
}, 120_000);

test('with commits that are not synced, acknowledged items are lost, and nothing else is harmed', async () => {
  const { faults } = await cutEverywhere(await record(12, 'NORMAL'), { tosses: 0.02 });
  expect(faults).toContainEqual(expect.stringMatching(/^Lost: .* acknowledged/));
  expect(faults).toContainEqual(expect.stringMatching(/^Lost: .* was said to be/));
  expect(faults.filter((fault) => !/^(Lost: |Number .* was told and is undefined)/.test(fault))).toEqual([]);
}, 120_000);
