import type { Item } from '#domain/follow-up/item.ts';
import type { Codec } from './codec.ts';
import type { DeviceDatabase } from './database.ts';
import { readSealingKey } from './sealing-key.ts';
import type { AuthorKey } from './vault/author-key.ts';

interface Sealed {
  readonly keyId: string;
  readonly content: string;
}

/** Seals an item for the server; undefined while the server's key has never been heard of. */
export type Seal = (item: Item) => Promise<Sealed | undefined>;

/** Seals for the server's key as last heard, signed with the author's. */
export const createSeal =
  (device: DeviceDatabase, author: () => Promise<AuthorKey>): Seal =>
  async (item) => {
    const key = await readSealingKey(device);
    if (key === undefined) return undefined;
    // Sealing comes after hours of writing: what it takes is loaded then.
    const { sealUpload } = await import('./vault/sealed-item.ts');
    const { keyId, content } = await sealUpload(item, await author(), key);
    return { keyId, content };
  };

/** What putting something in the outbox works with: the store is open. */
export interface Sealing {
  readonly codec: Codec;
  readonly seal: Seal;
}
