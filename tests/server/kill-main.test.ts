import { once } from 'node:events';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeRegister } from './fault-register.ts';
import { Pushing, startProcess } from './kill-rounds.ts';
import { Acknowledged, faultsOf, lookInto, rollupFaults } from './register-check.ts';
import { openConnections } from './tablet-client.ts';
import { randomFrom } from './visits.ts';

const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));
const kills = 6;
const main = join(import.meta.dirname, '../../sync-server/main.ts');

let register: Awaited<ReturnType<typeof makeRegister>>;
beforeAll(async () => {
  register = await makeRegister({ tablets: 4, placements: 24 });
});
afterAll(() => register.remove());

/** A port that nobody uses now. */
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
};

/** The server as it is run for real cases, from its first line. */
const startMain = async (port: number) => {
  const server = startProcess(main, {
    PORT: String(port),
    DATA_DIR: register.dataDir,
    PUBLIC_ORIGIN: 'http://localhost',
    SESSION_SECRET: 'x'.repeat(32),
    PLAIN_UPLOADS: 'on',
    // Nobody reads on, and a full pipe would hold the server up.
    LOG: 'off',
  });
  // Before it says where it is, a first start says which keys are to be backed up.
  while (!((await server.nextLine()) ?? 'http://localhost').includes('http://localhost'));
  return server;
};

test(`the whole server loses nothing that it acknowledged in ${kills} kills (FAULT_SEED=${seed})`, async () => {
  const random = randomFrom(seed);
  const acknowledged = new Acknowledged();
  const pushing = register.senders.map((sender) => new Pushing(sender, acknowledged, random));
  for (let kill = 0; kill < kills; kill += 1) {
    const port = await freePort();
    const server = await startMain(port);
    const agent = openConnections(pushing.length);
    const sending = Promise.all(pushing.map((each) => each.until(agent, port)));
    await wait(50 + 500 * random());
    server.child.kill('SIGKILL');
    await sending;
    agent.destroy();
    expect(await server.gone).toBe('SIGKILL');
    expect(lookInto(register.file, (ask) => faultsOf(ask, acknowledged))).toEqual([]);
  }

  const port = await freePort();
  const server = await startMain(port);
  const agent = openConnections(pushing.length);
  for (const each of pushing) expect(await each.finish(agent, port)).toBe(true);
  agent.destroy();
  // Asked to stop, it closes the register properly: nothing is left in the write-ahead log.
  server.child.kill('SIGTERM');
  expect(await server.gone).toBeNull();
  lookInto(register.file, (ask) => {
    expect(faultsOf(ask, acknowledged)).toEqual([]);
    expect(rollupFaults(ask)).toEqual([]);
    expect(ask('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  });
  expect(acknowledged.receipts.size).toBeGreaterThan(kills);
});
