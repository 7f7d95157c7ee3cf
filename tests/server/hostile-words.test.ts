import { inflateRawSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { draftSaved, draftView, questionnaireVersion } from '#domain/office/questionnaires.ts';
import { recoveriesReply } from '#domain/recovery.ts';
import type { ReportTable } from '#domain/report/report-tables.ts';
import { tablesToCsv } from '#server/reports/csv.ts';
import { tablesToSpreadsheet } from '#server/reports/spreadsheet.ts';
import { question, section } from '../unit/small-questionnaire.ts';
import { hideThings } from './existence.ts';
import { hostileWords } from './hostile-words.ts';
import { submit, wholeAnswers } from './seed.ts';
import { startTestServer, type TestServer } from './start-server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await startTestServer();
});
afterAll(() => server.stop());

/** Every text a table has, hostile. */
const tables: readonly ReportTable[] = hostileWords.map((words) => ({
  name: 'boards',
  title: words,
  note: words,
  columns: [
    { kind: 'text', label: words },
    { kind: 'text', label: words },
  ],
  rows: [
    [
      { kind: 'text', text: words },
      { kind: 'text', text: words },
    ],
  ],
}));

/** As the makers of spreadsheets read them: what stands before does not help. */
const beginsFormula = /^[\s\u00a0\ufeff"']*[=+\-@＝＋－＠]/u;

/** The files of a ZIP archive, by name. */
const unzip = (bytes: Buffer): Map<string, string> => {
  const files = new Map<string, string>();
  let at = bytes.readUInt32LE(bytes.lastIndexOf('PK\u0005\u0006') + 16);
  while (bytes.toString('latin1', at, at + 4) === 'PK\u0001\u0002') {
    const [size, nameLength] = [bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28)];
    const start = bytes.readUInt32LE(at + 42);
    const from = start + 30 + bytes.readUInt16LE(start + 26) + bytes.readUInt16LE(start + 28);
    const content = bytes.subarray(from, from + size);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    files.set(name, (bytes.readUInt16LE(at + 10) === 0 ? content : inflateRawSync(content)).toString('utf8'));
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return files;
};

/** The names of all elements, with those of their attributes. */
const elementsIn = (markup: string): Set<string> =>
  new Set(
    [...markup.matchAll(/<([^<>]*)>/g)].map(([, inside = '']) =>
      inside
        .replaceAll(/="[^"]*"/g, '=')
        .replace(/\/$/, '')
        .trim(),
    ),
  );

test('there are 500 of them, all different', () => {
  expect(new Set(hostileWords).size).toBeGreaterThanOrEqual(500);
});

test('no cell of a CSV file begins a formula, and none comes out of its cell', () => {
  const records: string[][] = parse(tablesToCsv(tables, 'sv'), {
    bom: true,
    delimiter: ';',
    relax_column_count: true,
    record_delimiter: '\r\n',
  });
  // Title, note, headings, row, and an empty line, which the last has not.
  const lengths = hostileWords.flatMap(() => [1, 1, 2, 2, 1]).slice(0, -1);
  expect(records.map((record) => record.length)).toEqual(lengths);
  const dangerous = records.flat().filter((cell) => beginsFormula.test(cell) && !cell.startsWith("'"));
  expect(dangerous).toEqual([]);
});

test('an XLSX file has no formula, and no markup but its own', async () => {
  const files = unzip(await tablesToSpreadsheet(tables, 'sv'));
  const ordinary = unzip(
    await tablesToSpreadsheet(
      tables.map((table) => ({ ...table, title: 'Ord', note: 'Ord' })).slice(0, 1),
      'sv',
    ),
  );
  expect([...files.keys()].sort()).toEqual([...ordinary.keys()].sort());
  expect(files.size).toBeGreaterThan(4);
  for (const [name, content] of files) {
    expect(content, `in ${name}`).not.toMatch(/<f[ >]/);
    expect(
      [...elementsIn(content)].filter((each) => /\b(script|img|svg|iframe|on\w+)\b/i.test(each)),
    ).toEqual([]);
  }
  const sheet = files.get('xl/worksheets/sheet1.xml') ?? '';
  expect(sheet.match(/<row /g)).toHaveLength(hostileWords.length * 5);
});

/** The files of a spreadsheet that the server sent. */
const unzipped = async (path: string): Promise<Map<string, string>> => {
  const cookie = await server.signIn('administrator');
  const answered = await fetch(`${server.address}${path}`, { headers: { cookie } });
  expect(answered.status).toBe(200);
  expect(answered.headers.get('content-disposition')).toMatch(/^attachment/);
  return unzip(Buffer.from(await answered.arrayBuffer()));
};

test('a questionnaire with hostile words in all its texts comes out as a workbook without formulas, and as JSON', async () => {
  const of = (path: string, method = 'GET', body?: unknown, revision?: string) =>
    server.ask('administrator', `/api/questionnaires${path}`, {
      method,
      ...(body !== undefined && { body }),
      ...(revision !== undefined && { headers: { 'if-match': `"${revision}"` } }),
    });
  const made = questionnaireVersion.parse((await of('', 'POST', { id: 'hostile', title: 'Ord' })).body);
  const { document, revision } = draftView.parse((await of('/hostile/1/draft')).body);
  // What a sheet cannot hold at all is refused when a draft is saved or published; the rest is held.
  const held = hostileWords.filter((words) => !words.includes('\u0000'));
  const askedWith = (all: readonly string[]) => {
    const questions = all.map((words, index) =>
      question(`q${index}`, {
        label: { sv: words },
        hint: { sv: words },
        choices: [{ name: 'yes', label: { sv: words } }],
        relevant: 'true()',
        constraint: ". != 'no'",
        constraintMessage: { sv: words },
      }),
    );
    const title = { sv: all[0] ?? '' };
    return { ...document, title, sections: [section('one', questions, { title, intro: title })] };
  };
  const whole = await of('/hostile/1/draft', 'PUT', askedWith(held), revision);
  expect(whole.status).toBe(200);
  const first = draftSaved.parse(whole.body);
  const publish = (latest: string) =>
    of('/hostile/1/publication', 'POST', { validFrom: '2026-12-01' }, latest);
  // What asks for an answer to be put in is no text alone: nobody is called so, and it is said of each.
  const references = held.filter((words) => words.includes('${'));
  const refused = await publish(first.revision);
  expect(refused.status).toBe(422);
  expect(references.length).toBeGreaterThan(0);
  expect(refused.text.match(/"(unknown-name|answer-not-put-in)"/g)).toHaveLength(references.length * 4);
  const rest = held.filter((words) => !references.includes(words));
  const saved = await of('/hostile/1/draft', 'PUT', askedWith(rest), first.revision);
  expect(saved.status).toBe(200);
  const published = await publish(draftSaved.parse(saved.body).revision);
  expect(published.status).toBe(200);
  expect(made.version).toBe(1);

  const read = await of('/hostile/1');
  expect(read.headers.get('content-type')).toBe('application/json; charset=utf-8');
  expect(read.text).toContain('script>ran(1)');
  const files = await unzipped('/api/questionnaires/hostile/1/workbook');
  const all = [...files.values()].join('');
  expect(all).toContain('&lt;script&gt;ran(1)&lt;/script&gt;');
  expect(all).toContain(">=cmd|'/c calc'!A0<");
  for (const [name, content] of files) {
    expect(content, `in ${name}`).not.toMatch(/<f[ >]/);
    expect(
      [...elementsIn(content)].filter((each) => /\b(script|img|svg|iframe|on\w+)\b/i.test(each)),
    ).toEqual([]);
    // Every cell that holds something says that it is text.
    const cells = [...content.matchAll(/<c ([^>]*[^/])>/g)].map(([, attributes = '']) => attributes);
    expect(cells.filter((each) => !/ t="(s|inlineStr)"/.test(` ${each}`))).toEqual([]);
  }
});

test('an extract shows every text as it was written, and has no markup but its own', async () => {
  const { context, seed } = server;
  const plain = await server.ask('coordinator', '/api/extracts', {
    method: 'POST',
    body: { caseNumber: `case-${seed.placements.first}`, language: 'sv' },
  });
  await context.database.write(async ({ query }) => {
    const [name = ''] = hostileWords;
    await query.updateTable('units').set({ name }).execute();
    await query.updateTable('boards').set({ name }).execute();
    await query.updateTable('teams').set({ name }).execute();
    await query.updateTable('users').set({ name }).execute();
    await query.updateTable('clients').set({ initials: name }).execute();
    await query.updateTable('follow_ups').set({ comment: name, reason: name }).execute();
  });
  const texts: string[] = [];
  for (const words of hostileWords) {
    if ((texts.at(-1)?.length ?? Infinity) + words.length > 19_000) texts.push(words);
    else texts[texts.length - 1] += `\n${words}`;
  }
  let basedOn: string[] = [];
  for (const text of texts) {
    const { submission, result } = await submit(context, seed, 'first', {
      basedOn,
      answers: wholeAnswers({
        'anything-to-add': { value: text, comment: text },
        overall: { value: 'deficient', comment: text, deviation: text },
      }),
    });
    expect(result.status).toBe('accepted');
    basedOn = [submission.id];
  }
  const { text: page, headers } = await server.ask('coordinator', '/api/extracts', {
    method: 'POST',
    body: { caseNumber: `case-${seed.placements.first}`, language: 'sv' },
  });
  expect(headers.get('content-type')).toBe('text/html; charset=utf-8');
  expect(headers.get('content-disposition')).toMatch(/^attachment/);
  const own = elementsIn(plain.text);
  const own2 = [...own, 'h3', '/h3', 'p', '/p'];
  expect([...elementsIn(page)].filter((each) => !own2.includes(each))).toEqual([]);
  expect(page).toContain('&lt;script&gt;ran(1)&lt;/script&gt;');
});

test('what answers in JSON says that it is, whatever it holds', async () => {
  const paths = ['/api/placements', '/api/organisation', `/api/review/${server.seed.followUps.first}`];
  for (const path of paths) {
    const { status, text, headers } = await server.ask('coordinator', path);
    expect(status).toBe(200);
    expect(text).toContain('script>ran(1)');
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});

test('the reasons of a recovery are given back as they were written, as JSON, and so is what the log says of them', async () => {
  const reason = hostileWords
    .filter((words) => words.length < 60)
    .slice(0, 8)
    .join(' ');
  await hideThings(server);
  const { recoveries } = recoveriesReply.parse((await server.ask('administrator', '/api/recoveries')).body);
  const rejected = await server.ask('administrator', `/api/recoveries/${recoveries[0]?.id}/rejection`, {
    method: 'POST',
    body: { reason },
  });
  expect(rejected.status).toBe(200);
  for (const [who, path] of [
    ['administrator', '/api/recoveries'],
    ['coordinator', '/api/log-control?month=2026-11&filter=all'],
  ] as const) {
    const { status, text, headers } = await server.ask(who, path);
    expect(status).toBe(200);
    expect(text).toContain(JSON.stringify(reason).slice(1, -1));
    expect(headers.get('content-type')).toBe('application/json; charset=utf-8');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
  }
});
