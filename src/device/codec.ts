import { fail, succeed, type Result } from '#domain/result.ts';

/**
 * What a record's bytes are bound to. `revision` goes up with each write of the same record, so that bytes of an
 * earlier write do not pass for those of the last.
 */
export interface Place {
  readonly store: string;
  readonly id: string;
  readonly revision: number;
}

/**
 * Why bytes give no value:
 * - changed: they are not what was written at that place at that revision
 * - unknown-format: no version of Följsam that this one knows has written them
 */
export type Unreadable = 'changed' | 'unknown-format';

/**
 * How a record becomes opaque bytes. Always done before a transaction opens: a transaction does not wait for
 * anything but the database. The vault's codec encrypts; the plain one keeps the same rules in clear text.
 */
export interface Codec {
  encode(place: Place, value: unknown): Promise<Uint8Array>;
  /** The value that was written at that place; bytes from anywhere else are refused. */
  decode(place: Place, bytes: Uint8Array): Promise<Result<unknown, Unreadable>>;
}

/** First byte of a record: how the rest is written. */
const plainFormat = 0;

/** The place in one line. No store and no id holds the stroke that divides them. */
export const placeLine = ({ store, id, revision }: Place, schemaVersion: number): string =>
  [store, id, schemaVersion, revision].join('|');

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    // Not what was written: the caller answers for it.
    return undefined;
  }
};

/** Writes records as UTF-8 JSON, with the place that they are of, behind a format byte. */
export const createPlainCodec = (): Codec => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    encode: async (place, value) => {
      const json = encoder.encode(JSON.stringify([placeLine(place, plainFormat), value]));
      const bytes = new Uint8Array(json.length + 1);
      bytes[0] = plainFormat;
      bytes.set(json, 1);
      return bytes;
    },
    decode: async (place, bytes) => {
      if (bytes[0] !== plainFormat) return fail('unknown-format');
      const read = parse(decoder.decode(bytes.subarray(1)));
      if (!Array.isArray(read) || read[0] !== placeLine(place, plainFormat)) return fail('changed');
      const value: unknown = read[1];
      return succeed(value);
    },
  };
};
