import { draftCopy, type DraftCopy } from '#domain/draft-copy/draft-copy.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { fromBase64, toBase64 } from '../base64.ts';
import type { RandomBytes } from './random.ts';

/** What a sealed copy is bound to: whose, of which draft, made by which device, under which key, as which one in order. */
export interface CopyBinding {
  readonly userId: string;
  readonly followUpId: string;
  readonly deviceId: string;
  readonly keyId: string;
  readonly revision: number;
}

const format = 1;
const ivBytes = 12;
/** Copies come in steps of so many bytes, so that their length does not follow each word. */
const lengthStep = 4_096;

const associated = ({ userId, followUpId, deviceId, keyId, revision }: CopyBinding) =>
  new TextEncoder().encode(
    ['foljsam draft copy', format, userId, followUpId, deviceId, keyId, revision].join('|'),
  );

const padded = (text: string): Uint8Array<ArrayBuffer> => {
  const bytes = new TextEncoder().encode(text);
  const whole = new Uint8Array(Math.ceil((bytes.length + 1) / lengthStep) * lengthStep).fill(0x20);
  whole.set(bytes);
  return whole;
};

/** Seals a copy under the owner's key (AES-256-GCM, a random IV of 96 bits): base64 of format, IV and ciphertext. */
export const sealCopy = async (
  key: CryptoKey,
  binding: CopyBinding,
  copy: DraftCopy,
  randomBytes: RandomBytes,
): Promise<string> => {
  const iv = randomBytes(ivBytes);
  const how = { name: 'AES-GCM', iv, additionalData: associated(binding) };
  const sealed = await crypto.subtle.encrypt(how, key, padded(JSON.stringify(copy)));
  const bytes = new Uint8Array(1 + ivBytes + sealed.byteLength);
  bytes.set([format]);
  bytes.set(iv, 1);
  bytes.set(new Uint8Array(sealed), 1 + ivBytes);
  return toBase64(bytes);
};

/** Opens a copy; `changed` where it is not what that device sealed there, at that revision, under that key. */
export const openCopy = async (
  key: CryptoKey,
  binding: CopyBinding,
  content: string,
): Promise<Result<DraftCopy, 'changed' | 'unknown-format'>> => {
  const bytes = fromBase64(content);
  if (bytes === undefined) return fail('changed');
  if (bytes[0] !== format) return fail('unknown-format');
  const how = { name: 'AES-GCM', iv: bytes.slice(1, 1 + ivBytes), additionalData: associated(binding) };
  try {
    const opened = await crypto.subtle.decrypt(how, key, bytes.slice(1 + ivBytes));
    const read = draftCopy.safeParse(JSON.parse(new TextDecoder().decode(opened)));
    return read.success ? succeed(read.data) : fail('unknown-format');
  } catch (error) {
    // The tag does not fit; too few bytes for a tag are told likewise.
    if (error instanceof DOMException && error.name === 'OperationError') return fail('changed');
    throw error;
  }
};
