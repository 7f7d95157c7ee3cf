import {
  chmodSync,
  closeSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { fail, succeed, type Result } from '#domain/result.ts';
import { sharedAmong } from '../private-files.ts';
import { keyFile, type KeyFile } from './key-file.ts';

/** Where the server's private keys are kept: a folder in use, memory in tests. */
export interface KeyStore {
  read(): readonly KeyFile[];
  write(file: KeyFile): void;
  remove(id: string): void;
}

/** Other keys may lie in the same folder, each under a name of its own kind. */
const nameOf = (id: string): string => `sealing-${id}.json`;
const isOurs = (name: string): boolean => name.startsWith('sealing-') && name.endsWith('.json');

/**
 * The folder of keys, made where there is none. Where others than the server's own user can read it, a server for real
 * cases does not start; the demo closes it.
 */
export const openKeyFolder = (folder: string, isDemo: boolean): Result<KeyStore, string> => {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const names = () => readdirSync(folder).filter(isOurs);
  const open = sharedAmong([folder, ...names().map((name) => join(folder, name))]);
  if (open.length > 0 && !isDemo) {
    return fail(
      `Others can read the keys that the queue is sealed with: ${open.join(', ')}. ` +
        `Close them: chmod -R go-rwx ${folder}`,
    );
  }
  for (const path of open) chmodSync(path, path === folder ? 0o700 : 0o600);
  return succeed({
    read: () => names().map((name) => keyFile.parse(JSON.parse(readFileSync(join(folder, name), 'utf8')))),
    write: (file) => {
      // Under its name only when it is whole: half a file would keep the server from starting.
      const path = join(folder, nameOf(file.id));
      const descriptor = openSync(`${path}.part`, 'wx', 0o600);
      try {
        writeSync(descriptor, `${JSON.stringify(file, null, 2)}\n`);
        // Nothing may be sealed for a key that a power cut could take.
        fsyncSync(descriptor);
      } finally {
        closeSync(descriptor);
      }
      renameSync(`${path}.part`, path);
      syncFolder(folder);
    },
    remove: (id) => {
      rmSync(join(folder, nameOf(id)));
      syncFolder(folder);
    },
  });
};

const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

/** Keys that are gone with the process. For tests and dry runs. */
export const keysInMemory = (): KeyStore => {
  const files = new Map<string, KeyFile>();
  return {
    read: () => [...files.values()],
    write: (file) => void files.set(file.id, file),
    remove: (id) => void files.delete(id),
  };
};
