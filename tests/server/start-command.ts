import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import packageFile from '../../package.json' with { type: 'json' };

/** What `npm start` runs, run as npm does. */
export interface Started {
  /** Where it says that it is. */
  readonly address: string;
  /** What it has printed. */
  heard(): string;
  /** SIGTERM; gives the exit code and the signal that it ended by. */
  stop(): Promise<readonly unknown[]>;
}

/** Runs `npm start`'s own command line over that register, until it has said who can sign in. */
export const startCommand = async (dataDir: string): Promise<Started> => {
  const child = spawn('/bin/sh', ['-c', packageFile.scripts.start], {
    cwd: join(import.meta.dirname, '..', '..'),
    env: { PATH: process.env['PATH'] ?? '', PORT: '0', DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const gone = once(child, 'exit');
  let text = '';
  const ready = new Promise<string>((resolve, reject) => {
    child.stdout.setEncoding('utf8').on('data', (part: string) => {
      text += part;
      const [, address] = /Följsam is at (\S+)\n[^]*inspektor/.exec(text) ?? [];
      if (address !== undefined) resolve(address);
    });
    child.once('exit', () => reject(new Error(`It ended before it was ready: ${text}`)));
  });
  return {
    address: await ready,
    heard: () => text,
    stop: () => {
      child.kill('SIGTERM');
      return gone;
    },
  };
};
