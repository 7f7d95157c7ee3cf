import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import type { Config } from '#server/config.ts';
import type { Context } from '#server/context.ts';
import { startServer, type ServerOptions } from '#server/server.ts';
import { password, plant, type Person, type Seed } from './seed.ts';

/** When the tests' clock starts, unless they say otherwise: a Sunday in November. */
const startOfTime = new Date('2026-11-22T12:00:00.000Z');

export interface Answered {
  readonly status: number;
  readonly headers: Headers;
  /** The object that a JSON answer holds; an empty one where it is none. */
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface TestServer {
  readonly address: string;
  readonly context: Context;
  readonly seed: Seed;
  readonly dataDir: string;
  readonly clock: { now: Date; advance(milliseconds: number): void };
  /** Asks as somebody who has signed in (once, and again where the clock has run past the session), or as nobody. */
  ask(who: Person | null, path: string, asked?: Asked): Promise<Answered>;
  /** Signs in and gives the cookie. */
  signIn(who: Person): Promise<string>;
  stop(): Promise<void>;
}

const jsonObject = z.record(z.string(), z.unknown());

const read = async (response: Response): Promise<Answered> => {
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.includes('json') === true;
  const body = isJson ? jsonObject.parse(JSON.parse(text)) : {};
  return { status: response.status, headers: response.headers, body, text };
};

/** A real server over real HTTP and SQLite, on a port of its own, with the seed planted. */
export const startTestServer = async (
  of: Partial<Config> = {},
  options: Pick<ServerOptions, 'limits' | 'log'> = {},
): Promise<TestServer> => {
  const dataDir = await mkdtemp(join(tmpdir(), 'foljsam-server-'));
  const clock = {
    now: startOfTime,
    advance(milliseconds: number) {
      clock.now = new Date(clock.now.getTime() + milliseconds);
    },
  };
  const config: Config = {
    port: 0,
    host: '127.0.0.1',
    dataDir,
    publicOrigin: 'http://localhost',
    isDemo: false,
    secret: 'x'.repeat(32),
    allowsLocalAccounts: true,
    requiresSecondFactor: false,
    oidc: null,
    allowsLogging: false,
    // Most tests are about what becomes of an item; those of its seal switch this off.
    acceptsPlainUploads: true,
    appDir: null,
    ...of,
  };
  const started = await startServer(config, { now: () => clock.now, ...options });
  if (!started.ok) throw new Error(started.problem);
  const { context, port, stop } = started.value;
  const address = `http://127.0.0.1:${port}`;
  const seed = await plant(context);
  const cookies = new Map<Person, string>();

  const signIn = async (who: Person): Promise<string> => {
    const response = await fetch(`${address}/api/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ userName: who.toLowerCase(), password }),
    });
    const [cookie] = (response.headers.get('set-cookie') ?? '').split(';');
    if (response.status !== 200 || !cookie) throw new Error(`${who} could not sign in: ${response.status}`);
    cookies.set(who, cookie);
    return cookie;
  };

  return {
    address,
    context,
    seed,
    dataDir,
    clock,
    signIn,
    ask: async (who, path, { method = 'GET', body, headers = {} } = {}) => {
      const cookie = who === null ? undefined : (cookies.get(who) ?? (await signIn(who)));
      const response = await fetch(`${address}${path}`, {
        method,
        headers: {
          ...(cookie !== undefined && { cookie }),
          ...(body !== undefined && { 'content-type': 'application/json' }),
          ...headers,
        },
        ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
      });
      return read(response);
    },
    stop: async () => {
      await stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
};
