import type { Item } from '#domain/follow-up/item.ts';
import { toBase64 } from './base64.ts';
import type { Codec, Place } from './codec.ts';
import type { NewOutboxItem } from './drafts.ts';

/** What the outbox shows of an item, for the eyes of her who wrote it. */
export interface AboutItem {
  readonly unitName: string;
  readonly initials: string;
  readonly caseNumber: string;
  readonly method: string | null;
  readonly on: string | null;
  readonly writtenAt: string;
}

/** The id of the key that content is sealed for; `plain` is none. */
const sealingKeyId = 'plain';

/** Where what is shown of an item lies. It is written once: sealing anew leaves it alone. */
export const placeOfAbout = (itemId: string, revision: number): Place => ({
  store: 'outbox',
  id: itemId,
  revision,
});

/** Makes an item ready for the outbox: its content sealed for the server, what is shown of it kept for her. */
export const sealItem = async (codec: Codec, item: Item, about: AboutItem): Promise<NewOutboxItem> => ({
  id: item.id,
  kind: item.kind,
  followUpId: item.followUpId,
  authorId: item.authorId,
  keyId: sealingKeyId,
  content: toBase64(new TextEncoder().encode(JSON.stringify(item))),
  state: 'waiting',
  receipt: null,
  refusal: null,
  revision: 1,
  about: await codec.encode(placeOfAbout(item.id, 1), { about, item }),
});
