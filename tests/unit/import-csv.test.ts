import { isAscii, isUtf8 } from 'node:buffer';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readRecords, type CsvProblem } from '#server/import/csv.ts';
import { bytesSource } from '#server/import/csv-source.ts';

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const mark = (...bytes: number[]): string => String.fromCodePoint(...bytes);

/** Latin-1 is what Windows-1252 is but for 0x80 to 0x9F, which the tests leave out here. */
const latin1 = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'latin1'));

async function read(
  bytes: Uint8Array,
  pieceSize?: number,
): Promise<{ rows: [number, string[]][]; problems: CsvProblem[] }> {
  const rows: [number, string[]][] = [];
  const problems: CsvProblem[] = [];
  for await (const record of readRecords(bytesSource(bytes, pieceSize))) {
    if (record.ok) rows.push([record.value.row, record.value.cells]);
    else problems.push(record.problem);
  }
  return { rows, problems };
}

const readCells = async (text: string): Promise<string[][]> =>
  (await read(utf8(text))).rows.map(([, cells]) => cells);

describe('the CSV reader', () => {
  it.each([
    ['semicolon', 'Nyckel;Namn\na;b,c'],
    ['comma', 'Nyckel,Namn\na,"b,c"'],
    ['tab', 'Nyckel\tNamn\na\tb,c'],
    ['Excel’s own word for it', 'sep=,\nNyckel,Namn\na,"b,c"'],
  ])('finds the delimiter: %s', async (_name, text) => {
    expect(await readCells(text)).toEqual([
      ['Nyckel', 'Namn'],
      ['a', 'b,c'],
    ]);
  });

  it.each([
    ['LF', '\n'],
    ['CRLF', '\r\n'],
    ['CR', '\r'],
  ])('takes line ends: %s', async (_name, end) => {
    const text = ['a;b', '1;2', '3;4'].join(end);
    const expected = [
      ['a', 'b'],
      ['1', '2'],
      ['3', '4'],
    ];
    expect(await readCells(text)).toEqual(expected);
    expect(await readCells(text + end + end)).toEqual(expected);
  });

  it.each([
    ['UTF-8', utf8('Ansvarig nämnd;Å\nHägersten;Östra')],
    ['UTF-8 with byte order mark', utf8(`${mark(0xfeff)}Ansvarig nämnd;Å\nHägersten;Östra`)],
    ['UTF-8, decomposed', utf8('Ansvarig nämnd;Å\nHägersten;Östra'.normalize('NFD'))],
    ['Windows-1252', latin1('Ansvarig nämnd;Å\nHägersten;Östra')],
    ['UTF-16', Uint8Array.from(Buffer.from(`${mark(0xfeff)}Ansvarig nämnd;Å\nHägersten;Östra`, 'utf16le'))],
  ])('takes the encoding: %s', async (_name, bytes) => {
    const expected = [
      [1, ['Ansvarig nämnd', 'Å']],
      [2, ['Hägersten', 'Östra']],
    ];
    expect((await read(bytes)).rows).toEqual(expected);
    expect((await read(bytes, 1)).rows).toEqual(expected);
  });

  it('reads the characters that Windows-1252 has and Latin-1 has not', async () => {
    const bytes = Uint8Array.from([...latin1('a;b\n'), 0x80, 0x3b, 0x96]);
    expect((await read(bytes)).rows).toEqual([
      [1, ['a', 'b']],
      [2, ['€', '–']],
    ]);
  });

  it('takes a file for Windows-1252 when the first wrong byte comes late', async () => {
    const bytes = latin1(`a;b\n${'x;y\n'.repeat(50_000)}å;ö\n`);
    const { rows } = await read(bytes);
    expect(rows.at(-1)).toEqual([50_002, ['å', 'ö']]);
  });

  it('counts rows as a spreadsheet: empty ones count, breaks inside quotes do not', async () => {
    const text = 'a;b\r\n\r\n"en\r\ntvå";2\r\n;\r\n3;4\r\n\r\n\r\n';
    expect((await read(utf8(text))).rows).toEqual([
      [1, ['a', 'b']],
      [3, ['en\r\ntvå', '2']],
      [5, ['3', '4']],
    ]);
  });

  it('keeps a quotation mark inside an unquoted cell, and spaces around a quoted one do not matter', async () => {
    expect(await readCells('a;b\nHemmet "Eken" ; "x;y" \n')).toEqual([
      ['a', 'b'],
      ['Hemmet "Eken"', 'x;y'],
    ]);
  });

  it('names the row in which a quotation mark is never closed', async () => {
    const { rows, problems } = await read(utf8('a;b\n1;2\n3;"4\n5;6\n'));
    expect(rows).toHaveLength(2);
    expect(problems).toEqual([{ code: 'quote-not-closed', row: 3 }]);
  });

  it('stops at a record of more than a million characters', async () => {
    const { problems } = await read(utf8(`a;b\n1;"${'lång rad\n'.repeat(200_000)}`));
    expect(problems).toEqual([{ code: 'record-too-long', row: 2 }]);
  });

  it('refuses a workbook and other binary files', async () => {
    const notText = { rows: [], problems: [{ code: 'not-text', row: null }] };
    expect(await read(Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 1, 2]))).toEqual(notText);
    expect(await read(Uint8Array.from([65, 0, 66]))).toEqual(notText);
  });

  it('finds nothing in an empty file', async () => {
    expect(await read(new Uint8Array())).toEqual({ rows: [], problems: [] });
  });

  it('passes on a failure to read', async () => {
    const source = {
      open: async function* () {
        yield utf8('a;b\n');
        await Promise.reject(new Error('The disk is gone'));
      },
    };
    await expect(readRecords(source).next()).rejects.toThrow('The disk is gone');
  });

  it('takes bytes that can be read as UTF-8 and as Windows-1252 for UTF-8', async () => {
    const [either, other] = [latin1('a;b\nß§;2\n'), latin1('a;b\nß§;å\n')];
    expect((await read(either)).rows[1]).toEqual([2, ['\u07e7', '2']]);
    expect((await read(other)).rows[1]).toEqual([2, ['ß§', 'å']]);
  });

  it('gives back what was written, whatever the delimiter, line end, encoding and pieces', async () => {
    const character = fc.constantFrom(...'abåäöÅÄÖéÜß 1";,\t\n\r|§');
    const cell = fc
      .array(character, { maxLength: 12 })
      .map((characters) => characters.join('').trim())
      .filter((text) => !/^sep=/i.test(text));
    const table = fc
      .integer({ min: 2, max: 5 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom(';', ',', '\t'),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.constantFrom('utf-8', 'utf-8-bom', 'latin1', 'utf-16'),
        fc.integer({ min: 1, max: 40 }),
        async (table, delimiter, lineEnd, encoding, pieceSize) => {
          const heading = (table[0] ?? []).map((_cell, index) => `Rubrik ${index}`);
          const written = [heading, ...table]
            .map((row) => row.map((text) => `"${text.replaceAll('"', '""')}"`).join(delimiter))
            .join(lineEnd);
          const bytes = {
            'utf-8': () => utf8(written),
            'utf-8-bom': () => utf8(mark(0xfeff) + written),
            latin1: () => latin1(written),
            'utf-16': () => Uint8Array.from(Buffer.from(mark(0xfeff) + written, 'utf16le')),
          }[encoding]();
          // Rarely bytes can be read as either; then they are UTF-8, as what comes next says.
          fc.pre(encoding !== 'latin1' || !isUtf8(bytes) || isAscii(bytes));
          const expected = [heading, ...table]
            .map((cells, index): [number, string[]] => [index + 1, cells])
            .filter(([, cells]) => cells.some((text) => text !== ''));
          expect(await read(bytes, pieceSize)).toEqual({ rows: expected, problems: [] });
        },
      ),
      { numRuns: 300 },
    );
  });
});
