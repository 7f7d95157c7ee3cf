/** How much a JSON body may hold, beside its bytes. */
export interface BodyLimits {
  /** Objects and lists within each other. */
  readonly depth: number;
  /** Members of objects and lists, all together. */
  readonly values: number;
}

const [quote, backslash, comma] = [0x22, 0x5c, 0x2c];
const opening = new Set([0x5b, 0x7b]);
const closing = new Set([0x5d, 0x7d]);

/** Where the string that begins at `start` ends; the end of the bytes where it does not. */
const endOfString = (bytes: Buffer, start: number): number => {
  for (let end = bytes.indexOf(quote, start + 1); end !== -1; end = bytes.indexOf(quote, end + 1)) {
    let before = end;
    while (bytes[before - 1] === backslash) before -= 1;
    if ((end - before) % 2 === 0) return end;
  }
  return bytes.length;
};

/**
 * Whether JSON text stays within the limits. Looked at before it is parsed: what is too deep or too many costs the
 * parser far more than its bytes. Long strings are leapt over.
 */
export const isWithin = (bytes: Buffer, { depth, values }: BodyLimits): boolean => {
  let [open, counted] = [0, 0];
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at] ?? 0;
    if (byte === quote) at = endOfString(bytes, at);
    else if (opening.has(byte)) {
      open += 1;
      counted += 1;
    } else if (closing.has(byte)) open -= 1;
    else if (byte === comma) counted += 1;
    if (open > depth || counted > values) return false;
  }
  return true;
};
