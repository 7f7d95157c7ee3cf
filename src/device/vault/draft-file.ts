import * as z from 'zod/mini';
import { draftCopyLimits } from '#domain/draft-copy/protocol.ts';
import type { DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { id } from '#domain/ids.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { toBase64 } from '../base64.ts';
import { openCopy, type CopyBinding } from './draft-seal.ts';
import { openOwnerSlot } from './owner-key.ts';

/** A sealed copy in a file. */
const sealedCopy = z.strictObject({
  followUpId: id,
  deviceId: id,
  revision: z.int().check(z.positive()),
  content: z.string().check(z.maxLength(draftCopyLimits.content)),
});

const file = z.strictObject({
  userId: id,
  keyId: id,
  /** The key, as the device has wrapped it under her passphrase. */
  slot: z.string().check(z.maxLength(2_000)),
  copies: z.array(sealedCopy).check(z.minLength(1), z.maxLength(draftCopyLimits.copies)),
});
type DraftFile = z.infer<typeof file>;

const firstLine = 'foljsam-drafts 1';
const lastLine = 'end';

const digestOf = async (text: string): Promise<string> =>
  toBase64(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))));

/**
 * A file of drafts: four lines of text. What it is, the sealed content, a digest of that (against slips, it keeps nobody
 * off: the seals do), and `end`, so that a file that was cut off is known by it.
 */
export const writeDraftFile = async (of: DraftFile): Promise<string> => {
  const content = JSON.stringify(of);
  return `${[firstLine, content, await digestOf(content), lastLine].join('\n')}\n`;
};

/**
 * Why a file is not taken:
 * - not-drafts: it is no file of drafts, or of a version that is not known here
 * - cut-off: the end is missing
 * - changed: it is not as it was written
 * - foreign-owner: the drafts are another person's
 * - wrong-secret: the passphrase is not the one of the device that wrote it
 */
export type DraftFileProblem = 'not-drafts' | 'cut-off' | 'changed' | 'foreign-owner' | 'wrong-secret';

const parse = async (text: string): Promise<Result<DraftFile, DraftFileProblem>> => {
  const [head, content, digest, end] = text.replaceAll('\r\n', '\n').split('\n');
  if (head !== firstLine) return fail(firstLine.startsWith(text) && text !== '' ? 'cut-off' : 'not-drafts');
  if (content === undefined || digest === undefined || end !== lastLine) return fail('cut-off');
  if (digest !== (await digestOf(content))) return fail('changed');
  try {
    const read = file.safeParse(JSON.parse(content));
    return read.success ? succeed(read.data) : fail('not-drafts');
  } catch {
    // Digest and all, it was written by something else.
    return fail('not-drafts');
  }
};

/** A copy that came out of a file. */
export interface OpenedCopy extends Pick<CopyBinding, 'followUpId' | 'deviceId' | 'revision'> {
  readonly copy: DraftCopy;
}

/** Opens a file with the passphrase of the device that wrote it: all of its drafts, or none. */
export const readDraftFile = async (
  text: string,
  userId: string,
  passphrase: string,
): Promise<Result<readonly OpenedCopy[], DraftFileProblem>> => {
  const read = await parse(text);
  if (!read.ok) return read;
  if (read.value.userId !== userId) return fail('foreign-owner');
  const { keyId, slot, copies } = read.value;
  const owner = await openOwnerSlot(slot, userId, passphrase);
  if (!owner.ok) return fail(owner.problem === 'unknown-format' ? 'changed' : owner.problem);
  if (owner.value.id !== keyId) return fail('changed');
  const opened: OpenedCopy[] = [];
  for (const { content, ...place } of copies) {
    const copy = await openCopy(owner.value.key, { ...place, userId, keyId }, content);
    if (!copy.ok) return fail('changed');
    opened.push({ ...place, copy: copy.value });
  }
  return succeed(opened);
};
