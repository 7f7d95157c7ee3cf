import fc from 'fast-check';
import { expect, test } from 'vitest';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { describeFault } from '#server/questionnaires/describe-fault.ts';
import { exportQuestionnaire } from '#server/questionnaires/export-questionnaire.ts';
import { importQuestionnaire } from '#server/questionnaires/import-questionnaire.ts';
import { readWorkbook } from '#server/questionnaires/read-workbook.ts';
import { writeWorkbook } from '#server/questionnaires/write-workbook.ts';
import { anyQuestionnaire } from './any-questionnaire.ts';

const throughWorkbook = async (of: Questionnaire): Promise<Questionnaire | string[]> => {
  const workbook = await readWorkbook(await writeWorkbook(exportQuestionnaire(of)));
  if (!workbook.ok) return workbook.problem.map((fault) => describeFault(fault, 'en'));
  const imported = importQuestionnaire(workbook.value, 'file');
  // What a document has and the app does not show is noted at each import.
  const others = imported.ok
    ? imported.value.notes.filter(
        ({ code }) => code !== 'appearance-not-shown' && code !== 'parameter-not-used',
      )
    : [];
  expect(others).toEqual([]);
  return imported.ok
    ? imported.value.document
    : imported.problem.faults.map((fault) => describeFault(fault, 'en'));
};

test('an exported document is imported as the very same', async () => {
  await fc.assert(
    fc.asyncProperty(anyQuestionnaire, async (of) => {
      expect(questionnaire.parse(of)).toEqual(of);
      expect(publicationFaults(of)).toEqual([]);
      expect(await throughWorkbook(of)).toEqual(of);
    }),
    { numRuns: 40, endOnFailure: true },
  );
});

test("the pilot's questionnaire goes out and comes back", async () => {
  expect(await throughWorkbook(individualFollowUp)).toEqual(individualFollowUp);
});

/** The cells of a sheet by header, of each row. */
const cellsOf = (of: Questionnaire, sheet: string): Record<string, string>[] => {
  const { rows: [header = [], ...rows] = [] } =
    exportQuestionnaire(of).find(({ name }) => name === sheet) ?? {};
  return rows.map((row) => Object.fromEntries(header.map((each, at) => [each, row[at] ?? ''])));
};

test('lists have no column that pyxform cannot read', () => {
  const headers = Object.keys(cellsOf(individualFollowUp, 'choices')[0] ?? {});
  expect(headers).toContain('foljsam_unchecked');
  expect(headers.filter((each) => each.includes('::') && !each.startsWith('label::'))).toEqual([]);
});

test('parameters that XLSForm has no word for stand in a column of our own', async () => {
  const asked = (kind: 'short-text' | 'range' | 'integer', parameters: Record<string, string | number>) => ({
    ...individualFollowUp,
    sections: [
      {
        name: 's',
        title: { sv: 'S', en: 'S' },
        putTo: 'caseworker' as const,
        voluntary: false,
        questions: [{ name: 'a', kind, label: { sv: 'A', en: 'A' }, mandatory: false, parameters }],
      },
    ],
  });
  const cells = (of: Questionnaire) => {
    const row = cellsOf(of, 'survey').find(({ name }) => name === 'a');
    return [row?.['parameters'] ?? '', row?.['foljsam::parameters'] ?? ''];
  };
  const range = asked('range', { start: 1, end: 9, step: 2 });
  expect(cells(range)).toEqual(['start=1 end=9 step=2', '']);
  const text = asked('short-text', { rows: 5, unit: 'kg' });
  expect(cells(text)).toEqual(['rows=5', '{"rows":5,"unit":"kg"}']);
  const number = asked('integer', { unit: 'kg', why: 'a b' });
  expect(cells(number)).toEqual(['unit=kg', '{"unit":"kg","why":"a b"}']);
  for (const each of [range, text, number]) {
    const { sections } = questionnaire.parse(await throughWorkbook(questionnaire.parse(each)));
    expect(sections).toEqual(questionnaire.parse(each).sections);
  }
});
