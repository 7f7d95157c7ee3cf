import { createHash, type KeyObject } from 'node:crypto';
import { item, type Item } from '#domain/follow-up/item.ts';
import type { ItemReason, UploadItem } from '#domain/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { envelopeText, sealedContent, sealingInfo } from '#domain/sealing.ts';
import { isSignedByAuthor } from '../sealing/author-signature.ts';
import { openSealed, type Recipient } from '../sealing/hpke.ts';

/** The key id of content that is not sealed: what the register itself makes, and tests of the server by itself. */
export const plainKeyId = 'plain';

/** What opening needs. */
export interface Unsealing {
  /** Whether content that is not sealed is taken. */
  readonly acceptsPlain: boolean;
  readonly keyOf: (keyId: string) => Recipient | undefined;
  /** The keys of the author whom the envelope names, on the tablet that sends. */
  readonly authorKeys: (authorId: string) => readonly KeyObject[];
}

/** Opens nothing but what lies open. */
export const plainOnly: Unsealing = { acceptsPlain: true, keyOf: () => undefined, authorKeys: () => [] };

export interface Opened {
  readonly item: Item;
  /** The item's text, for keeping. */
  readonly content: string;
  /** SHA-256 of the text, hex: the same item sealed anew has the same. */
  readonly hash: string;
}

/** The item's bytes, as their author signed them. */
const openContent = (upload: UploadItem, unsealing: Unsealing): Result<Buffer, ItemReason> => {
  const bytes = Buffer.from(upload.content, 'base64');
  if (upload.keyId === plainKeyId) return unsealing.acceptsPlain ? succeed(bytes) : fail('unknown-key');
  const key = unsealing.keyOf(upload.keyId);
  if (key === undefined) return fail('unknown-key');
  const opened = openSealed(key, sealingInfo.upload, envelopeText(upload), bytes);
  const content = sealedContent.safeParse(opened === undefined ? undefined : parse(opened.toString('utf8')));
  if (!content.success) return fail('unreadable');
  const signed = Buffer.from(content.data.item);
  const isHers = isSignedByAuthor(unsealing.authorKeys(upload.authorId), signed, content.data.signature);
  return isHers ? succeed(signed) : fail('forged');
};

/** Opens the content of an upload and checks that it is what the envelope says; else the reason why not. */
export const unseal = (upload: UploadItem, unsealing: Unsealing): Result<Opened, ItemReason> => {
  const opened = openContent(upload, unsealing);
  if (!opened.ok) return opened;
  const content = opened.value.toString('utf8');
  const read = item.safeParse(parse(content));
  if (!read.success) return fail('unreadable');
  const isSame =
    read.data.id === upload.id &&
    read.data.kind === upload.kind &&
    read.data.followUpId === upload.followUpId &&
    read.data.authorId === upload.authorId;
  if (!isSame) return fail('content-mismatch');
  const hash = createHash('sha256').update(opened.value).digest('hex');
  return succeed({ item: read.data, content, hash });
};

/** An item that the server itself made, as if it had been opened. */
export const asOpened = (own: Item): Opened => {
  const content = JSON.stringify(own);
  return { item: own, content, hash: createHash('sha256').update(content).digest('hex') };
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not JSON: unreadable, which is what the caller answers.
    return undefined;
  }
};
