import { expect, test } from 'vitest';
import type { ReportTable } from '#domain/report/report-tables.ts';
import { tablesToCsv } from '#server/reports/csv.ts';
import { tablesToSpreadsheet } from '#server/reports/spreadsheet.ts';

const table = (...texts: string[]): ReportTable => ({
  name: 'boards',
  title: 'Stadsdelar',
  note: null,
  columns: [{ kind: 'text', label: 'Nämnd' }],
  rows: texts.map((text) => [{ kind: 'text', text }]),
});
const linesOf = (csv: string): string[] => csv.slice(1).split('\r\n').slice(2, -1);

test('a CSV file begins with a byte order mark and ends its lines as spreadsheets expect', () => {
  expect(tablesToCsv([table('Farsta')], 'sv')).toBe('\uFEFFStadsdelar\r\nNämnd\r\nFarsta\r\n');
});

test('what a spreadsheet would take for a formula is made harmless', () => {
  const csv = tablesToCsv([table('=1+1', '+46', '-1', '@SUM(A1)', '\tx', 'a=b')], 'sv');
  expect(linesOf(csv)).toEqual(["'=1+1", "'+46", "'-1", "'@SUM(A1)", "'\tx", 'a=b']);
});

test('semicolons, quotes and line breaks stay within their cell', () => {
  const csv = tablesToCsv([table('a;b', 'say "yes"', 'two\nlines')], 'sv');
  expect(linesOf(csv)).toEqual(['"a;b"', '"say ""yes"""', '"two\nlines"']);
});

test('numbers are printed as the page prints them', () => {
  const figures: ReportTable = {
    ...table(),
    rows: [
      [
        { kind: 'count', count: 23 },
        { kind: 'percent', percent: 46.938, decimals: 1 },
        { kind: 'hidden' },
        { kind: 'empty' },
      ],
    ],
  };
  expect(linesOf(tablesToCsv([figures], 'sv'))).toEqual(['23;46,9;..;']);
  expect(linesOf(tablesToCsv([figures], 'en'))).toEqual(['23;46.9;..;']);
});

test('a spreadsheet is an Office Open XML package', async () => {
  const bytes = await tablesToSpreadsheet([table('Farsta')], 'sv');
  expect(bytes.subarray(0, 4)).toEqual(Buffer.from('PK\u0003\u0004'));
  expect(bytes.includes('xl/workbook.xml')).toBe(true);
});
