import { questionName } from '#domain/ids.ts';
import type { SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import { readYesNo } from './cell-values.ts';
import type { ImportFaultCode } from './import-fault.ts';
import type { ImportLog } from './import-log.ts';
import {
  cellIn,
  placeIn,
  placeOfColumn,
  placesOfText,
  textIn,
  type LanguageUse,
  type Table,
} from './table.ts';
import type { SheetRow } from './workbook.ts';

/** One row being read: its cells, and where they are remembered to come from. */
export interface Reading {
  readonly table: Table;
  readonly row: SheetRow;
  readonly log: ImportLog;
  /** Path of the row's thing in the document. */
  readonly path: string;
  /** The cell, noted as the source of that part; undefined where it is empty. */
  readonly cell: (field: string, part?: string) => string | undefined;
  /** The same of a cell with an expression: yes and no, as spreadsheets make of `true`, are read as `true()` and `false()`. */
  readonly expression: (field: string, part: string) => string | undefined;
  /** The words, each language's cell noted as the source of that language's; '' is the row's thing itself. */
  readonly text: (field: string, part: string) => LocalizedText | undefined;
  readonly yesNo: (field: string) => boolean | undefined;
  readonly oneOf: <Word extends string>(field: string, words: readonly Word[]) => Word | undefined;
  readonly place: (field?: string) => SourcePlace;
  /** To be called when the row is read: notes each filled cell that nothing has asked for. */
  readonly noteUnread: () => void;
  readonly refuse: (code: ImportFaultCode, parts: Record<string, string | number>, field?: string) => void;
}

export interface ReadingOf {
  readonly table: Table;
  readonly log: ImportLog;
  readonly languages: LanguageUse;
  readonly sources: Map<string, SourcePlace>;
}

/** What every row of a survey is read by, whatever it is. */
const alwaysRead = ['type', 'name', 'disabled'] as const;

/** Notes each filled cell of a row that is in none of the fields that were read. */
export const noteUnread = (
  table: Table,
  row: SheetRow,
  log: ImportLog,
  read: ReadonlySet<string> = new Set(alwaysRead),
): void => {
  for (const { index, header, field } of table.columns)
    if ((row.cells[index] ?? '') !== '' && !read.has(field))
      log.note('cell-not-read', { header }, placeOfColumn(table, row, index));
};

/** Begins to read a row, as the part of the document at the path. */
export const readRow = (
  { table, log, languages, sources }: ReadingOf,
  row: SheetRow,
  path: string,
): Reading => {
  const place = (field?: string) => placeIn(table, row, field);
  const read = new Set<string>(alwaysRead);
  const refuse: Reading['refuse'] = (code, parts, field) => log.refuse(code, parts, place(field));
  const partPath = (part: string) => (part === '' ? path : `${path}/${part}`);
  const noted = (field: string, part?: string) => {
    read.add(field);
    if (part !== undefined) sources.set(partPath(part), place(field));
  };
  const readCell = (field: string, part?: string): string | undefined => {
    const cell = cellIn(table, row, field);
    noted(field, part);
    return cell === '' ? undefined : cell;
  };
  sources.set(path, place());
  return {
    table,
    row,
    log,
    path,
    place,
    refuse,
    noteUnread: () => noteUnread(table, row, log, read),
    cell: readCell,
    expression: (field, part) => {
      const cell = readCell(field, part);
      const said = cell === undefined ? undefined : readYesNo(cell);
      return said === undefined ? cell : `${said}()`;
    },
    text: (field, part) => {
      noted(field, part);
      read.add('foljsam::unchecked');
      for (const [language, at] of placesOfText(table, row, field, languages.unnamed))
        sources.set(`${partPath(part)}/${language}`, at);
      return textIn(table, row, field, languages);
    },
    yesNo: (field) => {
      noted(field);
      const cell = cellIn(table, row, field);
      const said = readYesNo(cell);
      if (cell !== '' && said === undefined) refuse('not-yes-or-no', { written: cell }, field);
      return said;
    },
    oneOf: (field, words) => {
      noted(field);
      const cell = cellIn(table, row, field);
      const found = words.find((each) => each === cell);
      if (cell !== '' && found === undefined)
        refuse('not-one-of', { written: cell, words: words.join(', ') }, field);
      return found;
    },
  };
};

/** The name of a row's thing; undefined, and refused, where it has none that can be used. */
export const readName = (table: Table, row: SheetRow, log: ImportLog, type: string): string | undefined => {
  const name = cellIn(table, row, 'name');
  if (name === '') {
    log.refuse('name-missing', { type }, placeIn(table, row, 'name'));
    return undefined;
  }
  if (questionName.safeParse(name).success) return name;
  log.refuse('name-not-usable', { name }, placeIn(table, row, 'name'));
  return undefined;
};
