import { describe, expect, test } from 'vitest';
import { pilotCases } from '#server/demo/pilot-cases.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { closePeriod } from '#domain/report/closing.ts';
import { cellText } from '#domain/report/report-cell.ts';
import { reportTables, type ReportTable } from '#domain/report/report-tables.ts';
import { boards, countedOf, pilotReport } from './report-cases.ts';

const printed = (tables: readonly ReportTable[], name: string, language: 'sv' | 'en' = 'sv'): string[] => {
  const table = tables.find((each) => each.name === name);
  return (table?.rows ?? []).map((row) => row.map((cell) => cellText(cell, language)).join(' | '));
};

describe('the tables of the pilot', () => {
  const tables = reportTables(pilotReport(), 'sv');

  test('print what the report printed', () => {
    expect(printed(tables, 'registered')).toEqual(['Genomförda | 66 |  | ', 'Registrerade | 49 | 66 | 74,2']);
    expect(printed(tables, 'genders')).toEqual([
      'Kvinna | 19 | 49 | 38,8',
      'Man | 29 | 49 | 59,2',
      'Annat | 1 | 49 | 2',
    ]);
    expect(printed(tables, 'question-overall')).toEqual([
      'Mycket bra | 23 | 49 | 46,9',
      'Godkänt | 25 | 49 | 51',
      'Borde kunna prestera bättre | 0 | 49 | 0',
      'Bristande | 1 | 49 | 2',
    ]);
    expect(printed(tables, 'very-good-by-gender')).toEqual([
      'Kvinna | 12 | 19 | 63',
      'Man | 11 | 29 | 38',
      'Annat | 0 | 1 | 0',
    ]);
  });

  test('have rows as wide as their columns, names of their own, and no note', () => {
    for (const { columns, rows } of tables)
      expect(new Set(rows.map((row) => row.length))).toEqual(new Set([columns.length]));
    expect(new Set(tables.map((each) => each.name)).size).toBe(tables.length);
    expect(tables.filter((each) => each.note !== null)).toEqual([]);
  });

  test('are in English too', () => {
    const english = reportTables(pilotReport(), 'en');
    expect(printed(english, 'genders', 'en')[0]).toBe('Woman | 19 | 49 | 38.8');
  });
});

test('the tables of a closed period show no count beside a hidden group, and say why', () => {
  const cases = pilotCases.map((each) => ({ ...countedOf(each), clientId: String(each.number) }));
  const period = { from: '2022-04', to: '2022-09' };
  const closed = closePeriod(cases, '2022-10-14', { period, boards, versions: [individualFollowUp] });
  const tables = reportTables(closed, 'sv');
  expect(printed(tables, 'very-good-by-gender')).toEqual([
    'Kvinna |  |  | 65',
    'Man |  |  | 40',
    'Annat | .. | .. | ..',
  ]);
  expect(tables.find((each) => each.name === 'very-good-by-gender')?.note).toContain('för liten');
});
