import * as z from 'zod/mini';
import type { Codec, Place } from './codec.ts';
import type { TabletDatabase } from './database.ts';
import { writeWhenCurrent } from './retry.ts';
import { fail, succeed } from '#domain/result.ts';

const id = 'lease';
const day = 24 * 60 * 60_000;

/** When the register last knew her, and for how many days that is good without its word. */
const lease = z.object({ heardAt: z.number(), days: z.number() });
export type Lease = z.infer<typeof lease>;

const placeOf = (revision: number): Place => ({ store: 'secrets', id, revision });

/** The lease; undefined where there is none that can be read. */
export const readLease = async (database: TabletDatabase, codec: Codec): Promise<Lease | undefined> => {
  const row = await database.secrets.get(id);
  const decoded = row && (await codec.decode(placeOf(row.revision), row.bytes));
  const read = decoded?.ok === true ? lease.safeParse(decoded.value) : undefined;
  return read?.success === true ? read.data : undefined;
};

/** Renews the lease: the register has just said that it knows her. */
export const renewLease = (database: TabletDatabase, codec: Codec, to: Lease): Promise<void> =>
  writeWhenCurrent(async () => {
    const before = await database.secrets.get(id);
    const revision = (before?.revision ?? 0) + 1;
    const bytes = await codec.encode(placeOf(revision), to);
    return database.transaction('rw', database.secrets, async () => {
      if ((await database.secrets.get(id))?.revision !== before?.revision) return fail('stale');
      await database.secrets.put({ id, revision, bytes });
      return succeed(undefined);
    });
  });

/**
 * Whether the store may be opened without the register's word. A clock that was set back before the last contact is not
 * believed, but for the day that clocks may differ. What was written stays, however long it takes.
 */
export const isLeased = (of: Lease | undefined, now: number): boolean =>
  of !== undefined && now <= of.heardAt + of.days * day && now >= of.heardAt - day;
