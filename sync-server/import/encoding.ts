import type { CsvSource } from './csv-source.ts';

export type Encoding = 'utf-8' | 'utf-16le' | 'windows-1252';

/** What a first reading tells: the encoding, and the beginning of the text. `null`: no text file. */
export interface Preview {
  encoding: Encoding;
  beginning: string;
}

const beginningSize = 65_536;

/**
 * Reads the source through once. A byte order mark decides; else text that is valid UTF-8 to the end is that,
 * and any other is Windows-1252, in which every byte is a character. A zip (a workbook) or zero bytes: `null`.
 */
export async function readPreview(source: CsvSource): Promise<Preview | null> {
  const utf8 = new TextDecoder('utf-8', { fatal: true });
  const pieces: Uint8Array[] = [];
  let size = 0;
  let isUtf8 = true;
  for await (const piece of source.open()) {
    if (size < beginningSize) pieces.push(piece);
    size += piece.length;
    isUtf8 &&= decodes(utf8, piece);
    if (!isUtf8 && size >= beginningSize) break;
  }
  isUtf8 &&= decodes(utf8);
  const beginning = Buffer.concat(pieces).subarray(0, beginningSize);
  const isUtf16 = beginning[0] === 0xff && beginning[1] === 0xfe;
  if (!isUtf16 && (beginning.includes(0) || beginning.subarray(0, 4).equals(zipMark))) return null;
  const encoding = isUtf16 ? 'utf-16le' : isUtf8 ? 'utf-8' : 'windows-1252';
  return { encoding, beginning: new TextDecoder(encoding).decode(beginning) };
}

const zipMark = Buffer.from([0x50, 0x4b, 0x03, 0x04]);

/** Whether the next piece (or, without one, the end) is valid in the decoder's encoding. */
function decodes(decoder: InstanceType<typeof TextDecoder>, piece?: Uint8Array): boolean {
  try {
    decoder.decode(piece, { stream: piece !== undefined });
    return true;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}

/** The source as text, without byte order mark. */
export async function* decode(source: CsvSource, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding);
  for await (const piece of source.open()) yield decoder.decode(piece, { stream: true });
  yield decoder.decode();
}
