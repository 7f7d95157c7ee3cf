import { createReadStream } from 'node:fs';

/** Bytes that can be read from the beginning as often as needed: once to learn the encoding, once to parse. */
export interface CsvSource {
  open: () => AsyncIterable<Uint8Array>;
}

/** A file on disk, read in pieces. Reading throws when the file cannot be opened. */
export function fileSource(path: string): CsvSource {
  return { open: () => createReadStream(path) };
}

/** Bytes in memory (an upload), handed out in pieces of `pieceSize`. */
export function bytesSource(bytes: Uint8Array, pieceSize = 65_536): CsvSource {
  return {
    open: async function* () {
      for (let start = 0; start < bytes.length; start += pieceSize) {
        yield bytes.subarray(start, start + pieceSize);
      }
    },
  };
}
