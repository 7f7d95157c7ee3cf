import { describe, expect, test } from 'vitest';
import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { longestText } from '#domain/questionnaire/question-kinds.ts';
import type { Question, Section } from '#domain/questionnaire/questionnaire.ts';
import {
  choiceOf,
  sectionProgress,
  validateAnswer,
  validateForSending,
  type AnswerProblem,
} from '#domain/questionnaire/validation.ts';
import { wholeAnswers } from '../server/seed.ts';
import { question, questionnaireOf, section } from './small-questionnaire.ts';

const tooLong = 'x'.repeat(longestText + 1);
const caseworkers = section('assessment', []);
const clients = section('client', [], { putTo: 'client', voluntary: true });

describe('while it is being given, an answer is wrong', () => {
  test.each<[string, Question, Section, Answer, AnswerProblem]>([
    ['that is none of the choices', question('q'), caseworkers, { value: 'perhaps' }, 'not-a-choice'],
    ['with a number for a choice', question('q'), caseworkers, { value: 1 }, 'not-a-choice'],
    [
      'that is not on the scale',
      question('q', { kind: 'scale' }),
      caseworkers,
      { value: '' },
      'not-a-choice',
    ],
    ['that is no day', question('q', { kind: 'date' }), caseworkers, { value: '2026-02-30' }, 'not-a-date'],
    ['that is no number', question('q', { kind: 'number' }), caseworkers, { value: 'many' }, 'not-a-number'],
    ['that is no text', question('q', { kind: 'long-text' }), caseworkers, { value: 1 }, 'wrong-type'],
    [
      'that is too long for one line',
      question('q', { kind: 'short-text' }),
      caseworkers,
      { value: 'x'.repeat(501) },
      'too-long',
    ],
    ['that is too long', question('q', { kind: 'long-text' }), caseworkers, { value: tooLong }, 'too-long'],
    ['with too long a comment', question('q'), caseworkers, { value: 'yes', comment: tooLong }, 'too-long'],
    [
      'with too long a deviation',
      question('q'),
      caseworkers,
      { value: 'yes', deviation: tooLong },
      'too-long',
    ],
    ['left where it must not be', question('q'), caseworkers, { reason: 'declined' }, 'reason-not-allowed'],
    ['given and left', question('q'), clients, { value: 'yes', reason: 'declined' }, 'reason-not-allowed'],
  ])('%s', (_, of, within, given, problem) => {
    expect(validateAnswer(of, within, given)).toBe(problem);
  });

  test.each<[string, Question, Section, Answer]>([
    ['that is missing: not yet', question('q'), caseworkers, {}],
    ['with a comment alone: not yet', question('q'), caseworkers, { comment: 'Later' }],
    ['left in a voluntary section', question('q'), clients, { reason: 'declined' }],
    ['as long as may be', question('q', { kind: 'long-text' }), caseworkers, { value: tooLong.slice(1) }],
    ['on a leap day', question('q', { kind: 'date' }), caseworkers, { value: '2028-02-29' }],
    ['of nought', question('q', { kind: 'number' }), caseworkers, { value: 0 }],
  ])('but not one %s', (_, of, within, given) => {
    expect(validateAnswer(of, within, given)).toBeUndefined();
  });
});

describe('before it is sent', () => {
  const asked = questionnaireOf(
    section('client', [question('support', { mandatory: false }), question('wish', { mandatory: false })], {
      putTo: 'client',
      voluntary: true,
    }),
    section('assessment', [
      question('plan'),
      question('why', { kind: 'long-text', relevant: { question: 'plan', anyOf: ['no'] } }),
      question('remark', { kind: 'long-text', mandatory: false }),
    ]),
  );
  const whole: Answers = { support: { value: 'yes' }, wish: { reason: 'declined' }, plan: { value: 'yes' } };

  test.each<[string, Answers, [string, AnswerProblem][]]>([
    ['nothing is wrong with a whole one', {}, []],
    ['what is mandatory is there', { plan: {} }, [['plan', 'missing']]],
    ['a comment is no answer', { plan: { comment: 'Well' } }, [['plan', 'missing']]],
    ['what was left has a reason', { wish: {} }, [['wish', 'reason-missing']]],
    ['a comment is no reason', { wish: { comment: 'Tired' } }, [['wish', 'reason-missing']]],
    ['what has become relevant is there', { plan: { value: 'no' } }, [['why', 'missing']]],
    ['what is not relevant is not', { why: { value: 'Late' } }, [['why', 'not-relevant']]],
    ['a blank one is nothing', { why: { comment: ' ' }, remark: {} }, []],
    ['what was never asked is not answered', { other: { value: 'yes' } }, [['other', 'unknown-question']]],
    [
      'all that is wrong is found, in the order of the questions, what was never asked last',
      { other: {}, remark: { value: 1 }, plan: { value: 'x' }, support: {} },
      [
        ['support', 'reason-missing'],
        ['plan', 'not-a-choice'],
        ['remark', 'wrong-type'],
        ['other', 'unknown-question'],
      ],
    ],
  ])('%s', (_, given, problems) => {
    const findings = validateForSending(asked, { ...whole, ...given });
    expect(findings.map((each) => [each.question, each.problem])).toEqual(problems);
  });
});

describe("the pilot's questionnaire", () => {
  const problemsOf = (more: Answers) =>
    validateForSending(individualFollowUp, wholeAnswers(more)).map((each) => [each.question, each.problem]);

  test('can be sent whole', () => {
    expect(problemsOf({})).toEqual([]);
  });

  test('asks when the plan came where there is one', () => {
    expect(problemsOf({ 'plan-received': { value: 'yes' } })).toEqual([['plan-received-on', 'missing']]);
  });

  test('asks for the assessment of the caseworker, whatever the client left', () => {
    expect(problemsOf({ influence: { reason: 'did-not-understand' }, overall: {} })).toEqual([
      ['overall', 'missing'],
    ]);
    expect(problemsOf({ overall: { reason: 'declined' } })).toEqual([['overall', 'reason-not-allowed']]);
  });
});

describe('how far a section has come', () => {
  const client = section('client', [question('one', { mandatory: false }), question('two')], {
    voluntary: true,
  });
  const assessment = section('assessment', [
    question('plan'),
    question('why', { kind: 'long-text', relevant: { question: 'plan', anyOf: ['no'] } }),
    question('remark', { kind: 'long-text', mandatory: false }),
  ]);
  const asked = questionnaireOf(client, assessment);

  test.each<[string, Section, Answers, [handled: number, total: number]]>([
    ['nothing yet', client, {}, [0, 2]],
    ['left with a reason is handled', client, { one: { reason: 'declined' } }, [1, 2]],
    ['a comment handles nothing', client, { one: { comment: 'Tired' } }, [0, 2]],
    ['what may be left out does not count', assessment, {}, [0, 1]],
    ['until something stands there', assessment, { remark: { comment: 'Seen' } }, [1, 2]],
    ['what has become relevant counts', assessment, { plan: { value: 'no' } }, [1, 2]],
    [
      'what is no longer relevant does not',
      assessment,
      { plan: { value: 'yes' }, why: { value: 'Late' } },
      [1, 1],
    ],
  ])('%s', (_, within, given, [handled, total]) => {
    expect(sectionProgress(asked, within, given)).toEqual({ handled, total });
  });
});

test('the words of a choice are found by its question and name', () => {
  expect(choiceOf(individualFollowUp, 'overall', 'deficient')?.label.sv).toBe('Bristande');
  expect(choiceOf(individualFollowUp, 'overall', 'unheard-of')).toBeUndefined();
  expect(choiceOf(individualFollowUp, 'unheard-of', 'deficient')).toBeUndefined();
});
