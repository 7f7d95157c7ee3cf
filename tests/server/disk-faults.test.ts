import { expect, test, vi } from 'vitest';
import type { UploadItem } from '#domain/protocol.ts';
import { openSqlite, type Synchronous } from '#server/database/sqlite.ts';
import { plantSenders, type Sender } from './fault-register.ts';
import { Disk, PowerCut, type DiskFailure, type Files } from './power-cut-disk.ts';
import { PowerCutSqlite } from './power-cut-sqlite.ts';
import { Acknowledged, faultsOf, rollupFaults } from './register-check.ts';
import { contextOf } from './register-context.ts';
import { endlessVisits, randomFrom, uploadOf } from './visits.ts';

const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
// SQLite itself tells of each failure on the console, at length.
vi.spyOn(console, 'error').mockReturnValue(undefined);
vi.spyOn(console, 'warn').mockReturnValue(undefined);
const sqlite = await PowerCutSqlite.load();
const rounds = 10;
const mostPlaces = Number(process.env['FAULT_PLACES'] ?? 8);

interface Planted {
  readonly files: Files;
  readonly senders: readonly Sender[];
}

/** A register with its tablets, as it lies on a disk; made once. */
const plantOnce = async (): Promise<Planted> => {
  const disk = new Disk();
  const database = openSqlite('/planted/register.sqlite', 'FULL', sqlite.put('planted', disk));
  const { senders } = await plantSenders(contextOf(database), { tablets: 2, placements: 6 });
  await database.close();
  sqlite.takeOut('planted');
  return { files: disk.files, senders };
};

/** Which operations fail: so many from the Nth on, of that kind or of any. */
interface Fault {
  readonly at: number;
  readonly lasts: number;
  readonly failure: DiskFailure;
  readonly of: 'write' | 'sync' | 'any';
}

interface Played {
  readonly operations: number;
  /** How often a tablet was told that it has to come again. */
  readonly refused: number;
  readonly faults: readonly string[];
}

const planted = await plantOnce();
let disks = 0;

const under = (files: Files, name: string): Files =>
  new Map([...files].map(([path, content]) => [path.replace(/^\/[^/]+/, `/${name}`), content]));

/** What is wrong with the register on a disk, as a server finds it that is started on it. */
const faultsOn = async (files: Files, acknowledged: Acknowledged): Promise<string[]> => {
  const name = `disk-${(disks += 1)}`;
  const place = sqlite.put(name, new Disk(under(files, name)));
  const path = `/${name}/register.sqlite`;
  const database = openSqlite(path, 'FULL', place);
  const reader = place.connect(path);
  const ask = (sql: string) => reader.prepare(sql).all();
  const found = [
    ...faultsOf(ask, acknowledged),
    ...rollupFaults(ask),
    ...ask('PRAGMA integrity_check').map((row) => String(row['integrity_check'])),
  ].filter((words) => words !== 'ok');
  reader.close();
  await database.close();
  sqlite.takeOut(name);
  return found;
};

/**
 * Lets tablets send to a server on a disk that fails at that place. What is refused they send again, at the end until
 * everything is acknowledged. The power is cut when the fault is over, and again at the end; where commits are not synced,
 * after every round.
 */
const play = async (
  { files, senders }: Planted,
  fault: Fault | null,
  synchronous: Synchronous = 'FULL',
): Promise<Played> => {
  const name = `disk-${(disks += 1)}`;
  const disk = new Disk(under(files, name));
  const cut = new PowerCut(disk.files);
  const database = openSqlite(`/${name}/register.sqlite`, synchronous, sqlite.put(name, disk));
  const { intake } = contextOf(database);
  const acknowledged = new Acknowledged();
  let [operations, failed, refused] = [0, 0, 0];
  disk.fails = (what) => {
    if (fault !== null && fault.of !== 'any' && fault.of !== what) return null;
    operations += 1;
    if (fault === null || operations < fault.at || failed >= fault.lasts) return null;
    failed += 1;
    return fault.failure;
  };
  const waiting: { deviceId: string; items: UploadItem[] }[] = [];
  const sendAll = async (): Promise<void> => {
    const batches = waiting.splice(0);
    await Promise.all(
      batches.map(async (batch) => {
        try {
          const { results } = await intake.receive({ protocol: 1, epoch: null, ...batch });
          for (const [at, result] of results.entries()) {
            acknowledged.note(result, batch.items[at]?.followUpId ?? '');
          }
        } catch {
          refused += 1;
          waiting.push(batch);
        }
      }),
    );
  };
  const random = randomFrom(seed);
  const works = senders.map(({ authorId, placementIds, tablet }) => ({
    next: endlessVisits({ authorId, placementIds, random }),
    deviceId: tablet.deviceId,
  }));
  const faults: string[] = [];
  const cutPower = async (): Promise<void> => {
    for (const event of disk.events.splice(0)) cut.pass(event);
    faults.push(...(await faultsOn(cut.least(), acknowledged)));
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const { next, deviceId } of works) waiting.push({ deviceId, items: next().map(uploadOf) });
    const failedBefore = failed;
    await sendAll();
    // Without syncs, after every round: behind the last, a checkpoint may just have made sure of everything.
    if (failed > failedBefore || synchronous === 'NORMAL') await cutPower();
  }
  disk.fails = () => null;
  await sendAll();
  if (waiting.length > 0) faults.push('The server takes in nothing more, though the disk is well again');
  await cutPower();
  sqlite.takeOut(name);
  return { operations, refused, faults };
};

const kinds: readonly Omit<Fault, 'at'>[] = [
  { lasts: 1, failure: 'EIO', of: 'any' },
  { lasts: 25, failure: 'ENOSPC', of: 'write' },
  { lasts: 1, failure: 'EIO', of: 'sync' },
  { lasts: 4, failure: 'EIO', of: 'sync' },
];

test.each(kinds)(
  `$failure at a $of, $lasts in a row: nothing acknowledged is lost, nothing lost is acknowledged (FAULT_SEED=${seed})`,
  async (kind) => {
    const { operations } = await play(planted, { ...kind, at: Infinity });
    // So many places, spread; another seed takes others.
    const step = Math.max(1, Math.floor(operations / mostPlaces));
    let [places, refused] = [0, 0];
    for (let at = 1 + (seed % step); at <= operations; at += step) {
      const played = await play(planted, { ...kind, at });
      expect(played.faults, `at operation ${at}`).toEqual([]);
      refused += played.refused;
      places += 1;
    }
    expect(places).toBeGreaterThanOrEqual(8);
    expect(refused).toBeGreaterThan(places / 4);
  },
  600_000,
);

test('with commits that are not synced, acknowledged items are lost', async () => {
  const { faults } = await play(planted, null, 'NORMAL');
  expect(faults).toContainEqual(expect.stringMatching(/^Lost: /));
});
