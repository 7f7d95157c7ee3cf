import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/follow-up/answer.ts';
import { choicesFor, questionsOf, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { countDeviations, countWorse } from '#domain/register/comparison.ts';
import { shippedQuestionnaires } from '#server/questionnaires/shipped/shipped.ts';
import { answerText } from '#ui/answer-words.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { answeredReturn, clientAnswers, compareAnswers, notedDeviations } from '#app/office/comparison.ts';
import { authorsByQuestion, changedBetween, mainAuthor } from '#app/office/who-answered.ts';
import { entryOf, erik, maria, revision, revisionIds, sofia, wholeAnswers } from './office-cases.ts';

const shippedAs = (id: string): Questionnaire => {
  const found = shippedQuestionnaires.find((each) => each.id === id);
  if (found === undefined) throw new Error(`No questionnaire ${id} is shipped`);
  return found;
};

const { first, second, third, merged } = revisionIds;

const changes = (now: ReturnType<typeof wholeAnswers>, was: ReturnType<typeof wholeAnswers> | null) =>
  new Map(
    compareAnswers(individualFollowUp, now, was).flatMap((section) =>
      section.questions.map((each) => [each.question.name, each.change]),
    ),
  );

describe('answers beside the previous ones', () => {
  test('the assessment comes first, and questions that were not asked are left out', () => {
    const sections = compareAnswers(individualFollowUp, wholeAnswers(), null);
    expect(sections.map((each) => each.section.name)).toEqual([
      'assessment',
      'preparation',
      'client',
      'deviations',
    ]);
    const names = sections.flatMap((each) => each.questions.map((one) => one.question.name));
    expect(names).toContain('plan-received-on');
    expect(names).not.toContain('deviation-description');
  });

  test('worse and better where the choices are a scale; elsewhere only that it is another answer', () => {
    const found = changes(
      wholeAnswers({
        overall: { value: 'deficient' },
        'information-duty': { value: 'very-good' },
        'monthly-reports': { value: 'late' },
      }),
      wholeAnswers(),
    );
    expect(found.get('overall')).toBe('worse');
    expect(found.get('information-duty')).toBe('better');
    expect(found.get('monthly-reports')).toBe('changed');
    expect(found.get('according-to-plan')).toBe('same');
  });

  test('another comment is not another answer, and days and words are not compared', () => {
    const found = changes(
      wholeAnswers({ overall: { value: 'acceptable', comment: 'Bra' }, date: { value: '2026-11-17' } }),
      wholeAnswers({ overall: { value: 'acceptable', comment: 'Mindre bra' } }),
    );
    expect(found.get('overall')).toBe('same');
    expect(found.get('date')).toBeNull();
    expect(found.get('anything-to-add')).toBeNull();
  });

  test('an answer where there was none is new; without an earlier follow-up nothing is', () => {
    const { overall: _, ...without } = wholeAnswers();
    expect(changes(wholeAnswers(), without).get('overall')).toBe('new');
    expect([...changes(wholeAnswers(), null).values()].every((each) => each === null)).toBe(true);
  });

  test('what the client answered, and deviations in the order of the questions', () => {
    const answers = wholeAnswers({
      overall: { value: 'acceptable', deviation: 'Två' },
      'according-to-plan': { value: 'acceptable', deviation: 'Ett' },
    });
    expect(clientAnswers(individualFollowUp, answers)).toEqual({ answered: 2, total: 4 });
    expect(notedDeviations(individualFollowUp, answers).map((each) => each.text)).toEqual(['Ett', 'Två']);
  });
});

describe('what is asked once for each row, and answered out of a list of the document', () => {
  const inspection = shippedAs('inspection');
  const contract = shippedAs('contract-follow-up-hvb');
  const scale = questionsOf(contract).find((each) => each.kind === 'scale' && each.choiceList !== undefined);
  if (scale === undefined) throw new Error('The contract follow-up judges by no list');
  const [best, , worst] = choicesFor(contract, scale);
  const judged = (value: string | undefined): Answers => ({ [scale.name]: { value } });

  test('a judgement out of a list is worse or better, and comes with the words of the list', () => {
    const [was, now] = [judged(best?.name), judged(worst?.name)];
    const found = compareAnswers(contract, now, was)
      .flatMap((section) => section.questions)
      .find((each) => each.question.name === scale.name);
    expect(found?.change).toBe('worse');
    expect(found?.choices).toEqual(choicesFor(contract, scale));
    expect(countWorse(contract, was, now)).toBe(1);
    expect(countWorse(contract, now, was)).toBe(0);
    expect(answerText(contract, scale, now[scale.name])).toBe(worst?.label.sv);
  });

  test('each row stands by itself under its name, in its order; another visit has other rows', () => {
    const answers: Answers = {
      files: { rows: ['b', 'a'] },
      'files/a/plan-made': { value: 'no', deviation: 'Planen saknas' },
      'files/b/plan-made': { value: 'yes' },
    };
    const files = compareAnswers(inspection, answers, {
      'files/a/plan-made': { value: 'yes' },
      'files/c/plan-made': { value: 'yes' },
    })
      .flatMap((section) => section.questions)
      .filter((each) => each.question.name === 'plan-made');
    expect(files.map(({ place, now, row }) => [place, now?.value, row?.index, row?.total])).toEqual([
      ['files/b/plan-made', 'yes', 0, 2],
      ['files/a/plan-made', 'no', 1, 2],
    ]);
    expect(files.map(({ change }) => change)).toEqual([null, 'changed']);
    expect(notedDeviations(inspection, answers)).toMatchObject([
      { place: 'files/a/plan-made', text: 'Planen saknas' },
    ]);
    expect(countDeviations(answers)).toBe(1);
  });
});

describe('who answered what', () => {
  test('an answer is hers who first gave it, through corrections and merges', () => {
    const base = wholeAnswers();
    const hers = { ...base, overall: { value: 'deficient' } };
    const his = { ...base, 'monthly-reports': { value: 'late' } };
    const both = { ...hers, 'monthly-reports': { value: 'late' } };
    const revisions = [
      revision(first, [], base, maria),
      revision(second, [first], hers, sofia),
      revision(third, [first], his, erik),
      revision(merged, [second, third], both, erik, 'merge'),
    ];
    const authors = authorsByQuestion(revisions, merged);
    expect(authors.get('overall')).toEqual(sofia);
    expect(authors.get('monthly-reports')).toEqual(erik);
    expect(authors.get('according-to-plan')).toEqual(maria);
    expect(mainAuthor(authors, ['overall', 'according-to-plan', 'information-duty'])).toEqual(maria);
    expect(mainAuthor(authors, ['overall'])).toEqual(sofia);
    expect(mainAuthor(authors, ['nothing'])).toBeUndefined();
  });

  test('what differs between two revisions', () => {
    const one = revision(first, [], wholeAnswers());
    const other = revision(second, [first], wholeAnswers({ overall: { value: 'deficient' } }));
    expect([...changedBetween(one, other)]).toEqual(['overall']);
    expect(changedBetween(undefined, other).size).toBe(0);
  });

  test('a return is answered once a newer revision holds', () => {
    const one = revision(first, [], wholeAnswers());
    const returned = {
      revision: first,
      decision: 'returned' as const,
      by: sofia,
      at: '2026-11-18T08:00:00.000Z',
      comments: [{ question: null, text: 'Ändra' }],
    };
    expect(answeredReturn(entryOf([one], { reviews: [returned] }))).toBeUndefined();
    const other = revision(second, [first], wholeAnswers());
    expect(answeredReturn(entryOf([one, other], { reviews: [returned] }))).toBe(returned);
  });
});
