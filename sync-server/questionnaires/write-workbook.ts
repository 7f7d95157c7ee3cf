import writeExcelFile from 'write-excel-file/node';
import type { WrittenSheet } from './export-questionnaire.ts';

/**
 * What looks like an escaped character is written so that it is read as it stands (ECMA-376, 22.9.2.19), and so is a
 * word that every object has (`valueOf`): the writer looks texts up in an object.
 */
const escaped = (text: string): string => {
  const kept = text.replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_');
  return kept in {} ? `_x${kept.charCodeAt(0).toString(16).padStart(4, '0')}_${kept.slice(1)}` : kept;
};

/** Sheets as an Office Open XML workbook; every cell is text, the header bold and in view while one scrolls. */
export const writeWorkbook = (sheets: readonly WrittenSheet[]): Promise<Buffer> =>
  writeExcelFile(
    sheets.map(({ name, rows }) => ({
      sheet: name,
      stickyRowsCount: 1,
      data: rows.map((cells, at) =>
        cells.map((value) =>
          value === ''
            ? null
            : { value: escaped(value), type: String, ...(at === 0 && { fontWeight: 'bold' as const }) },
        ),
      ),
    })),
  ).toBuffer();
