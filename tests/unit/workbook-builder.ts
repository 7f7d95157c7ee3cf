import { describeFault, describeNote } from '#server/questionnaires/describe-fault.ts';
import { importQuestionnaire } from '#server/questionnaires/import-questionnaire.ts';
import { readWorkbook } from '#server/questionnaires/read-workbook.ts';
import { writeWorkbook } from '#server/questionnaires/write-workbook.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';

/** A sheet as one writes it: a line a row, `|` between cells. */
const rowsOf = (written: string): string[][] =>
  written
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()));

/** Sheets by name, each as `rowsOf` reads it. */
export type WrittenSheets = Readonly<Record<string, string>>;

/** The sheets as the bytes of an `.xlsx`. */
export const workbookOf = (sheets: WrittenSheets): Promise<Buffer> =>
  writeWorkbook(Object.entries(sheets).map(([name, written]) => ({ name, rows: rowsOf(written) })));

export interface Outcome {
  readonly document: Questionnaire | undefined;
  readonly faults: readonly string[];
  readonly notes: readonly string[];
}

/** What becomes of the bytes of a workbook, in English words. */
export const importBytes = async (bytes: Uint8Array): Promise<Outcome> => {
  const workbook = await readWorkbook(bytes);
  if (!workbook.ok)
    return {
      document: undefined,
      faults: workbook.problem.map((each) => describeFault(each, 'en')),
      notes: [],
    };
  const imported = importQuestionnaire(workbook.value, 'the-file');
  const { notes } = imported.ok ? imported.value : imported.problem;
  return {
    document: imported.ok ? imported.value.document : undefined,
    faults: imported.ok ? [] : imported.problem.faults.map((each) => describeFault(each, 'en')),
    notes: notes.map((each) => describeNote(each, 'en')),
  };
};

/** What becomes of a workbook of these sheets. */
export const importSheets = async (sheets: WrittenSheets): Promise<Outcome> =>
  importBytes(await workbookOf(sheets));
