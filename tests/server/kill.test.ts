import { setTimeout as wait } from 'node:timers/promises';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeRegister } from './fault-register.ts';
import { bundleScript } from './kill-bundle.ts';
import type { KillOrders } from './kill-orders.ts';
import { Pushing, StandIns, type ServerProcess } from './kill-rounds.ts';
import { Acknowledged, faultsOf, lookInto, rollupFaults } from './register-check.ts';
import { openConnections } from './tablet-client.ts';
import { randomFrom } from './visits.ts';

const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
const points = [
  'random',
  'random',
  'before-commit',
  'after-commit',
  'during-checkpoint',
  'at-start',
] as const;
const kills = 204;

let folder: string;
let script: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'foljsam-kill-'));
  script = await bundleScript('kill-child.ts', folder);
});
afterAll(() => rm(folder, { recursive: true }));

let register: Awaited<ReturnType<typeof makeRegister>>;
let standIns: StandIns;
beforeEach(async () => {
  register = await makeRegister({ tablets: 4, placements: 24 });
  standIns = new StandIns(script, 2);
});
afterEach(async () => {
  await standIns.stop();
  await register.remove();
});

const portOf = (line: string | null): number | null =>
  line === null ? null : Number(/^listening (\d+)$/.exec(line)?.[1]);

/** One life of the server, from its orders to its end by SIGKILL, with all tablets sending. */
const live = async (
  server: ServerProcess,
  orders: KillOrders,
  pushing: readonly Pushing[],
): Promise<void> => {
  const port = portOf(await server.nextLine());
  if (port !== null) {
    const agent = openConnections(pushing.length);
    const sending = Promise.all(pushing.map((each) => each.until(agent, port)));
    if (orders.point === 'random') {
      await wait(orders.microseconds / 1000);
      server.child.kill('SIGKILL');
    }
    await sending;
    agent.destroy();
  }
  expect(await server.gone).toBe('SIGKILL');
};

test(`what was acknowledged is there, once, after each of ${kills} kills (FAULT_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const acknowledged = new Acknowledged();
  const pushing = register.senders.map((sender) => new Pushing(sender, acknowledged, random));
  const lived = new Map<string, number>();
  for (let kill = 0; kill < kills; kill += 1) {
    const point = points[kill % points.length] ?? 'random';
    const longest = { random: 60_000, 'at-start': 12_000 }[String(point)] ?? 1_500;
    const orders = {
      file: register.file,
      point,
      commits: 1 + Math.floor(random() * 8),
      microseconds: Math.floor(random() * longest),
    };
    await live(await standIns.take(orders), orders, pushing);
    lived.set(point, (lived.get(point) ?? 0) + 1);
    expect(lookInto(register.file, (ask) => faultsOf(ask, acknowledged))).toEqual([]);
  }
  expect(Object.fromEntries(lived)).toMatchObject({
    random: kills / 3,
    'before-commit': kills / 6,
    'after-commit': kills / 6,
    'during-checkpoint': kills / 6,
    'at-start': kills / 6,
  });

  // When it is let live, everything that was on the way comes in, and nothing has been counted twice.
  const last = await standIns.take({ file: register.file, point: 'random', commits: 0, microseconds: 0 });
  const port = portOf(await last.nextLine()) ?? 0;
  const agent = openConnections(pushing.length);
  for (const each of pushing) expect(await each.finish(agent, port)).toBe(true);
  agent.destroy();
  last.child.kill('SIGKILL');
  await last.gone;
  lookInto(register.file, (ask) => {
    expect(faultsOf(ask, acknowledged)).toEqual([]);
    expect(rollupFaults(ask)).toEqual([]);
    expect(ask('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
    expect(ask('PRAGMA foreign_key_check')).toEqual([]);
    expect(ask('SELECT count(*) AS count FROM items')).toEqual([{ count: acknowledged.receipts.size }]);
  });
  expect(acknowledged.receipts.size).toBeGreaterThan(kills);
}, 240_000);

test('a server that answers before it commits is found out', async () => {
  const random = randomFrom(seed);
  const acknowledged = new Acknowledged();
  const pushing = register.senders.map((sender) => new Pushing(sender, acknowledged, random));
  const orders: KillOrders = { file: register.file, point: 'early-reply', commits: 3, microseconds: 0 };
  await live(await standIns.take(orders), orders, pushing);
  expect(lookInto(register.file, (ask) => faultsOf(ask, acknowledged))).toContainEqual(
    expect.stringMatching(/^Lost: /),
  );
});
