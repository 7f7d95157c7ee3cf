import writeExcelFile, { type CellObject, type SheetData } from 'write-excel-file/node';
import type { Language } from '#domain/questionnaire/words.ts';
import { asPrinted } from '#domain/report/figure.ts';
import { cellText, type ReportCell } from '#domain/report/report-cell.ts';
import type { ReportTable } from '#domain/report/report-tables.ts';

const heading = (value: string): CellObject => ({ value, type: String, fontWeight: 'bold' });

/** Numbers stand as numbers, as they are printed; all else as text, which is never taken for a formula. */
const toCell = (cell: ReportCell, language: Language): CellObject | null => {
  if (cell.kind === 'empty') return null;
  if (cell.kind === 'count') return { value: cell.count, type: Number };
  if (cell.kind === 'percent') return { value: asPrinted(cell.percent, cell.decimals), type: Number };
  return { value: cellText(cell, language), type: String };
};

/** The tables below one another on one sheet of an Office Open XML workbook. */
export const tablesToSpreadsheet = (tables: readonly ReportTable[], language: Language): Promise<Buffer> => {
  const data: SheetData = tables.flatMap((table) => [
    [heading(table.title)],
    ...(table.note === null ? [] : [[{ value: table.note, type: String }]]),
    table.columns.map((column) => heading(column.label)),
    ...table.rows.map((row) => row.map((each) => toCell(each, language))),
    [],
  ]);
  return writeExcelFile(data, {
    sheet: language === 'sv' ? 'Rapport' : 'Report',
    columns: [{ width: 48 }, { width: 14 }, { width: 14 }, { width: 14 }],
  }).toBuffer();
};
