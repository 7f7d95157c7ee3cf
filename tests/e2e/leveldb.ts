import { unsnappy, varint } from './snappy.ts';

const logBlock = 32 * 1024;
const headerBytes = 7;

/** The records of a log of LevelDB without the headers that stand within them at each 32 kB. */
export const recordsOfLog = (bytes: Buffer): Buffer => {
  const parts: Buffer[] = [];
  for (let block = 0; block < bytes.length; block += logBlock) {
    const end = Math.min(block + logBlock, bytes.length);
    for (let at = block; at + headerBytes <= end;) {
      const length = bytes.readUInt16LE(at + 4);
      parts.push(bytes.subarray(at + headerBytes, Math.min(at + headerBytes + length, end)));
      at += headerBytes + length;
    }
  }
  return Buffer.concat(parts);
};

const footerBytes = 48;
const trailerBytes = 5;

/** A block of a table, unpacked; undefined where it lies outside, or is packed as LevelDB does not. */
const blockAt = (bytes: Buffer, offset: number, size: number): Buffer | undefined => {
  if (offset + size + trailerBytes > bytes.length) return undefined;
  const packed = bytes.subarray(offset, offset + size);
  return bytes[offset + size] === 1 ? unsnappy(packed) : packed;
};

/** The blocks of a table of LevelDB, unpacked. Empty where it is no table. */
export const blocksOfTable = (bytes: Buffer): Buffer[] => {
  if (bytes.length < footerBytes) return [];
  const footer = bytes.subarray(-footerBytes);
  if (footer.readBigUInt64LE(40) !== 0xdb4775248b80fb57n) return [];
  const [, afterOffset] = varint(footer, 0);
  const [, indexAt] = varint(footer, afterOffset);
  const [indexOffset, sizeAt] = varint(footer, indexAt);
  const index = blockAt(bytes, indexOffset, varint(footer, sizeAt)[0]);
  if (index === undefined || index.length < 4) return [];
  const blocks: Buffer[] = [];
  const entriesEnd = index.length - 4 - 4 * index.readUInt32LE(index.length - 4);
  for (let at = 0; at < entriesEnd;) {
    const [, unsharedAt] = varint(index, at);
    const [unshared, valueLengthAt] = varint(index, unsharedAt);
    const [valueLength, keyAt] = varint(index, valueLengthAt);
    const [offset, blockSizeAt] = varint(index, keyAt + unshared);
    const block = blockAt(bytes, offset, varint(index, blockSizeAt)[0]);
    if (block !== undefined) blocks.push(block);
    at = keyAt + unshared + valueLength;
  }
  return blocks;
};
