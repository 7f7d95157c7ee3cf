import { fail, succeed } from '#domain/result.ts';
import { placeLine, type Codec } from '../codec.ts';
import type { RandomBytes } from './random.ts';

/** First byte of a record: AES-256-GCM. The second is the version of the schema that the content has. */
const sealedFormat = 1;
const schemaVersion = 1;
const ivBytes = 12;
const headerBytes = 2 + ivBytes;

/**
 * Encrypts records with the data key: AES-256-GCM, a random IV of 96 bits for each write, and as associated data
 * store | id | schema version | revision (NIST SP 800-38D; a key is good for 2³² writes with random IVs).
 */
export const createRecordCodec = (key: CryptoKey, randomBytes: RandomBytes): Codec => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    encode: async (place, value) => {
      const iv = randomBytes(ivBytes);
      const additionalData = encoder.encode(placeLine(place, schemaVersion));
      const content = encoder.encode(JSON.stringify(value));
      const sealed = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData }, key, content);
      const bytes = new Uint8Array(headerBytes + sealed.byteLength);
      bytes.set([sealedFormat, schemaVersion]);
      bytes.set(iv, 2);
      bytes.set(new Uint8Array(sealed), headerBytes);
      return bytes;
    },
    decode: async (place, bytes) => {
      if (bytes[0] !== sealedFormat || bytes[1] !== schemaVersion) return fail('unknown-format');
      const iv = bytes.slice(2, headerBytes);
      const additionalData = encoder.encode(placeLine(place, schemaVersion));
      try {
        const sealed = bytes.slice(headerBytes);
        const content = await crypto.subtle.decrypt({ name: 'AES-GCM', iv, additionalData }, key, sealed);
        const value: unknown = JSON.parse(decoder.decode(content));
        return succeed(value);
      } catch (error) {
        // The one way in which WebCrypto says that the tag does not fit; too few bytes for a tag are told likewise.
        if (error instanceof DOMException && error.name === 'OperationError') return fail('changed');
        throw error;
      }
    },
  };
};
