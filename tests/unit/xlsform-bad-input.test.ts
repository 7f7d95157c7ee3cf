import { strToU8, unzipSync, zipSync } from 'fflate';
import { describe, expect, test } from 'vitest';
import { importBytes, importSheets, workbookOf } from './workbook-builder.ts';

const sound = { survey: 'type | name | label\ntext | a | A', settings: 'form_id\ntest' };
const survey = 'xl/worksheets/sheet1.xml';

/** The workbook with one of its files changed; those that it lacks are added. */
const changed = async (change: (files: Record<string, Uint8Array>) => void): Promise<Uint8Array> => {
  const files = unzipSync(await workbookOf(sound));
  change(files);
  return zipSync(files);
};
const inSurvey = (from: string | RegExp, to: string) =>
  changed((files) => {
    const before = new TextDecoder().decode(files[survey]);
    const after = before.replace(from, to);
    if (after === before) throw new Error(`the sheet has no ${String(from)}`);
    files[survey] = strToU8(after);
  });
const faultsOf = async (bytes: Uint8Array) => (await importBytes(bytes)).faults;

test('what the cases below change can be imported', async () => {
  expect((await importSheets(sound)).faults).toEqual([]);
  expect(await faultsOf(await changed(() => undefined))).toEqual([]);
});

describe('is refused before it is read', () => {
  test('a file of 50 MB', async () => {
    expect(await faultsOf(new Uint8Array(50_000_000))).toEqual(['The file is larger than 10 MB.']);
  });

  test('what is no workbook', async () => {
    const words = 'The file is no workbook in the format xlsx.';
    expect(await faultsOf(new Uint8Array())).toEqual([words]);
    expect(await faultsOf(strToU8('type,name,label'))).toEqual([words]);
    expect(await faultsOf(zipSync({ 'survey.csv': strToU8('type') }))).toEqual([words]);
  });

  test('an old workbook', async () => {
    expect(await faultsOf(Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1))).toEqual([
      'The file is in the old format xls, or has a password. Save it as xlsx without a password.',
    ]);
  });

  test('a zip bomb', async () => {
    const bomb = await changed((files) => {
      files['xl/sharedStrings.xml'] = new Uint8Array(21_000_000);
    });
    expect(bomb.length).toBeLessThan(100_000);
    expect(await faultsOf(bomb)).toEqual(['The file is larger than 20 MB when unpacked.']);
  });

  test('a zip bomb that lies about its size', async () => {
    const bomb = Buffer.from(
      await changed((files) => {
        files['xl/sharedStrings.xml'] = new Uint8Array(21_000_000);
      }),
    );
    const size = Buffer.alloc(4);
    size.writeUInt32LE(21_000_000);
    for (let at = bomb.indexOf(size); at >= 0; at = bomb.indexOf(size, at)) bomb.writeUInt32LE(100, at);
    expect(await faultsOf(bomb)).toEqual(['The file is damaged and cannot be read.']);
  });

  test('more files than a workbook has', async () => {
    const many = Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`f${at}`, new Uint8Array()]));
    expect(await faultsOf(zipSync(many))).toEqual(['The archive has more than 1000 files.']);
  });

  test('entities, of a file or of one another', async () => {
    const types = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd"><!ENTITY f "&e;&e;&e;&e;">]>';
    const declared = await inSurvey(/^(<\?xml[^>]*>)?/, `$1${types}`);
    expect(await faultsOf(declared)).toEqual(['The file is damaged and cannot be read.']);
  });

  test('a file that is cut short', async () => {
    const whole = await workbookOf(sound);
    for (const part of [0.2, 0.5, 0.9]) {
      const faults = await faultsOf(whole.subarray(0, whole.length * part));
      expect(faults).toEqual(['The file is no workbook in the format xlsx.']);
    }
  });

  test('bytes that were changed on the way', async () => {
    const whole = await workbookOf(sound);
    for (let at = 60; at < whole.length; at += 97) {
      const flipped = Buffer.from(whole);
      flipped[at] = (flipped[at] ?? 0) ^ 0xff;
      const { document, faults } = await importBytes(flipped);
      expect(document !== undefined || faults.length > 0).toBe(true);
    }
  });

  test('macros', async () => {
    const bytes = await changed((files) => {
      files['xl/vbaProject.bin'] = Uint8Array.of(1);
    });
    expect(await faultsOf(bytes)).toEqual(['The workbook has macros. Save it as xlsx without macros.']);
  });
});

describe('is refused with its cell', () => {
  test('a formula', async () => {
    const bytes = await inSurvey(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>1+1</f><v>2</v></c>');
    expect(await faultsOf(bytes)).toEqual(['survey!B2: The cell has a formula. Write the value instead.']);
  });

  test('an error value', async () => {
    const bytes = await inSurvey(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2" t="e"><v>#REF!</v></c>');
    expect(await faultsOf(bytes)).toEqual(['survey!B2: The cell has an error value.']);
  });

  test('merged cells', async () => {
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="B2:C3"/></mergeCells>';
    expect(await faultsOf(await inSurvey('</sheetData>', merged))).toEqual([
      'survey!B2: Cells are merged. Split them.',
    ]);
  });

  test('10,000 columns', async () => {
    const header = ['type', 'name', ...Array.from({ length: 9_998 }, (_, at) => `c${at}`)].join('|');
    expect((await importSheets({ ...sound, survey: `${header}\ntext|a` })).faults).toEqual([
      'survey!SG1: The sheet has more than 500 columns.',
    ]);
  });

  test('one cell far out', async () => {
    const bytes = await inSurvey(
      '</sheetData>',
      '<row r="1048576"><c r="A1048576"><v>1</v></c></row></sheetData>',
    );
    expect(await faultsOf(bytes)).toEqual(['survey!A1048576: The sheet has more than 50000 rows.']);
  });

  test('not an empty cell that only has looks, far out', async () => {
    const bytes = await inSurvey(
      '</sheetData>',
      '<row r="5"><c r="AMJ5" s="0"/><c r="AMK5" s="0"></c></row><row r="1048576"><c r="A1048576"/></row></sheetData>',
    );
    expect(await faultsOf(bytes)).toEqual([]);
  });

  test('not what stands in a sheet that is not read', async () => {
    const files = unzipSync(await workbookOf({ ...sound, notes: 'a | b\nc | d' }));
    const notes = 'xl/worksheets/sheet3.xml';
    const before = new TextDecoder().decode(files[notes]);
    const merged = '</sheetData><mergeCells count="1"><mergeCell ref="A1:B1"/></mergeCells>';
    files[notes] = strToU8(
      before
        .replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>1+1</f><v>2</v></c><c r="ZZZ2"><v>1</v></c>')
        .replace('</sheetData>', merged),
    );
    const { document, faults, notes: said } = await importBytes(zipSync(files));
    expect([document?.id, faults]).toEqual(['test', []]);
    expect(said).toContain('notes: The sheet “notes” is not read.');
  });

  test('more rows than anybody answers', async () => {
    const rows = Array.from({ length: 5_001 }, (_, at) => `text | a${at} | A`);
    const { faults } = await importSheets({ ...sound, survey: ['type | name | label', ...rows].join('\n') });
    expect(faults).toEqual(['survey!A5002: The sheet has more than 5000 rows.']);
  });

  test('a text that is too long for any document', async () => {
    const { faults } = await importSheets({
      ...sound,
      survey: `type | name | label\ntext | a | ${'x'.repeat(20_001)}`,
    });
    expect(faults).toEqual(['survey!C2: The text is longer than 20000 characters.']);
  });

  test('groups that lie too deep', async () => {
    const begin = Array.from({ length: 30 }, (_, at) => `begin_group | g${at} | G`);
    const end = Array.from({ length: 30 }, () => 'end_group |  | ');
    const { faults } = await importSheets({
      ...sound,
      survey: ['type | name | label', ...begin, ...end].join('\n'),
    });
    expect(faults[0]).toBe('survey!A22: Groups lie deeper than 20.');
  });
});
