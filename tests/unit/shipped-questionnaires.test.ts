import { describe, expect, test } from 'vitest';
import type { Answers, AnswerValue } from '#domain/follow-up/answer.ts';
import { openForm, type Form } from '#domain/questionnaire/engine/form.ts';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import {
  questionnaire,
  questionsOf,
  type Question,
  type Questionnaire,
} from '#domain/questionnaire/questionnaire.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { describeFault } from '#server/questionnaires/describe-fault.ts';
import { exportQuestionnaire } from '#server/questionnaires/export-questionnaire.ts';
import { importQuestionnaire } from '#server/questionnaires/import-questionnaire.ts';
import { readWorkbook } from '#server/questionnaires/read-workbook.ts';
import { shippedQuestionnaires } from '#server/questionnaires/shipped/shipped.ts';
import { writeWorkbook } from '#server/questionnaires/write-workbook.ts';

const surroundings = {
  now: () => new Date('2026-11-22T12:00:00Z'),
  random: () => 0.5,
  randomId: () => 'an-id',
  language: 'sv' as const,
};

/** An answer of the kind: the first choice, a number that all bounds let through, a day that comes later each time. */
const answerTo = (of: Questionnaire, asked: Question, at: number): AnswerValue | undefined => {
  const [first] = asked.choices ?? of.choiceLists?.[asked.choiceList ?? ''] ?? [];
  switch (asked.kind) {
    case 'choice':
    case 'scale':
      // IVO has found deficiencies, as the first choice says.
      if (asked.name === 'decision') return 'order';
      return first?.name ?? '';
    case 'choices':
      return [first?.name ?? ''];
    case 'yes-no':
      return 'no';
    case 'integer':
      return 1;
    case 'date':
      return asked.name === 'decided-on'
        ? '2026-01-01'
        : `2026-11-${String(10 + (at % 19)).padStart(2, '0')}`;
    case 'acknowledge':
      return 'OK';
    case 'file':
      return 'a'.repeat(64);
    default:
      return 'Text';
  }
};

const fillIn = (of: Questionnaire): Form => {
  const form = openForm(of, {}, surroundings, { isNew: true });
  const repeats: string[] = JSON.stringify(of).match(/(?<="kind":"repeat","name":")[^"]+/g) ?? [];
  for (const name of repeats) {
    form.addRow(name, 'row1');
    form.addRow(name, 'row2');
  }
  // Answers show further questions, so it is gone through until nothing more is missing.
  for (let round = 0; round < 6; round += 1)
    for (const [at, { place, problem }] of form.findings().entries()) {
      const asked = questionsOf(of).find(({ name }) => name === place.split('/').at(-1));
      if (problem === 'reason-missing') form.set(place, { reason: 'declined' });
      if (problem !== 'missing' || asked === undefined) continue;
      const order = questionsOf(of).indexOf(asked) + at;
      const value = answerTo(of, asked, asked.name === 'date' ? 0 : 1 + (order % 17));
      if (value !== undefined) form.set(place, { value });
    }
  return form;
};

test('the follow-ups of the sources are shipped', () => {
  expect(shippedQuestionnaires.map(({ id }) => id)).toEqual([
    'individual-follow-up',
    'child-placement-visit',
    'contract-follow-up-hvb',
    'contract-follow-up-supported-housing',
    'own-regime-follow-up',
    'self-report',
    'inspection',
    'supervision-report',
  ]);
});

describe.each(shippedQuestionnaires.map((of) => [of.id, of] as const))('%s', (_, of) => {
  test('can be published in Swedish and English', () => {
    expect(questionnaire.parse(of)).toEqual(of);
    expect(publicationFaults({ ...of, languages: ['sv', 'en'] })).toEqual([]);
  });

  test('goes out as a workbook and comes back the same', async () => {
    const workbook = await readWorkbook(await writeWorkbook(exportQuestionnaire(of)));
    if (!workbook.ok) throw new Error(workbook.problem.map((fault) => describeFault(fault, 'en')).join('\n'));
    expect(importQuestionnaire(workbook.value, 'file')).toEqual({
      ok: true,
      value: { document: of, notes: [] },
    });
  });

  test('can be filled in and sent, and not before', () => {
    const empty: Answers = {};
    expect(validateForSending(of, empty, surroundings).length).toBeGreaterThan(0);
    const form = fillIn(of);
    expect(form.findings()).toEqual([]);
    expect(validateForSending(of, form.submissionAnswers(), surroundings)).toEqual([]);
  });
});

test('an inspection counts the files that it reviewed and those with a plan', () => {
  const of = shippedQuestionnaires.find(({ id }) => id === 'inspection');
  if (of === undefined) throw new Error('there is no inspection');
  const form = openForm(of, {}, surroundings, { isNew: true });
  for (const row of ['a', 'b', 'c']) form.addRow('files', row);
  form.set('files/a/plan-made', { value: 'yes' });
  form.set('files/b/plan-made', { value: 'no' });
  expect([form.valueOf('reviewed'), form.valueOf('with-plan')]).toEqual([3, 1]);
  expect([form.isRelevant('files/a/plan-signed'), form.isRelevant('files/b/plan-signed')]).toEqual([
    true,
    false,
  ]);
});
