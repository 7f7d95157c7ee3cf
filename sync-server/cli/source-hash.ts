import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

export const projectFolder = join(import.meta.dirname, '..', '..');

const sources = [
  'src',
  'public',
  'vite.config.ts',
  'manifest.webmanifest',
  'package.json',
  'package-lock.json',
];

async function filesUnder(path: string): Promise<string[]> {
  const entries = await readdir(join(projectFolder, path), { recursive: true, withFileTypes: true });
  return entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

/** SHA-256, in hex, over the names and contents of everything that the built app is made of. */
export async function hashOfSources(): Promise<string> {
  const lists = await Promise.all(
    sources.map((path) => (path.includes('.') ? [join(projectFolder, path)] : filesUnder(path))),
  );
  const hash = createHash('sha256');
  for (const file of lists.flat().sort()) {
    hash.update(`${file.slice(projectFolder.length).replaceAll('\\', '/')}\0`).update(await readFile(file));
  }
  return hash.digest('hex');
}
