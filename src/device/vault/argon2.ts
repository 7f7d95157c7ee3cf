import { argon2id } from 'hash-wasm';
import type { PassphraseSlot } from './slot.ts';

type Parameters = Pick<PassphraseSlot, 'memoryKib' | 'passes' | 'lanes'>;

/** 32 bytes of Argon2id, version 1.3 (RFC 9106). In a file of its own, so that its WebAssembly is loaded when it is needed. */
export const argon2idOf = async (
  password: string,
  salt: Uint8Array,
  { memoryKib, passes, lanes }: Parameters,
): Promise<Uint8Array> => {
  const start = performance.now();
  const hash = await argon2id({
    password,
    salt,
    memorySize: memoryKib,
    iterations: passes,
    parallelism: lanes,
    hashLength: 32,
    outputType: 'binary',
  });
  // It is the larger part of an unlocking, and meant to be: told apart in the browser's profiler and in benchmarks.
  performance.measure('argon2id', { start });
  return hash;
};
