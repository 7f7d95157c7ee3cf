import { existsSync, statSync } from 'node:fs';

/**
 * Those of the files and folders that others than the server's own user can read or write. Windows has no such bits;
 * there the folder's own access list has to do it.
 */
export const sharedAmong = (paths: readonly string[]): readonly string[] =>
  process.platform === 'win32'
    ? []
    : paths.filter((path) => existsSync(path) && (statSync(path).mode & 0o077) !== 0);
