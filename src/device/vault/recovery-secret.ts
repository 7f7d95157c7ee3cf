import * as z from 'zod/mini';
import { fail, succeed } from '#domain/result.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import type { Codec, Place } from '../codec.ts';
import type { TabletDatabase } from '../database.ts';
import { writeWhenCurrent } from '../retry.ts';
import type { RecoverySecret } from './slot-making.ts';

const id = 'recovery';
const kept = z.object({ slotId: z.string(), secret: z.base64() });
const placeOf = (revision: number): Place => ({ store: 'secrets', id, revision });

/**
 * Keeps the secret of the recovery slot inside the store that it opens: it gives away nothing there, and it is at hand
 * when it has to be sealed for another key of the register's.
 */
export const keepRecoverySecret = (
  database: TabletDatabase,
  codec: Codec,
  { slotId, secret }: RecoverySecret,
): Promise<void> =>
  writeWhenCurrent(async () => {
    const before = await database.secrets.get(id);
    const revision = (before?.revision ?? 0) + 1;
    const bytes = await codec.encode(placeOf(revision), { slotId, secret: toBase64(secret) });
    return database.transaction('rw', database.secrets, async () => {
      if ((await database.secrets.get(id))?.revision !== before?.revision) return fail('stale');
      await database.secrets.put({ id, revision, bytes });
      return succeed(undefined);
    });
  });

/** The secret of the recovery slot; undefined where there is none that can be read. The caller spends it. */
export const readRecoverySecret = async (
  database: TabletDatabase,
  codec: Codec,
): Promise<RecoverySecret | undefined> => {
  const row = await database.secrets.get(id);
  const decoded = row && (await codec.decode(placeOf(row.revision), row.bytes));
  const read = decoded?.ok === true ? kept.safeParse(decoded.value) : undefined;
  const secret = read?.success === true ? fromBase64(read.data.secret) : undefined;
  return read?.success === true && secret !== undefined ? { slotId: read.data.slotId, secret } : undefined;
};
