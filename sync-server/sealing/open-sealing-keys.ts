import { join } from 'node:path';
import { succeed, type Result } from '#domain/result.ts';
import type { Config } from '../config.ts';
import { openKeyFolder } from './key-folder.ts';
import { openSealingKeys, uploadKeysOf, type SealingKeys } from './sealing-keys.ts';

/** Where the sealing keys lie: beside the register and never in it, so that a copy of the one is no copy of the other. */
export const sealingKeysFolder = (config: Pick<Config, 'dataDir' | 'sealingKeysDir'>): string =>
  config.sealingKeysDir ?? join(config.dataDir, 'keys');

/** The keys that the queues are sealed for; the first made at the first start, and said (`tell`) to need a backup. */
export const openKeysOf = (
  config: Pick<Config, 'dataDir' | 'sealingKeysDir' | 'isDemo'>,
  now: () => Date,
  tell: (words: string) => void = () => undefined,
): Result<SealingKeys, string> => {
  const folder = sealingKeysFolder(config);
  const store = openKeyFolder(folder, config.isDemo);
  if (!store.ok) return store;
  const isFirst = uploadKeysOf(store.value).length === 0;
  const keys = openSealingKeys(store.value, now);
  keys.current();
  if (isFirst && !config.isDemo) {
    tell(
      `Made the key that tablets seal their queue for, in ${folder}. Back the folder up, apart from the register: ` +
        'without it what waits on the tablets has to be sealed anew by hand of each caseworker.',
    );
  }
  return succeed(keys);
};
