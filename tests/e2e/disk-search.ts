import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { constants, inflateRawSync } from 'node:zlib';
import { blocksOfTable, recordsOfLog } from './leveldb.ts';

/** All that somebody could read who took the disk: each file of the profile. */
const filesIn = async (folder: string): Promise<{ name: string; bytes: Buffer }[]> => {
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const read = files
    .filter((file) => file.isFile())
    .map(async ({ parentPath, name }) => {
      // A running browser removes files of its own while they are read.
      const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
      return { name: join(parentPath, name).slice(folder.length + 1), bytes };
    });
  return Promise.all(read);
};

const utf16be = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

/** Base64 of the bytes at each of the three places where they may begin, without what depends on what stands beside. */
const base64Of = (bytes: Buffer): Buffer[] =>
  [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes, Buffer.alloc(2)]).toString('base64');
    return Buffer.from(
      encoded.slice(Math.ceil((shift * 8) / 6), Math.floor(((shift + bytes.length) * 8) / 6)),
    );
  });

/** The word as it may lie on a disk: UTF-8 and UTF-16 both ways round, large and small, each also in base64. */
const disguisesOf = (word: string): Buffer[] =>
  [word, word.toUpperCase()]
    .flatMap((each) => [Buffer.from(each), Buffer.from(each, 'utf16le'), utf16be(each)])
    .flatMap((bytes) => [bytes, ...base64Of(bytes)]);

const tolerant = { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 64 * 1024 * 1024 };

/** What is packed from there on, without a head of its own; nothing where it only looked like that. */
const unpack = (packed: Buffer): Buffer[] => {
  try {
    return [inflateRawSync(packed, tolerant)];
  } catch {
    return [];
  }
};

/** How gzip and zlib begin, and how long their heads are. */
const beginnings: readonly (readonly [begin: Buffer, head: number])[] = [
  [Buffer.from([0x1f, 0x8b, 0x08, 0x00]), 10],
  [Buffer.from([0x78, 0x01]), 2],
  [Buffer.from([0x78, 0x9c]), 2],
  [Buffer.from([0x78, 0xda]), 2],
];
const mostBeginnings = 200;

/** What is packed within the bytes by gzip or zlib. */
const packedIn = (bytes: Buffer): Buffer[] =>
  beginnings.flatMap(([begin, head]) => {
    const found: Buffer[] = [];
    for (let at = bytes.indexOf(begin); at !== -1 && found.length < mostBeginnings;) {
      found.push(...unpack(bytes.subarray(at + head)));
      at = bytes.indexOf(begin, at + 1);
    }
    return found;
  });

/** The file as it is, and all that can be unpacked of it. */
const layersOf = (name: string, bytes: Buffer): Buffer[] => {
  const isLevel = /(indexeddb|leveldb|Local Storage|Session Storage|shared_proto_db)/i.test(name);
  const layers = [bytes];
  if (isLevel && name.endsWith('.log')) layers.push(recordsOfLog(bytes));
  if (/\.(ldb|sst)$/.test(name)) layers.push(...blocksOfTable(bytes));
  return [...layers, ...packedIn(bytes)];
};

const excerptOf = (bytes: Buffer, at: number): string =>
  bytes.toString('latin1', Math.max(0, at - 20), at + 50).replaceAll(/[^\x20-\x7e]/g, '·');

/** Where a word can be found in the files of a folder, however it is written or packed; with what stands around it. */
export const findOnDisk = async (folder: string, word: string): Promise<string[]> => {
  const disguises = disguisesOf(word);
  const found: string[] = [];
  for (const { name, bytes } of await filesIn(folder)) {
    for (const layer of layersOf(name, bytes)) {
      for (const disguise of disguises) {
        const at = layer.indexOf(disguise);
        if (at !== -1) found.push(`${name}: ${excerptOf(layer, at)}`);
      }
    }
  }
  return found;
};
