import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dirname, '..', '..', 'sync-server', 'main.ts');

/** A server of its own process with the demo city, on a port that it keeps through every restart. */
export interface RegisterProcess {
  readonly port: number;
  /** The folder of its register. */
  readonly dataDir: string;
  /** What it has printed. */
  heard(): string;
  /** Starts it again, with the same register. */
  start(): Promise<void>;
  /** SIGKILL: as if the machine had lost its power. */
  kill(): Promise<void>;
  /** Ends it, and removes its register. */
  remove(): Promise<void>;
}

/** A port that is free now. */
const freePort = async (): Promise<number> => {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  await once(probe, 'close');
  if (address === null || typeof address === 'string') throw new Error('There is no free port');
  return address.port;
};

const isHealthy = async (port: number): Promise<boolean> => {
  try {
    return (await fetch(`http://127.0.0.1:${port}/api/health`)).ok;
  } catch {
    // Not listening yet.
    return false;
  }
};

/** What a server of the demo city is started with. It keeps a log, as one of real cases does. */
const demo = (): Record<string, string> => ({ DEMO: '1', LOG: 'on' });

/** Of the environment of the tests, what a server starts no other for. */
const inherited = (): Record<string, string> =>
  Object.fromEntries(['PATH', 'NODE_COMPILE_CACHE'].map((name) => [name, process.env[name] ?? '']));

const launch = async (
  port: number,
  dataDir: string,
  settings: Record<string, string>,
  hear: (said: string) => void,
): Promise<ChildProcess> => {
  const child = spawn(process.execPath, [main], {
    env: { ...inherited(), ...settings, PORT: String(port), DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  child.stdout.setEncoding('utf8').on('data', hear);
  while (!(await isHealthy(port))) {
    if (child.exitCode !== null) throw new Error(`The server ended with ${child.exitCode}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  return child;
};

const end = async (child: ChildProcess, signal: NodeJS.Signals): Promise<void> => {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
};

/** Where there is a demo city to be copied: inventing one takes a server longer than all else about starting. */
const cityVariable = 'FOLJSAM_TEST_CITY';

/** Invents the demo city once for all test files, as a server's first start does. Gives what removes it. */
export const inventCity = async (): Promise<() => Promise<void>> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-city-'));
  await end(await launch(await freePort(), dataDir, demo(), () => undefined), 'SIGTERM');
  process.env[cityVariable] = dataDir;
  return () => rm(dataDir, { recursive: true, force: true });
};

/** Starts a server with a new demo city, or with other settings: what they are may depend on the port. */
export const startRegister = async (
  settingsAt: (port: number) => Record<string, string> | Promise<Record<string, string>> = demo,
): Promise<RegisterProcess> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-e2e-'));
  const city = process.env[cityVariable];
  if (settingsAt === demo && city !== undefined) await cp(city, dataDir, { recursive: true });
  const port = await freePort();
  const settings = await settingsAt(port);
  let heard = '';
  const hear = (said: string): void => {
    heard += said;
  };
  let child = await launch(port, dataDir, settings, hear);
  return {
    port,
    dataDir,
    heard: () => heard,
    start: async () => {
      await end(child, 'SIGKILL');
      child = await launch(port, dataDir, settings, hear);
    },
    kill: () => end(child, 'SIGKILL'),
    remove: async () => {
      await end(child, 'SIGKILL');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
