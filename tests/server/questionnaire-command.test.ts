import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkFile, exportToFile, importFile, publishDraft } from '#server/questionnaires/command.ts';

const survey = 'type;name;label\ntext;a;Namn\n';
const settings = 'form_id;version\nfrom-csv;2\n';
const now = '2026-11-22T12:00:00.000Z';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-questionnaire-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

test('a folder of CSVs is stored as a draft, and goes out as a workbook that can be read', async () => {
  const environment = { DATA_DIR: join(folder, 'data') };
  const csv = join(folder, 'csv');
  mkdirSync(csv);
  writeFileSync(join(csv, 'survey.csv'), survey);
  writeFileSync(join(csv, 'settings.csv'), settings);
  const stored = await importFile(csv, 'en', environment, now);
  expect([stored.status, stored.lines[0]]).toEqual([0, 'The form from-csv version 2 is stored as a draft.']);
  expect((await importFile(csv, 'en', environment, now)).status).toBe(0);
  const path = join(folder, 'out.xlsx');
  expect((await exportToFile('from-csv@2', path, 'en', environment)).status).toBe(0);
  expect((await checkFile(path, 'sv')).lines).toEqual(['Formuläret from-csv version 2 går att använda.']);
  // A published version never changes.
  await exportToFile('individual-follow-up', join(folder, 'pilot.xlsx'), 'en', environment);
  expect((await importFile(join(folder, 'pilot.xlsx'), 'en', environment, now)).lines).toEqual([
    'Nothing has been changed. individual-follow-up version 1 is published and never changes; raise the version.',
  ]);
});

test('a draft is published from a day on, once', async () => {
  const environment = { DATA_DIR: join(folder, 'data') };
  const csv = join(folder, 'csv');
  mkdirSync(csv);
  writeFileSync(join(csv, 'survey.csv'), survey);
  writeFileSync(join(csv, 'settings.csv'), settings);
  await importFile(csv, 'en', environment, now);
  const publish = async (form: string, from?: string) => {
    const { status, lines } = await publishDraft(form, from, 'en', environment, now);
    return [status, lines[0]];
  };
  expect(await publish('from-csv@2', '2026-11-21')).toEqual([
    1,
    'Nothing has been changed. The day has been.',
  ]);
  expect(await publish('from-csv@2', '2026-12-24')).toEqual([
    0,
    'The form from-csv version 2 is published and holds from 2026-12-24.',
  ]);
  expect((await publish('from-csv@2'))[0]).toBe(2);
  expect((await publish('from-csv'))[0]).toBe(2);
});

test('a zip of CSVs is checked; a fault has its row', async () => {
  const path = join(folder, 'form.zip');
  writeFileSync(path, zipSync({ 'survey.csv': strToU8('type;name;label\ntxet;a;A\n') }));
  expect((await checkFile(path, 'sv')).lines.slice(0, 2)).toEqual([
    'Inget har ändrats. Ett fel:',
    'survey!A2: Typen ”txet” är okänd.',
  ]);
});

test('what lies beside the tables of a folder is noted, and a path that leads nowhere is told apart', async () => {
  const csv = join(folder, 'csv');
  mkdirSync(csv);
  writeFileSync(join(csv, 'survey.csv'), survey);
  writeFileSync(join(csv, 'settings.csv'), settings);
  writeFileSync(join(csv, 'readme.txt'), 'x');
  expect((await checkFile(csv, 'sv')).lines[1]).toBe('Obs: Filen ”readme.txt” läses inte.');
  await expect(checkFile(join(folder, 'nowhere'), 'sv')).rejects.toMatchObject({ code: 'ENOENT' });
});
