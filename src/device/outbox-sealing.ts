import type { Item } from '#domain/follow-up/item.ts';
import { placeOfAbout, type AboutItem } from './about-item.ts';
import type { TabletDatabase } from './database.ts';
import type { NewOutboxItem } from './outbox-line.ts';
import type { Sealing } from './seal.ts';
import { readSentItems } from './sent-items.ts';

/** Makes an item ready for the outbox: its content sealed for the server, what is shown of it kept for her. */
export const sealItem = async (sealing: Sealing, item: Item, about: AboutItem): Promise<NewOutboxItem> => {
  const sealed = await sealing.seal(item);
  const place = placeOfAbout(item.id, 1);
  return {
    record: {
      id: item.id,
      kind: item.kind,
      followUpId: item.followUpId,
      authorId: item.authorId,
      keyId: sealed?.keyId ?? '',
      state: sealed === undefined ? 'reseal' : 'waiting',
      receipt: null,
      refusal: null,
    },
    content: sealed?.content ?? '',
    shown: { id: item.id, revision: 1, bytes: await sealing.codec.encode(place, { about, item }) },
  };
};

/**
 * Seals anew what was sealed for a key that the server no longer has, or for none yet, and puts it back in line; gives
 * how many. It may have been handed to the network before, so taking it back needs a withdrawal.
 */
export const resealItems = async (sealing: Sealing, database: TabletDatabase): Promise<number> => {
  const waiting = (await readSentItems(database, sealing.codec)).filter(
    ({ record }) => record.state === 'reseal',
  );
  let count = 0;
  for (const { record, item } of waiting) {
    const sealed = await sealing.seal(item);
    if (sealed === undefined) return count;
    const { keyId, content } = sealed;
    count += await database.transaction('rw', database.outbox, database.contents, async () => {
      const changed = await database.outbox
        .where('id')
        .equals(record.id)
        .filter((now) => now.state === 'reseal')
        .modify({ keyId, hasContent: true, state: 'posted' });
      if (changed > 0) await database.contents.put({ seq: record.seq, content });
      return changed;
    });
  }
  return count;
};
