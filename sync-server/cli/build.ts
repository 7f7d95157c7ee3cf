import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hashOfSources, projectFolder } from './source-hash.ts';

/** True if dist/ was built from the sources as they are now. vite.config.ts writes build.json last of all. */
function isFresh(hash: string): boolean {
  const stamp = join(projectFolder, 'dist', 'build.json');
  if (!existsSync(stamp)) return false;
  const built: unknown = JSON.parse(readFileSync(stamp, 'utf8'));
  return typeof built === 'object' && built !== null && 'sources' in built && built.sources === hash;
}

/** Builds the app into dist/ unless it is there already, made from these very sources. False if building failed. */
export async function buildIfStale(): Promise<boolean> {
  if (isFresh(await hashOfSources())) return true;
  console.error('Building the app …');
  const vite = join(projectFolder, 'node_modules', 'vite', 'bin', 'vite.js');
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], {
    cwd: projectFolder,
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 2, 2],
  });
  if (status !== 0) console.error('The app could not be built.');
  return status === 0;
}

if (import.meta.main && !(await buildIfStale())) process.exitCode = 1;
