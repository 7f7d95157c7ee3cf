import type { Item } from '#domain/follow-up/item.ts';
import type { UploadItem } from '#domain/protocol.ts';
import { envelopeText, sealingInfo, type SealedContent, type SealingKey } from '#domain/sealing.ts';
import { toBase64 } from '../base64.ts';
import type { AuthorKey } from './author-key.ts';
import { sealFor } from './hpke.ts';

/**
 * An item as it goes out: signed by its author, sealed for the server's key, bound to its envelope. The text is carried
 * as it was signed; sealed anew for another key it is the same text with a new signature, so the server knows it again.
 */
export const sealUpload = async (item: Item, author: AuthorKey, key: SealingKey): Promise<UploadItem> => {
  const text = JSON.stringify(item);
  const content: SealedContent = { item: text, signature: await author.sign(text) };
  const { id, kind, followUpId, authorId } = item;
  const envelope = { id, kind, followUpId, authorId, keyId: key.id };
  const plaintext = new TextEncoder().encode(JSON.stringify(content));
  const sealed = await sealFor(key, sealingInfo.upload, envelopeText(envelope), plaintext);
  return { ...envelope, content: toBase64(sealed) };
};
