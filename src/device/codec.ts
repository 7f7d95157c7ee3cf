/**
 * How a record becomes opaque bytes. Always done before a transaction opens: a transaction does not wait for
 * anything but the database. The vault puts encryption here; until then the bytes are plain.
 */
export interface Codec {
  /** `place` is what the bytes are bound to: store and id. */
  encode(place: string, value: unknown): Promise<Uint8Array>;
  /** The value, or undefined where the bytes are not of that place or of no format known. */
  decode(place: string, bytes: Uint8Array): Promise<unknown>;
}

/** First byte of a record: how the rest is written. */
const plainFormat = 0;

/** Writes records as UTF-8 JSON behind a format byte. */
export const createPlainCodec = (): Codec => {
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    encode: async (_place, value) => {
      const json = encoder.encode(JSON.stringify(value));
      const bytes = new Uint8Array(json.length + 1);
      bytes[0] = plainFormat;
      bytes.set(json, 1);
      return bytes;
    },
    decode: async (_place, bytes) => {
      if (bytes[0] !== plainFormat) return undefined;
      const value: unknown = JSON.parse(decoder.decode(bytes.subarray(1)));
      return value;
    },
  };
};
