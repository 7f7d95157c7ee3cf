import { crc32, inflateRawSync } from 'node:zlib';
import { fail, succeed, type Result } from '#domain/result.ts';

/** What an archive may hold: how many files, how many bytes of them together once they are unpacked. */
export interface ArchiveLimits {
  readonly mostFiles: number;
  readonly mostBytes: number;
}

export type ArchiveProblem = 'not-a-zip' | 'encrypted' | 'too-many-files' | 'too-large-unpacked' | 'damaged';

const endOfDirectory = 0x06054b50;
const endLength = 22;
const longestComment = 65_535;
const directoryEntry = 0x02014b50;
const entryLength = 46;
const localHeader = 0x04034b50;
const localLength = 30;

interface Entry {
  readonly name: string;
  readonly method: number;
  readonly crc: number;
  readonly packed: number;
  readonly unpacked: number;
  readonly offset: number;
}

/** Where the end of the central directory begins, or -1. */
const findEnd = (bytes: Buffer): number => {
  const first = Math.max(0, bytes.length - endLength - longestComment);
  for (let at = bytes.length - endLength; at >= first; at -= 1)
    if (bytes.readUInt32LE(at) === endOfDirectory) return at;
  return -1;
};

const readDirectory = (bytes: Buffer, { mostFiles }: ArchiveLimits): Result<Entry[], ArchiveProblem> => {
  const end = findEnd(bytes);
  if (end < 0) return fail('not-a-zip');
  const count = bytes.readUInt16LE(end + 10);
  if (count > mostFiles) return fail('too-many-files');
  const entries: Entry[] = [];
  let at = bytes.readUInt32LE(end + 16);
  for (let each = 0; each < count; each += 1) {
    if (at + entryLength > end || bytes.readUInt32LE(at) !== directoryEntry) return fail('damaged');
    if ((bytes.readUInt16LE(at + 8) & 1) === 1) return fail('encrypted');
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + entryLength, at + entryLength + nameLength);
    entries.push({
      name,
      method: bytes.readUInt16LE(at + 10),
      crc: bytes.readUInt32LE(at + 16),
      packed: bytes.readUInt32LE(at + 20),
      unpacked: bytes.readUInt32LE(at + 24),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += entryLength + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return succeed(entries);
};

/** The contents of an entry; undefined where they are not what the directory says. */
const unpack = (bytes: Buffer, { offset, packed, unpacked, method, crc }: Entry): Buffer | undefined => {
  if (offset + localLength > bytes.length || bytes.readUInt32LE(offset) !== localHeader) return undefined;
  const from = offset + localLength + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const content = bytes.subarray(from, from + packed);
  try {
    // The directory may lie: what is more than it says stops the unpacking.
    const made =
      method === 0
        ? content
        : method === 8 && unpacked > 0
          ? inflateRawSync(content, { maxOutputLength: unpacked })
          : Buffer.alloc(0);
    return made.length === unpacked && crc32(made) === crc ? made : undefined;
  } catch (error) {
    if (error instanceof Error && 'code' in error) return undefined;
    throw error;
  }
};

/**
 * Unpacks a zip (PKWARE APPNOTE 4.3; neither ZIP64 nor encryption) whose size unpacked is measured before anything is
 * unpacked, so that no bomb goes off. Gives the files that `isWanted` by their names.
 */
export const readArchive = (
  of: Uint8Array,
  limits: ArchiveLimits,
  isWanted: (name: string) => boolean = () => true,
): Result<ReadonlyMap<string, Uint8Array>, ArchiveProblem> => {
  const bytes = Buffer.from(of.buffer, of.byteOffset, of.byteLength);
  const directory = readDirectory(bytes, limits);
  if (!directory.ok) return directory;
  const total = directory.value.reduce((sum, each) => sum + each.unpacked, 0);
  if (total > limits.mostBytes) return fail('too-large-unpacked');
  const files = new Map<string, Uint8Array>();
  for (const entry of directory.value) {
    if (entry.name.endsWith('/') || !isWanted(entry.name)) {
      files.set(entry.name, new Uint8Array());
      continue;
    }
    const content = unpack(bytes, entry);
    if (content === undefined) return fail('damaged');
    files.set(entry.name, content);
  }
  return succeed(files);
};
