import { createHash } from 'node:crypto';
import { item, type Item } from '#domain/follow-up/item.ts';
import type { ItemReason, UploadItem } from '#domain/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';

/** The key id of content that is not sealed. Sealed content gets ids of real keys. */
export const plainKeyId = 'plain';

export interface Opened {
  readonly item: Item;
  /** The plaintext, for keeping. */
  readonly content: string;
  /** SHA-256 of the plaintext, hex: the same item sealed anew has the same. */
  readonly hash: string;
}

/** Opens the content of an upload and checks that it is what the envelope says; else the reason why not. */
export const unseal = (upload: UploadItem): Result<Opened, ItemReason> => {
  if (upload.keyId !== plainKeyId) return fail('unknown-key');
  const bytes = Buffer.from(upload.content, 'base64');
  const content = bytes.toString('utf8');
  const read = parse(content);
  if (read === undefined) return fail('unreadable');
  const isSame =
    read.id === upload.id &&
    read.kind === upload.kind &&
    read.followUpId === upload.followUpId &&
    read.authorId === upload.authorId;
  if (!isSame) return fail('content-mismatch');
  return succeed({ item: read, content, hash: createHash('sha256').update(bytes).digest('hex') });
};

/** An item that the server itself made, as if it had been opened. */
export const asOpened = (own: Item): Opened => {
  const content = JSON.stringify(own);
  return { item: own, content, hash: createHash('sha256').update(content).digest('hex') };
};

const parse = (content: string): Item | undefined => {
  try {
    const read = item.safeParse(JSON.parse(content));
    return read.success ? read.data : undefined;
  } catch {
    // Not JSON: unreadable, which is what the caller answers.
    return undefined;
  }
};
