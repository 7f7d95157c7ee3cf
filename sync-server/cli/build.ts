import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfSources, projectFolder } from './source-hash.ts';

/** True if dist/ was built from the sources as they are now; vite.config.ts writes build.json last of all. */
export async function isFresh(): Promise<boolean> {
  const stamp = join(projectFolder, 'dist', 'build.json');
  if (!existsSync(stamp)) return false;
  const built: unknown = JSON.parse(readFileSync(stamp, 'utf8'));
  const hash = await hashOfSources();
  return typeof built === 'object' && built !== null && 'sources' in built && built.sources === hash;
}

/** Builds the app into dist/. False if that failed; what was wrong stands on standard error. */
export async function build(): Promise<boolean> {
  console.error('Building the app …');
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const child = spawn(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  });
  const { promise, resolve } = Promise.withResolvers<boolean>();
  child.on('error', () => resolve(false)).on('exit', (code) => resolve(code === 0));
  const built = await promise;
  if (!built) console.error('The app could not be built.');
  return built;
}

if (import.meta.main && !(await build())) process.exitCode = 1;
