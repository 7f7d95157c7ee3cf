import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..', '..');

const folders = ['src', 'public'];
const files = [
  'vite.config.ts',
  'sync-server/cli/classic-start.ts',
  'manifest.webmanifest',
  'package.json',
  'package-lock.json',
];

async function filesUnder(folder: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, folder), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256, in hex, over the names and contents of everything that the built app is made of. */
export async function hashOfSources(): Promise<string> {
  const inFolders = await Promise.all(folders.map((folder) => filesUnder(folder)));
  const paths = [...inFolders.flat(), ...files.map((file) => join(projectFolder, file))];
  const hash = createHash('sha256');
  for (const path of paths.sort()) {
    hash.update(`${relative(projectFolder, path).replaceAll('\\', '/')}\0`).update(await readFile(path));
  }
  return hash.digest('hex');
}
