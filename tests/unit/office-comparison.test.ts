import { describe, expect, test } from 'vitest';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { answeredReturn, clientAnswers, compareAnswers, notedDeviations } from '#app/office/comparison.ts';
import { authorsByQuestion, changedBetween, mainAuthor } from '#app/office/who-answered.ts';
import { entryOf, erik, maria, revision, revisionIds, sofia, wholeAnswers } from './office-cases.ts';

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
