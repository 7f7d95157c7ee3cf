import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';

const plantedSchema = z.object({
  userId: z.string(),
  /** Placements of the caseworker, each with a planned follow-up. */
  placements: z.array(z.string()),
  /** The follow-up that asks 60 questions. */
  longFollowUpId: z.string(),
  /** Those that ask 1,000 questions, and one out of 20,000 choices. */
  thousandFollowUpId: z.string(),
  listFollowUpId: z.string(),
});
export type Planted = z.infer<typeof plantedSchema>;

/** A server in a process of its own, with follow-ups planned for one caseworker. */
export interface BrowserCity {
  readonly origin: string;
  readonly planted: Planted;
  readonly registerFile: string;
  /** SIGKILL: from here on there is no server. */
  kill(): Promise<void>;
  /** Ends it and removes its register. */
  remove(): Promise<void>;
}

const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
};

/** Starts the server with a new register, with so many follow-ups; `forms` is `long` for the longest questionnaires too. */
export const startBrowserCity = async ({ followUps = 200, forms = 'usual' } = {}): Promise<BrowserCity> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-benchmark-'));
  const port = await freePort();
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'browser-server.ts'), dataDir, String(port), String(followUps), forms],
    {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    },
  );
  const ended = once(child, 'exit');
  const [message] = await Promise.race([
    once(child, 'message').then((told: unknown[]) => told),
    ended.then(() => {
      throw new Error(`The server ended with ${String(child.exitCode)} before it had started`);
    }),
  ]);
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await ended;
  };
  return {
    origin: `http://localhost:${port}`,
    planted: plantedSchema.parse(message),
    registerFile: join(dataDir, 'register.sqlite'),
    kill,
    remove: async () => {
      await kill();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
