import { name as documentName } from '#domain/ids.ts';
import { addressees, type Section } from '#domain/questionnaire/questionnaire.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import { settingFields } from './fields.ts';
import type { ImportLog } from './import-log.ts';
import { languageTagOf } from './languages.ts';
import { readRow, type ReadingOf } from './reading.ts';
import {
  cellIn,
  hasColumn,
  openTable,
  placeIn,
  placeOfColumn,
  placesOfText,
  textIn,
  textOf,
  type LanguageUse,
  type Table,
} from './table.ts';
import type { Sheet, SheetRow } from './workbook.ts';

/** The sheet `settings`, before the languages of the others are known. */
export interface OpenSettings {
  readonly table: Table;
  readonly row: SheetRow;
  /** The tag of the default language; undefined where none is said. */
  readonly defaultLanguage: string | undefined;
}

export interface Settings {
  readonly id: string;
  readonly version: number;
  readonly title: LocalizedText;
  /** Notes what is said of the one section of a workbook without any; to be called where it has sections. */
  readonly noteSectionUnread: () => void;
  /** undefined where the workbook does not say it; then its columns do. */
  readonly languages: readonly string[] | undefined;
  readonly saysLanguages: boolean;
  readonly putTo: Section['putTo'];
  readonly isVoluntary: boolean;
}

/** Opens the settings; a workbook without any has none. */
export const openSettings = (sheet: Sheet | undefined, log: ImportLog): OpenSettings => {
  const table = openTable(sheet ?? { name: 'settings', rows: [] }, settingFields, log);
  const [row = { row: 2, cells: [] }, ...others] = table.rows;
  for (const each of others)
    log.note(
      'settings-row-not-read',
      {},
      placeOfColumn(
        table,
        each,
        each.cells.findIndex((cell) => cell !== ''),
      ),
    );
  const written = cellIn(table, row, 'default_language');
  const defaultLanguage = written === '' || written === 'default' ? undefined : languageTagOf(written);
  if (written !== '' && written !== 'default' && defaultLanguage === undefined)
    log.refuse('language-unknown', { language: written }, placeIn(table, row, 'default_language'));
  return { table, row, defaultLanguage };
};

/** A text as the name of a document: lower case, hyphens; '' where nothing is left. */
const asDocumentName = (written: string): string =>
  written
    .toLowerCase()
    .replaceAll(/[åä]/g, 'a')
    .replaceAll('ö', 'o')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^[^a-z]+|-+$/g, '')
    .slice(0, 64);

const readId = ({ table, row }: OpenSettings, fileName: string, log: ImportLog): string => {
  const written = cellIn(table, row, 'form_id');
  if (documentName.safeParse(written).success) return written;
  const from = written || cellIn(table, row, 'form_title') || fileName;
  const id = asDocumentName(from);
  const place = placeIn(table, row, 'form_id');
  if (id === '') log.refuse('id-missing', {}, place);
  else if (id !== from) log.note('id-changed', { written: from, id }, place);
  return id;
};

const readVersion = ({ table, row }: OpenSettings, log: ImportLog): number => {
  const written = cellIn(table, row, 'version');
  const version = /^\d{1,9}$/.test(written) ? Number(written) : 0;
  if (version > 0) return version;
  if (written !== '') log.note('version-changed', { written }, placeIn(table, row, 'version'));
  return 1;
};

const readTitle = (
  { table, row }: OpenSettings,
  use: LanguageUse,
  fileName: string,
  spoken: readonly string[],
): LocalizedText => {
  const title = cellIn(table, row, 'form_title') || cellIn(table, row, 'form_id') || fileName;
  const others = textIn(table, row, 'foljsam::title', { unnamed: use.unnamed, standIn: undefined });
  const { sv, en, other, unchecked } = others ?? { sv: '' };
  const words = new Map(Object.entries({ ...other, ...(sv && { sv }), ...(en !== undefined && { en }) }));
  words.set(use.unnamed, title);
  // XLSForm has a title in one language alone; in the others it stands as it is, unchecked.
  if (!hasColumn(table, 'foljsam::title') && !hasColumn(table, 'foljsam::languages')) {
    const without = spoken.filter((each) => !words.has(each));
    for (const each of without) words.set(each, title);
    return textOf(words, use.standIn, without.length === 0 ? undefined : without);
  }
  const cell = cellIn(table, row, 'foljsam::unchecked');
  const own = cell.split(/\s+/).find((each) => each.startsWith('foljsam::title='));
  const listed = own?.slice('foljsam::title='.length).split(',');
  return textOf(words, use.standIn, unchecked ?? listed?.filter((each) => each !== ''));
};

/** Reads the settings. */
export const readSettings = (
  open: OpenSettings,
  use: LanguageUse,
  of: Pick<ReadingOf, 'log' | 'sources'>,
  fileName: string,
  spoken: readonly string[],
): Settings => {
  const { table, row } = open;
  const reading = readRow({ table, languages: use, ...of }, row, 'settings');
  of.sources.set('title', reading.place('form_title'));
  for (const [language, place] of placesOfText(table, row, 'foljsam::title', use.unnamed))
    of.sources.set(`title/${language}`, place);
  // The words in the workbook's own language stand in XLSForm's column.
  of.sources.set(`title/${use.unnamed}`, reading.place('form_title'));
  const languages = reading.cell('foljsam::languages')?.split(/\s+/);
  for (const each of languages ?? [])
    if (languageTagOf(each) !== each)
      reading.refuse('language-unknown', { language: each }, 'foljsam::languages');
  const noteSectionUnread = () => {
    for (const header of ['foljsam::put_to', 'foljsam::voluntary'])
      if (cellIn(table, row, header) !== '') of.log.note('cell-not-read', { header }, reading.place(header));
  };
  return {
    noteSectionUnread,
    id: readId(open, fileName, of.log),
    version: readVersion(open, of.log),
    title: readTitle(open, use, fileName, spoken),
    languages,
    saysLanguages: hasColumn(table, 'foljsam::languages'),
    putTo: reading.oneOf('foljsam::put_to', addressees) ?? 'caseworker',
    isVoluntary: reading.yesNo('foljsam::voluntary') ?? false,
  };
};
