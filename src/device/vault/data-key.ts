import type { RandomBytes } from './random.ts';

export const dataKeyBytes = 32;

/**
 * The key to everything in one user's store on one tablet, as a key that can be used and not read. It lives in the
 * worker's memory, and is gone with it.
 */
export type DataKey = CryptoKey;

/** The bytes of a new data key. Whoever asks for them hands them to `spend`. */
export const newDataKeyBytes = (randomBytes: RandomBytes): Uint8Array<ArrayBuffer> =>
  randomBytes(dataKeyBytes);

/** The data key of its bytes. */
export const importDataKey = (bytes: Uint8Array<ArrayBuffer>): Promise<DataKey> =>
  crypto.subtle.importKey('raw', bytes, { name: 'AES-GCM' }, false, ['encrypt', 'decrypt']);

/**
 * Works with secret bytes and overwrites them afterwards, whatever comes of it. The engine may have made copies; this
 * keeps the time short, it cannot make it none.
 */
export const spend = async <Value>(bytes: Uint8Array, work: () => Promise<Value>): Promise<Value> => {
  try {
    return await work();
  } finally {
    bytes.fill(0);
  }
};
