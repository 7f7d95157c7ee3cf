import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Answers } from '#domain/follow-up/answer.ts';
import { relevantAnswers, relevantQuestions } from '#domain/questionnaire/relevance.ts';
import { validateForSending } from '#domain/questionnaire/validation.ts';
import { question, questionnaireOf, section } from './small-questionnaire.ts';

const asked = questionnaireOf(
  section('preparation', [
    question('found'),
    question('serious', { relevant: { question: 'found', anyOf: ['yes', 'partly'] } }),
  ]),
  section('measures', [
    question('reported', { relevant: { question: 'serious', anyOf: ['yes'] } }),
    question('when', { kind: 'date', relevant: { question: 'reported', anyOf: ['yes'] } }),
    question('always', { kind: 'number', mandatory: false }),
    question('severe-number', { relevant: { question: 'always', anyOf: ['7'] } }),
  ]),
);
const answers = (of: Record<string, string | number>): Answers =>
  Object.fromEntries(Object.entries(of).map(([name, value]) => [name, { value }]));
const namesOf = (of: Answers) => relevantQuestions(asked, of).map((each) => each.name);

describe('a question is relevant', () => {
  test.each<[string, Record<string, string | number>, string[]]>([
    ['always, where nothing is said of it', {}, ['found', 'always']],
    ['by the answer to an earlier one', { found: 'yes' }, ['found', 'serious', 'always']],
    ['by any of several answers', { found: 'partly' }, ['found', 'serious', 'always']],
    ['not by another answer', { found: 'no' }, ['found', 'always']],
    [
      'along a chain, over sections',
      { found: 'yes', serious: 'yes', reported: 'yes' },
      ['found', 'serious', 'reported', 'when', 'always'],
    ],
    [
      'no further than the chain holds: what a hidden question holds does not count',
      { found: 'no', serious: 'yes', reported: 'yes', when: '2026-11-20' },
      ['found', 'always'],
    ],
    ['by a number as it is written', { always: 7 }, ['found', 'always', 'severe-number']],
  ])('%s', (_, given, names) => {
    expect(namesOf(answers(given))).toEqual(names);
  });

  test('not by a reason, a comment or a deviation alone', () => {
    expect(namesOf({ found: { comment: 'yes', deviation: 'yes' } })).toEqual(['found', 'always']);
  });

  test('never by a question that comes after it: that one has not been put yet', () => {
    const backwards = questionnaireOf(
      section('only', [
        question('first', { relevant: { question: 'last', anyOf: ['yes'] } }),
        question('last'),
      ]),
    );
    const names = relevantQuestions(backwards, answers({ last: 'yes' })).map((each) => each.name);
    expect(names).toEqual(['last']);
  });
});

test('with a submission leave the answers to relevant questions; the others stay in the draft', () => {
  const draft = answers({ found: 'no', serious: 'yes', reported: 'no', always: 3, unknown: 'x' });
  expect(relevantAnswers(asked, draft)).toEqual(answers({ found: 'no', always: 3 }));
  expect(Object.keys(draft)).toHaveLength(5);
});

test('whatever was answered, what leaves has nothing irrelevant or unknown in it, and takes nothing more away', () => {
  const anyValue = fc.constantFrom('yes', 'partly', 'no', '', 7);
  const anyName = fc.constantFrom(
    'found',
    'serious',
    'reported',
    'when',
    'always',
    'severe-number',
    'unknown',
  );
  fc.assert(
    fc.property(fc.dictionary(anyName, anyValue, { noNullPrototype: true }), (given) => {
      const all = answers(given);
      const left = relevantAnswers(asked, all);
      const problems = validateForSending(asked, left).map((each) => each.problem);
      expect(problems).not.toContain('not-relevant');
      expect(problems).not.toContain('unknown-question');
      expect(relevantAnswers(asked, left)).toEqual(left);
      const relevant = new Set(namesOf(all));
      expect(Object.keys(left).toSorted()).toEqual(
        Object.keys(all)
          .filter((name) => relevant.has(name))
          .toSorted(),
      );
    }),
  );
});
