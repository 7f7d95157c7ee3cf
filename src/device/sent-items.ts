import * as z from 'zod/mini';
import { item, type Item } from '#domain/follow-up/item.ts';
import type { Codec } from './codec.ts';
import type { OutboxRecord, TabletDatabase } from './database.ts';
import { readOutbox, wayStores } from './outbox-rows.ts';
import { placeOfAbout, type AboutItem } from './about-item.ts';

/** An outbox record as its author may see it. */
export interface SentItem {
  readonly record: OutboxRecord;
  readonly item: Item;
  readonly about: AboutItem;
}

const kept = z.object({
  item,
  about: z.object({
    unitName: z.string(),
    initials: z.string(),
    caseNumber: z.string(),
    method: z.nullable(z.string()),
    on: z.nullable(z.string()),
    writtenAt: z.string(),
  }),
});

/** All that has been put in the outbox, oldest first: waiting, on its way, and done. What cannot be read is sent all the same. */
export const readSentItems = async (database: TabletDatabase, codec: Codec): Promise<SentItem[]> => {
  const [records, shown] = await database.transaction('r', [...wayStores(database), database.shown], () =>
    Promise.all([readOutbox(database), database.shown.toArray()]),
  );
  const shownOf = new Map(shown.map((each) => [each.id, each]));
  const read = await Promise.all(
    records.map(async (record) => {
      const { revision, bytes } = shownOf.get(record.id) ?? { revision: 0, bytes: new Uint8Array() };
      const decoded = await codec.decode(placeOfAbout(record.id, revision), bytes);
      const parsed = kept.safeParse(decoded.ok ? decoded.value : undefined);
      return parsed.success ? { record, ...parsed.data } : undefined;
    }),
  );
  return read.flatMap((each) => (each === undefined ? [] : [each]));
};
