/** A number of seven bits a byte, the lowest first, and where what follows it begins. */
export const varint = (bytes: Buffer, at: number): [value: number, next: number] => {
  let value = 0;
  for (let next = at; next < bytes.length && next < at + 6; next += 1) {
    const byte = bytes[next] ?? 0;
    value += (byte & 0x7f) * 2 ** (7 * (next - at));
    if (byte < 0x80) return [value, next + 1];
  }
  return [0, bytes.length];
};

/** What Snappy (its raw format) made smaller; undefined where it is none of that. */
export const unsnappy = (packed: Buffer): Buffer | undefined => {
  const [length, begin] = varint(packed, 0);
  if (length === 0 || length > 64 * 1024 * 1024) return undefined;
  const whole = Buffer.alloc(length);
  let [at, filled] = [begin, 0];
  while (at < packed.length && filled < length) {
    const tag = packed[at] ?? 0;
    at += 1;
    if ((tag & 3) === 0) {
      let count = (tag >> 2) + 1;
      if (count > 60) {
        const more = count - 60;
        if (at + more > packed.length) return undefined;
        count = packed.readUIntLE(at, more) + 1;
        at += more;
      }
      filled += packed.copy(whole, filled, at, at + count);
      at += count;
      continue;
    }
    const wide = tag & 3;
    const offsetBytes = wide === 3 ? 4 : wide;
    if (at + offsetBytes > packed.length) return undefined;
    const count = wide === 1 ? ((tag >> 2) & 7) + 4 : (tag >> 2) + 1;
    const offset = wide === 1 ? ((tag >> 5) << 8) | (packed[at] ?? 0) : packed.readUIntLE(at, offsetBytes);
    at += offsetBytes;
    if (offset === 0 || offset > filled) return undefined;
    // It may run into what it has just written.
    for (let copied = 0; copied < count && filled < length; copied += 1, filled += 1) {
      whole[filled] = whole[filled - offset] ?? 0;
    }
  }
  return filled === length ? whole : undefined;
};
