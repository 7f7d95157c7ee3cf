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
