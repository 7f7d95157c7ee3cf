import { publicationFaults, sourceOf } from '#domain/questionnaire/publication.ts';
import type { SourceMap, SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Choice } from '#domain/questionnaire/words.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import { choiceFields, surveyFields } from './fields.ts';
import type { Fault, ImportNote } from './import-fault.ts';
import { createImportLog, type ImportLog } from './import-log.ts';
import { ownWords } from './languages.ts';
import { readChoices } from './read-choices.ts';
import { openSettings, readSettings } from './read-settings.ts';
import { readSurvey, type ListUse } from './read-survey.ts';
import { knownSheets, meantSheet, plainSheetName, sheetsElsewhere } from './sheet-names.ts';
import { hasColumn, openTable, type LanguageUse, type Table } from './table.ts';
import { mostSurveyRows, type Sheet, type Workbook } from './workbook.ts';

/** A document read from a workbook, and what was read otherwise than it was written. */
export interface ImportedQuestionnaire {
  readonly document: Questionnaire;
  readonly notes: readonly ImportNote[];
}

/** Why a workbook was not imported: all faults in the order of the sheets; and the notes. */
export interface RefusedQuestionnaire {
  readonly faults: readonly Fault[];
  readonly notes: readonly ImportNote[];
}

const findSheets = (of: Workbook, log: ImportLog): ReadonlyMap<string, Sheet> => {
  const found = new Map<string, Sheet>();
  const names = new Set(of.sheets.map(({ name }) => plainSheetName(name)));
  for (const sheet of of.sheets) {
    const name = plainSheetName(sheet.name);
    const meant = meantSheet(sheet.name);
    const source = { sheet: sheet.name, row: 0, column: '' };
    if (sheetsElsewhere.includes(name)) {
      if (sheet.rows.length > 1) log.refuse('sheet-not-supported', { sheet: sheet.name }, source);
    } else if (meant === undefined || (name !== meant && names.has(meant)))
      log.note('sheet-not-read', { sheet: sheet.name }, source);
    else if (found.has(meant)) log.refuse('sheet-twice', { sheet: sheet.name }, source);
    else if (sheet.name === meant) found.set(meant, sheet);
    else log.refuse('sheet-miscalled', { sheet: sheet.name, instead: meant }, source);
  }
  const isMiscalled = log.faults.some(({ code }) => code === 'sheet-miscalled');
  if (!found.has('survey') && !isMiscalled) log.refuse('sheet-missing', { sheet: 'survey' });
  return found;
};

const languagesOf = (tables: readonly Table[], unnamed: string): string[] => {
  const isText = (field: string) => field === 'label' || field.endsWith('hint') || field.endsWith('_message');
  const found = tables.flatMap(({ columns }) =>
    columns.filter(({ field }) => isText(field)).map(({ language }) => language ?? unnamed),
  );
  return [...new Set(found)];
};

/** The language of columns that name none: the workbook's own, Swedish, or that of its labels where none is in Swedish. */
const unnamedLanguage = (survey: Table, defaultLanguage: string | undefined): string => {
  if (defaultLanguage !== undefined) return defaultLanguage;
  const labels = survey.columns
    .filter(({ field }) => field === 'label')
    .map(({ language }) => language ?? 'sv');
  return labels.includes('sv') ? 'sv' : (labels[0] ?? 'sv');
};

/** The choices that the lists of `or_other` get, where they have none of that name. */
const withOther = (choices: readonly Choice[], spoken: readonly string[]): Choice[] =>
  choices.some(({ name }) => name === 'other')
    ? [...choices]
    : [...choices, { name: 'other', label: ownWords('Annat', 'Other', spoken) }];

/** Gives each question its own choices, and the document the lists that are shared. */
const placeLists = (
  read: ReadonlyMap<string, readonly Choice[]>,
  uses: readonly ListUse[],
  sources: Map<string, SourcePlace>,
  spoken: readonly string[],
): Questionnaire['choiceLists'] => {
  const lists = new Map([...read].map(([list, choices]) => [list, [...choices]]));
  for (const { list, hasOther } of uses) {
    const choices = lists.get(list);
    if (hasOther && choices) lists.set(list, withOther(choices, spoken));
  }
  for (const { question, list, isOwn, isYesNo, path } of uses) {
    if (!isOwn || isYesNo) continue;
    question.choices = lists.get(list) ?? [];
    for (const { name } of question.choices) {
      for (const part of ['', '/name', ...spoken.map((each) => `/${each}`)]) {
        const source = sources.get(`choiceLists/${list}/${name}${part}`);
        if (source === undefined) continue;
        sources.set(`${path}/choices/${name}${part}`, source);
        sources.set(`${question.name}/choices/${name}${part}`, source);
      }
    }
  }
  const used = new Map<string, boolean>();
  for (const { list, isOwn, isYesNo } of uses)
    used.set(list, (used.get(list) ?? false) || !(isOwn || isYesNo));
  const kept = [...lists].filter(([list]) => used.get(list) !== false);
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
};

/** Parts of a document that hold others, and are left out of the paths by which sources are noted. */
const holders: readonly PropertyKey[] = ['sections', 'questions', 'items'];

const nameOf = (part: unknown): string | undefined =>
  typeof part === 'object' && part !== null && 'name' in part ? String(part.name) : undefined;

/** A path of the schema, by numbers, as sources are noted: by names. */
const namedPath = (of: Questionnaire, path: readonly PropertyKey[]): string => {
  const steps: string[] = [];
  let at: unknown = of;
  for (const key of path) {
    at = typeof at === 'object' && at !== null ? Reflect.get(at, key) : undefined;
    const name = nameOf(at);
    if (!holders.includes(key))
      steps.push(typeof key === 'number' && name !== undefined ? name : String(key));
  }
  return steps.join('/');
};

/** Whatever no check before has said and the document's schema still refuses. */
const schemaFaults = (of: Questionnaire, log: ImportLog, sources: SourceMap): Questionnaire | undefined => {
  // Written and read: what is undefined is not there.
  const parsed = questionnaire.safeParse(JSON.parse(JSON.stringify(of)));
  if (parsed.success) return parsed.data;
  for (const { path, message } of parsed.error.issues)
    log.refuse('not-readable', { path: path.join('/'), message }, sourceOf(sources, namedPath(of, path)));
  return undefined;
};

const inOrder = (faults: readonly Fault[]): Fault[] =>
  faults.toSorted(
    (one, other) =>
      knownSheets.indexOf(one.source?.sheet ?? '') - knownSheets.indexOf(other.source?.sheet ?? '') ||
      (one.source?.row ?? 0) - (other.source?.row ?? 0),
  );

/**
 * Reads a workbook in XLSForm (xlsform.org) as a document that can be published. All faults are told, each with its
 * cell; what the app has no word for is refused by name or noted, and nothing is left out in silence.
 */
export const importQuestionnaire = (
  of: Workbook,
  fileName: string,
): Result<ImportedQuestionnaire, RefusedQuestionnaire> => {
  const log = createImportLog();
  const refused = () => fail({ faults: inOrder(log.faults), notes: log.notes });
  for (const file of of.otherFiles ?? []) log.note('file-not-read', { file });
  const sheets = findSheets(of, log);
  const surveySheet = sheets.get('survey');
  if (surveySheet === undefined || log.faults.length > 0) return refused();
  if (surveySheet.rows.length < 2) log.refuse('no-questions', {}, { sheet: 'survey', row: 0, column: '' });
  const open = openSettings(sheets.get('settings'), log);
  const survey = openTable(surveySheet, surveyFields, log, false, mostSurveyRows);
  const choices = openTable(sheets.get('choices') ?? { name: 'choices', rows: [] }, choiceFields, log, true);
  for (const [table, fields] of [
    [survey, ['type', 'name']],
    [choices, ['list_name', 'name']],
  ] as const)
    for (const header of table.rows.length === 0 ? [] : fields)
      if (!hasColumn(table, header))
        log.refuse(
          'column-missing',
          { header },
          { sheet: table.sheet.name, row: table.headerRow, column: '' },
        );
  if (log.faults.length > 0) return refused();

  const unnamed = unnamedLanguage(survey, open.defaultLanguage);
  const spoken = languagesOf([survey, choices], unnamed);
  const standIn =
    spoken.includes('sv') || spoken.length === 0
      ? undefined
      : (spoken.find((each) => each === unnamed) ?? spoken[0]);
  const use: LanguageUse = { unnamed, standIn };
  if (standIn !== undefined) log.note('no-swedish', { language: standIn });
  const sources = new Map<string, SourcePlace>();
  const settings = readSettings(open, use, { log, sources }, fileName, spoken);
  const lists = readChoices({ table: choices, log, languages: use, sources });
  const { sections, uses } = readSurvey({ table: survey, log, languages: use, sources }, settings, spoken);
  const languages = settings.saysLanguages ? settings.languages : spoken.length > 1 ? spoken : undefined;
  const { id, version, title } = settings;
  const choiceLists = placeLists(lists, uses, sources, spoken);
  const written: Questionnaire = {
    id,
    version,
    title,
    sections,
    ...(languages && { languages: [...languages] }),
    ...(choiceLists && { choiceLists }),
  };
  // Names that cannot be used have stand-ins, so that what else is wrong is told too.
  const document = log.faults.length > 0 ? undefined : schemaFaults(written, log, sources);
  log.faults.push(...publicationFaults(document ?? written, sources));
  if (log.faults.length > 0 || document === undefined) return refused();
  return succeed({ document, notes: log.notes });
};
