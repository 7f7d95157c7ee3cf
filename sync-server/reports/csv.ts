import type { Language } from '#domain/questionnaire/words.ts';
import { cellText } from '#domain/report/report-cell.ts';
import type { ReportTable } from '#domain/report/report-tables.ts';

/**
 * What a spreadsheet would take for a formula: it must read as the text that it is (OWASP, CSV injection). White space and
 * quotes before the sign are no shelter, and some programs take the wide signs of Asian scripts for the narrow ones.
 */
const looksLikeFormula = /^[\s"']*[=+\-@＝＋－＠]|^[\t\r]/u;

const cell = (text: string): string => {
  const harmless = looksLikeFormula.test(text) ? `'${text}` : text;
  return /[";\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
};

const line = (cells: readonly string[]): string => cells.map(cell).join(';');

/**
 * The tables as CSV for the spreadsheets of Swedish offices: UTF-8 with byte order mark, semicolons, and in Swedish a
 * decimal comma. Each table has its title on a line before it, and an empty line after.
 */
export const tablesToCsv = (tables: readonly ReportTable[], language: Language): string =>
  `\uFEFF${tables
    .flatMap((table) => [
      line([table.title]),
      ...(table.note === null ? [] : [line([table.note])]),
      line(table.columns.map((column) => column.label)),
      ...table.rows.map((row) => line(row.map((each) => cellText(each, language)))),
      '',
    ])
    .join('\r\n')}`;
