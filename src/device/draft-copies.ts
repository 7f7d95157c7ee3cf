import * as z from 'zod/mini';
import { draftCopy } from '#domain/draft-copy/draft-copy.ts';
import { versions } from '#domain/draft-copy/versions.ts';
import { id, instant } from '#domain/ids.ts';
import { fail, succeed } from '#domain/result.ts';
import type { Codec, Place } from './codec.ts';
import type { OpaqueRecord, TabletDatabase } from './database.ts';
import { writeWhenCurrent } from './retry.ts';

const copyState = z.object({
  /** The round of writing that the versions are of. */
  basedOn: z.array(z.string()),
  versions,
  /** The number of the last copy that this device made, whether it arrived or not. */
  revision: z.int(),
  /** The last copy that arrived, and a mark of what was in it. */
  published: z.nullable(z.object({ revision: z.int(), keyId: id, at: instant, mark: z.string() })),
  /** The last copy of each of her other devices. */
  others: z.record(
    id,
    z.object({
      revision: z.int(),
      copy: draftCopy,
      /** Whether the draft here has what is in it. */
      isTakenIn: z.boolean(),
    }),
  ),
  /** When what was begun or written elsewhere was last taken in, and from what. */
  from: z.nullable(z.object({ device: draftCopy.shape.device, at: instant })),
  /** The submission by which another device sent the draft, where something of it was here alone. */
  sentElsewhere: z.nullable(z.object({ at: instant })),
});

/** What this device knows of one draft's copies. */
export type CopyState = z.infer<typeof copyState>;

export const noCopies: CopyState = {
  basedOn: [],
  versions: {},
  revision: 0,
  published: null,
  others: {},
  from: null,
  sentElsewhere: null,
};

const placeOf = (followUpId: string, revision: number): Place => ({
  store: 'copies',
  id: followUpId,
  revision,
});

const decode = async (codec: Codec, row: OpaqueRecord): Promise<CopyState | undefined> => {
  const decoded = await codec.decode(placeOf(row.id, row.revision), row.bytes);
  const read = decoded.ok ? copyState.safeParse(decoded.value) : undefined;
  // It holds nothing that is not in the draft or in a copy elsewhere: what cannot be read is made anew.
  return read?.success === true ? read.data : undefined;
};

/** What is known of the copies of one draft. */
export const readCopyState = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
): Promise<CopyState> => {
  const row = await database.copies.get(followUpId);
  return (row && (await decode(codec, row))) ?? noCopies;
};

/** What is known of the copies of all drafts, by follow-up. */
export const readCopyStates = async (
  database: TabletDatabase,
  codec: Codec,
): Promise<Map<string, CopyState>> => {
  const rows = await database.copies.toArray();
  const read = await Promise.all(rows.map(async (row) => [row.id, await decode(codec, row)] as const));
  return new Map(read.flatMap(([followUpId, state]) => (state ? [[followUpId, state] as const] : [])));
};

/** Keeps what is known of the copies of one draft. */
export const keepCopyState = (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
  state: CopyState,
): Promise<void> =>
  writeWhenCurrent(async () => {
    const before = (await database.copies.get(followUpId))?.revision;
    const revision = (before ?? 0) + 1;
    const bytes = await codec.encode(placeOf(followUpId, revision), state);
    return database.transaction('rw', database.copies, async () => {
      if ((await database.copies.get(followUpId))?.revision !== before) return fail('stale');
      await database.copies.put({ id: followUpId, revision, bytes });
      return succeed(undefined);
    });
  });
