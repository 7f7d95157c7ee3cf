import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startCommand } from '../server/start-command.ts';
import { figure, type Benchmark } from './benchmark.ts';

/** `npm start` where the app is built and its demo city is filled, until it says who can sign in. */
export const start: Benchmark = {
  name: 'start',
  run: async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-start-'));
    try {
      await (await startCommand(dataDir)).stop();
      const before = performance.now();
      const second = await startCommand(dataDir);
      const value = performance.now() - before;
      await second.stop();
      return [figure({ name: 'second start', value, unit: 'ms' }, { most: 5_000 })];
    } finally {
      await rm(dataDir, { recursive: true });
    }
  },
};
