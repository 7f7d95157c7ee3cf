import type { TabletDatabase } from './database.ts';

/** Small state of a store that names nobody. */
export interface TabletSettings {
  /** Where the feed has been read to; null from the beginning. */
  readonly cursor: string | null;
  /** The register's epoch as last heard. */
  readonly epoch: string | null;
  /** Number of the telling that references are stamped with. */
  readonly telling: number;
  /** When the last whole pull ended; ISO 8601. */
  readonly pulledAt: string | null;
  /** Tries at sending that have failed in a row. */
  readonly attempt: number;
  /** Not before this (ISO 8601) is the next try made. */
  readonly nextTryAt: string | null;
  readonly problem: string | null;
  /** Goes up whenever something that the server told is written or removed. */
  readonly toldRevision: number;
  /** Minutes without touch after which the store is locked. */
  readonly lockAfter: number;
}

export const defaultLockAfter = 5;

const initial: TabletSettings = {
  cursor: null,
  epoch: null,
  telling: 0,
  pulledAt: null,
  attempt: 0,
  nextTryAt: null,
  problem: null,
  toldRevision: 0,
  lockAfter: defaultLockAfter,
};

const textOf = (value: string | number | null | undefined): string | null =>
  typeof value === 'string' ? value : null;
const numberOf = (value: string | number | null | undefined): number =>
  typeof value === 'number' ? value : 0;

/** All settings; those never written have their first value. */
export const readSettings = async (database: TabletDatabase): Promise<TabletSettings> => {
  const rows = await database.settings.toArray();
  const given = new Map(rows.map((row) => [row.name, row.value]));
  return {
    ...initial,
    cursor: textOf(given.get('cursor')),
    epoch: textOf(given.get('epoch')),
    telling: numberOf(given.get('telling')),
    toldRevision: numberOf(given.get('toldRevision')),
    pulledAt: textOf(given.get('pulledAt')),
    attempt: numberOf(given.get('attempt')),
    nextTryAt: textOf(given.get('nextTryAt')),
    problem: textOf(given.get('problem')),
    lockAfter: numberOf(given.get('lockAfter')) || defaultLockAfter,
  };
};

/** Writes the settings given; the others stay. */
export const writeSettings = async (
  database: TabletDatabase,
  changed: Partial<TabletSettings>,
): Promise<void> => {
  await database.settings.bulkPut(Object.entries(changed).map(([name, value]) => ({ name, value })));
};
