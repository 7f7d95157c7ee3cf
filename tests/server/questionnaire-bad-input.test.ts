import { execFile } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, unzipSync, zipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod/mini';
import { workbookOf } from '../unit/workbook-builder.ts';

const command = join(import.meta.dirname, '../../sync-server/cli/questionnaire.ts');
/** Has the command say at its end what it took: kilobytes of memory at most, microseconds of the processor. */
const measure = `data:text/javascript,${encodeURIComponent(
  "process.on('exit', () => { const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();" +
    'console.log(JSON.stringify({ maxRSS, time: userCPUTime + systemCPUTime })); });',
)}`;
const measured = z.object({ maxRSS: z.number(), time: z.number() });

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-bad-input-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true });
});

/** Imports the file by the real command, in a process of its own. */
const importing = (
  path: string,
): Promise<{ said: string; status: number; memory: number; seconds: number }> => {
  const { promise, resolve } = Promise.withResolvers<{
    said: string;
    status: number;
    memory: number;
    seconds: number;
  }>();
  const child = execFile(
    process.execPath,
    ['--import', measure, command, 'import', path, '--lang', 'en'],
    { env: { DATA_DIR: join(folder, 'data') }, timeout: 60_000 },
    (_error, stdout, stderr) => {
      const { maxRSS, time } = measured.parse(JSON.parse(stdout.trim().split('\n').at(-1) ?? ''));
      resolve({ said: stderr, status: child.exitCode ?? -1, memory: maxRSS / 1024, seconds: time / 1e6 });
    },
  );
  return promise;
};

const sound = { survey: 'type | name | label\ntext | a | A', settings: 'form_id\ntest' };
const survey = (rows: string, header = 'type | name | label | calculation | relevant') =>
  workbookOf({ ...sound, survey: `${header}\n${rows}` });
const changed = async (path: string, change: (was: string) => string): Promise<Uint8Array> => {
  const files = unzipSync(await workbookOf(sound));
  files[path] = strToU8(change(new TextDecoder().decode(files[path])));
  return zipSync(files);
};
const sheet = 'xl/worksheets/sheet1.xml';
const repeated = (count: number, make: (at: number) => string) =>
  Array.from({ length: count }, (_, at) => make(at));

test.each<[string, string, () => Promise<Uint8Array> | 'large']>([
  ['a workbook of 50 MB', 'The file is larger than 10 MB.', () => 'large'],
  [
    'a zip bomb',
    'The file is larger than 20 MB when unpacked.',
    async () => {
      const files = unzipSync(await workbookOf(sound));
      return zipSync({ ...files, 'xl/sharedStrings.xml': new Uint8Array(30_000_000) });
    },
  ],
  [
    'a formula',
    'survey!B2: The cell has a formula.',
    () => changed(sheet, (xml) => xml.replace(/<c r="B2"[^>]*>.*?<\/c>/, '<c r="B2"><f>1+1</f><v>2</v></c>')),
  ],
  ['macros', 'The workbook has macros.', () => changed('xl/vbaProject.bin', () => 'x')],
  [
    '10,000 columns',
    'survey!SG1: The sheet has more than 500 columns.',
    () => survey('text | a', ['type', 'name', ...repeated(9_998, (at) => `c${at}`)].join('|')),
  ],
  [
    'merged cells',
    'survey!B2: Cells are merged.',
    () =>
      changed(sheet, (xml) =>
        xml.replace('</sheetData>', '</sheetData><mergeCells><mergeCell ref="B2:C3"/></mergeCells>'),
      ),
  ],
  [
    'a sheet with other casing',
    'The sheet is called “Survey”. It is to be called “survey”.',
    () => workbookOf({ Survey: sound.survey }),
  ],
  [
    'smart quotes in an expression',
    'survey!E3: Typographic quotation marks: write straight ones.',
    () => survey('text | a | A | | \ntext | b | B | | ${a} = ‘yes’'),
  ],
  [
    'a name with a space in it',
    'survey!E2: “name with space” is no name of a question.',
    () => survey("text | a | A | | ${name with space} = 'yes'"),
  ],
  [
    'calculations that go in a circle, of 1,000 questions',
    'survey!D2: The questions depend on one another in a circle',
    () => survey(repeated(1_000, (at) => `calculate | q${at} | | \${q${(at + 1) % 1_000}} + 1 |`).join('\n')),
  ],
])(
  '%s: says where, takes little, changes nothing',
  async (name, words, make) => {
    const path = join(folder, `${name.replaceAll(/\W+/g, '-')}.xlsx`);
    const bytes = make();
    writeFileSync(path, bytes === 'large' ? '' : await bytes);
    if (bytes === 'large') truncateSync(path, 50_000_000);
    const { said, status, memory, seconds } = await importing(path);
    expect(said).toContain(words);
    expect(status).toBe(1);
    expect(memory).toBeLessThan(500);
    // Of the processor, and not of the clock: how busy the machine is says nothing of the file.
    expect(seconds).toBeLessThan(5);
    expect(existsSync(join(folder, 'data'))).toBe(false);
  },
  60_000,
);
