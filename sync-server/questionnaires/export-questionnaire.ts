import { questionsOf, type Question, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { exportRows, type ExportRow } from './export-rows.ts';
import { choiceFields, readHeader, settingFields, surveyFields, type FieldTable } from './fields.ts';
import { languageHeader } from './languages.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';

/** A sheet to be written: the header, then the rows; '' is an empty cell. */
export interface WrittenSheet {
  readonly name: string;
  readonly rows: readonly (readonly string[])[];
}

/** Names by which the own choices of a question, and those of yes/no, stand in the sheet of choices. */
export type ListNames = ReadonlyMap<Question, string>;

const listNames = (of: Questionnaire): ListNames => {
  const taken = new Set(Object.keys(of.choiceLists ?? {}));
  const free = (wish: string): string => {
    let name = wish;
    while (taken.has(name)) name = `${name}_`;
    taken.add(name);
    return name;
  };
  const names = new Map<Question, string>();
  const questions = questionsOf(of);
  if (questions.some(({ kind }) => kind === 'yes-no')) {
    const name = free('yes_no');
    for (const each of questions) if (each.kind === 'yes-no') names.set(each, name);
  }
  for (const each of questions)
    if (each.choices !== undefined && !names.has(each)) names.set(each, free(each.name));
  return names;
};

const languagesIn = (of: Questionnaire, rows: readonly ExportRow[]): string[] => {
  const found = new Set(['sv', ...(of.languages ?? [])]);
  const add = (text: LocalizedText) => {
    if (text.en !== undefined) found.add('en');
    for (const each of Object.keys(text.other ?? {})) found.add(each);
  };
  add(of.title);
  for (const { texts } of rows) for (const text of Object.values(texts)) if (text) add(text);
  return [...found];
};

const wordsOf = ({ sv, en, other }: LocalizedText, language: string): string =>
  (language === 'sv' ? sv : language === 'en' ? en : other?.[language]) ?? '';

const uncheckedCell = (texts: ExportRow['texts']): string =>
  Object.entries(texts)
    .flatMap(([field, text]) => (text?.unchecked ? [`${field}=${text.unchecked.join(',')}`] : []))
    .join(' ');

/** Always written, filled in or not: that they are there says whose workbook it is. */
const alwaysThere = new Set([
  'type',
  'name',
  'label',
  'list_name',
  'foljsam::layout',
  'foljsam::languages',
  'foljsam::title',
]);

const writeSheet = (
  name: string,
  fields: FieldTable,
  rows: readonly ExportRow[],
  languages: readonly string[],
): WrittenSheet => {
  const columns: { header: string; cell: (row: ExportRow) => string }[] = [];
  for (const [field, use] of Object.entries(fields)) {
    if (field === 'foljsam::unchecked') {
      // pyxform takes what it does not know in `choices` for columns of the lists, and comes to grief over two colons.
      const header = fields === choiceFields ? 'foljsam_unchecked' : field;
      if (rows.some(({ texts }) => uncheckedCell(texts) !== ''))
        columns.push({ header, cell: ({ texts }) => uncheckedCell(texts) });
    } else if (use === 'plain') {
      if (alwaysThere.has(field) || rows.some(({ cells }) => (cells[field] ?? '') !== ''))
        columns.push({ header: field, cell: ({ cells }) => cells[field] ?? '' });
    } else if (use === 'texts') {
      if (!alwaysThere.has(field) && rows.every(({ texts }) => texts[field] === undefined)) continue;
      for (const language of languages)
        columns.push({
          header: `${field}::${languageHeader(language)}`,
          cell: ({ texts }) => {
            const text = texts[field];
            return text === undefined ? '' : wordsOf(text, language);
          },
        });
    }
  }
  const more = new Set(rows.flatMap(({ columns: own }) => Object.keys(own ?? {})));
  for (const each of more) {
    // A column that is called as one of XLSForm's own would be read as that.
    const { field } = readHeader(each, fields);
    const isTaken = Object.hasOwn(fields, field) || field.startsWith('foljsam::');
    columns.push({
      header: isTaken ? `foljsam_column_${each}` : each,
      cell: ({ columns: own }) => own?.[each] ?? '',
    });
  }
  return {
    name,
    rows: [columns.map(({ header }) => header), ...rows.map((row) => columns.map(({ cell }) => cell(row)))],
  };
};

/**
 * A document as a workbook in XLSForm, from which the very same document is read (but for spaces at the ends of texts,
 * which no cell keeps). What XLSForm has no word for stands in columns `foljsam::…`, which other programs pass over.
 */
export const exportQuestionnaire = (of: Questionnaire): readonly WrittenSheet[] => {
  const { survey, choices, settings } = exportRows(of, listNames(of));
  const languages = languagesIn(of, [...survey, ...choices]);
  return [
    writeSheet('survey', surveyFields, survey, languages),
    writeSheet('choices', choiceFields, choices, languages),
    writeSheet('settings', settingFields, [settings], languages),
  ];
};
