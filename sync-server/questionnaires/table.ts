import type { SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import { meantField, readHeader, type FieldTable } from './fields.ts';
import type { ImportLog } from './import-log.ts';
import { languageTagOf } from './languages.ts';
import { columnLetters, mostColumns, mostRows, type Sheet, type SheetRow } from './workbook.ts';

interface Column {
  readonly index: number;
  readonly header: string;
  readonly field: string;
  /** undefined where the header names none. */
  readonly language: string | undefined;
}

/** How the languages of a workbook become those of a document. */
export interface LanguageUse {
  /** Of columns that name no language. */
  readonly unnamed: string;
  /** The language whose words stand where Swedish would, in a workbook that has none. */
  readonly standIn: string | undefined;
}

/** A sheet whose header is understood. */
export interface Table {
  readonly sheet: Sheet;
  readonly rows: readonly SheetRow[];
  readonly columns: readonly Column[];
  /** Columns that the table of fields does not know. */
  readonly others: readonly Column[];
  readonly headerRow: number;
}

/** Longest cell, in UTF-16 units: what the document lets a text be. */
const longestCell = 20_000;
const logicFields: ReadonlySet<string> = new Set([
  'relevant',
  'required',
  'constraint',
  'calculation',
  'default',
  'choice_filter',
  'repeat_count',
  'read_only',
]);
const longestLogic = 16_000;

const readColumn = (
  header: string,
  index: number,
  fields: FieldTable,
  refuse: (code: 'language-unknown', parts: Record<string, string>) => void,
): Column | undefined => {
  const { field, language } = readHeader(header, fields);
  if (fields[field] !== 'texts') return { index, header, field, language: undefined };
  const tag = language === undefined ? undefined : languageTagOf(language);
  if (language === undefined || tag !== undefined) return { index, header, field, language: tag };
  refuse('language-unknown', { language });
  return undefined;
};

/** Reads the header of a sheet; `isOpen` where columns of other names belong to the contents, as lists' do. At most `most` rows are read. */
export const openTable = (
  sheet: Sheet,
  fields: FieldTable,
  log: ImportLog,
  isOpen = false,
  most = mostRows,
): Table => {
  const [header = { row: 1, cells: [] }, ...rows] = sheet.rows;
  const placeOf = (index: number): SourcePlace => ({
    sheet: sheet.name,
    row: header.row,
    column: columnLetters(index),
  });
  const columns: Column[] = [];
  const others: Column[] = [];
  const seen = new Map<string, string>();
  if (header.cells.length > mostColumns)
    log.refuse('too-many-columns', { most: mostColumns }, placeOf(mostColumns));
  const firstTooMany = rows[most];
  if (firstTooMany !== undefined)
    log.refuse('too-many-rows', { most }, { ...placeOf(0), row: firstTooMany.row });
  // A row may be wider than the header; what stands there has no column.
  const widest = rows.reduce((most, { cells }) => Math.max(most, cells.length), header.cells.length);
  for (let index = 0; index < Math.min(widest, mostColumns); index += 1) {
    const written = header.cells[index] ?? '';
    const filled = rows.find(({ cells }) => (cells[index] ?? '') !== '');
    if (written === '') {
      if (filled) log.refuse('column-without-header', {}, { ...placeOf(index), row: filled.row });
      continue;
    }
    const column = readColumn(written, index, fields, (code, parts) =>
      log.refuse(code, parts, placeOf(index)),
    );
    if (column === undefined) continue;
    const use = Object.hasOwn(fields, column.field) ? fields[column.field] : undefined;
    if (use === 'plain' || use === 'texts') {
      const key = `${column.field} ${column.language ?? ''}`;
      const before = seen.get(key);
      if (before !== undefined) log.refuse('column-twice', { header: written, before }, placeOf(index));
      else columns.push(column);
      seen.set(key, written);
      continue;
    }
    const first = filled && { ...placeOf(index), row: filled.row };
    if (use !== undefined) {
      if (first === undefined) continue;
      if (use === 'refused') log.refuse('column-not-supported', { header: written }, first);
      else log.note(use === 'media' ? 'media-not-shown' : 'setting-not-read', { header: written }, first);
      continue;
    }
    if (column.field.startsWith('foljsam::') && !(isOpen && column.field === 'foljsam::column'))
      log.refuse('column-unknown', { header: written }, placeOf(index));
    else if (isOpen) {
      if (seen.has(`other ${written}`))
        log.refuse('column-twice', { header: written, before: written }, placeOf(index));
      else others.push(column);
      seen.set(`other ${written}`, written);
    } else if (first) {
      const meant = meantField(column.field, fields);
      if (meant === undefined) log.note('column-not-read', { header: written }, first);
      else log.refuse('column-misspelt', { header: written, meant }, placeOf(index));
    }
  }
  const table = { sheet, rows: rows.slice(0, most), columns, others, headerRow: header.row };
  refuseLongCells(table, log);
  return table;
};

const refuseLongCells = (table: Table, log: ImportLog): void => {
  for (const { index, field } of table.columns) {
    const most = logicFields.has(field) ? longestLogic : longestCell;
    for (const { row, cells } of table.rows)
      if ((cells[index]?.length ?? 0) > most)
        log.refuse('cell-too-long', { most }, { sheet: table.sheet.name, row, column: columnLetters(index) });
  }
};

/** Whether the sheet has the column at all, filled in or not. */
export const hasColumn = (table: Table, field: string): boolean =>
  table.columns.some((each) => each.field === field);

/** The place of a row's cell in the column at the index. */
export const placeOfColumn = (table: Table, { row }: SheetRow, index: number): SourcePlace => ({
  sheet: table.sheet.name,
  row,
  column: columnLetters(index),
});

/** The place of a row, or of its cell in a column; the row where there is no such column. */
export const placeIn = (table: Table, { row }: SheetRow, field?: string): SourcePlace => {
  const column = field === undefined ? undefined : table.columns.find((each) => each.field === field);
  return { sheet: table.sheet.name, row, column: column === undefined ? '' : columnLetters(column.index) };
};

/** The cell of a row; '' where it is empty or there is no such column. */
export const cellIn = (table: Table, { cells }: SheetRow, field: string): string => {
  const column = table.columns.find((each) => each.field === field);
  return column === undefined ? '' : (cells[column.index] ?? '');
};

/** Which languages of which texts no translator has checked: `label=ar,so hint=so`. */
const uncheckedIn = (cell: string, field: string): string[] | undefined => {
  const found = cell.split(/\s+/).find((each) => each.startsWith(`${field}=`));
  if (found === undefined) return undefined;
  return found
    .slice(field.length + 1)
    .split(',')
    .filter((each) => each !== '');
};

/** The places of a row's words in the languages that the sheet has columns for, filled in or not. */
export const placesOfText = (
  table: Table,
  row: SheetRow,
  field: string,
  unnamed: string,
): (readonly [language: string, place: SourcePlace])[] =>
  table.columns
    .filter((each) => each.field === field)
    .map(({ index, language = unnamed }) => [language, placeOfColumn(table, row, index)]);

/** The words of a text in all languages that have any; undefined where none has. */
export const textIn = (
  table: Table,
  row: SheetRow,
  field: string,
  { unnamed, standIn }: LanguageUse,
): LocalizedText | undefined => {
  const words = new Map<string, string>();
  for (const { index, field: of, language = unnamed } of table.columns) {
    const cell = of === field ? (row.cells[index] ?? '') : '';
    if (cell !== '') words.set(language, cell);
  }
  if (words.size === 0) return undefined;
  return textOf(words, standIn, uncheckedIn(cellIn(table, row, 'foljsam::unchecked'), field));
};

/** A text of words by language. */
export const textOf = (
  words: ReadonlyMap<string, string>,
  standIn: string | undefined,
  unchecked: readonly string[] | undefined,
): LocalizedText => {
  const { sv, en, ...other } = Object.fromEntries(words);
  const stands = sv === undefined && standIn !== undefined ? words.get(standIn) : undefined;
  const notChecked = stands === undefined ? unchecked : [...new Set(['sv', ...(unchecked ?? [])])];
  return {
    sv: sv ?? stands ?? '',
    ...(en !== undefined && { en }),
    ...(Object.keys(other).length > 0 && { other }),
    ...(notChecked !== undefined && { unchecked: [...notChecked] }),
  };
};
