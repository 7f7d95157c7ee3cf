import { describe, expect, test } from 'vitest';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { ConflictChoice } from '#app/office/settle-conflict.svelte.ts';
import { chosenAnswers, questionsToChoose } from '#app/office/version-choice.ts';
import { entryOf, erik, followUpId, revision, revisionIds, wholeAnswers } from './office-cases.ts';
import { answering } from './office-fetch.ts';

const { first, second, third } = revisionIds;
const base = wholeAnswers();
const head = wholeAnswers({ overall: { value: 'deficient' }, 'monthly-reports': { value: 'late' } });
const other = wholeAnswers({ overall: { value: 'very-good' }, 'regular-feedback': { value: 'no' } });
const conflict: ConflictView = {
  submissionId: third,
  author: { id: erik.id, initials: erik.initials },
  at: '2026-11-18T08:00:00.000Z',
  questions: ['overall'],
  base: { ...base },
  answers: { ...other },
};
const entry = entryOf([revision(first, [], base), revision(second, [first], head)], {
  conflicts: [conflict],
});

describe('two versions of a follow-up', () => {
  test('what only one side changed stands; what both changed is as chosen', () => {
    const chosen = chosenAnswers(individualFollowUp, head, conflict, { overall: 'other' });
    expect(chosen['overall']).toEqual({ value: 'very-good' });
    expect(chosen['monthly-reports']).toEqual({ value: 'late' });
    expect(chosen['regular-feedback']).toEqual({ value: 'no' });
  });

  test('an answer that is no longer relevant does not come along', () => {
    const away: ConflictView = { ...conflict, answers: { ...other, 'plan-received': { value: 'no' } } };
    const chosen = chosenAnswers(individualFollowUp, head, away, { overall: 'head' });
    expect(chosen['plan-received']).toEqual({ value: 'no' });
    expect(chosen['plan-received-on']).toBeUndefined();
  });

  test('where nothing is contested, everything that differs is to be chosen', () => {
    expect(questionsToChoose(head, { ...conflict, questions: [] })).toEqual([
      'monthly-reports',
      'overall',
      'regular-feedback',
    ]);
  });

  test('nothing is chosen beforehand, and nothing sent before everything is', async () => {
    const choice = new ConflictChoice(entry, conflict, individualFollowUp);
    const requests = answering();
    expect(choice.left).toEqual(['overall']);
    expect(await choice.settle()).toBe(false);
    expect(requests).toEqual([]);
  });

  test('the choice is a version based on both', async () => {
    const choice = new ConflictChoice(entry, conflict, individualFollowUp);
    choice.choose('overall', 'head');
    const requests = answering({
      status: 200,
      json: { id: third, status: 'accepted', at: '2026-11-18T08:00:00.000Z', receipt: 7 },
    });
    expect(await choice.settle()).toBe(true);
    expect(requests[0]).toMatchObject({
      method: 'POST',
      url: `/api/review/${followUpId}/settlement`,
      body: { basedOn: [second, third], answers: { overall: { value: 'deficient' } } },
    });
  });

  test('choices that do not go together are told, and not sent', async () => {
    const bare: ConflictView = {
      ...conflict,
      questions: ['deviation-found'],
      answers: { ...base, 'deviation-found': { value: 'yes' } },
    };
    const choice = new ConflictChoice(entry, bare, individualFollowUp);
    choice.choose('deviation-found', 'other');
    const requests = answering();
    expect(await choice.settle()).toBe(false);
    expect(choice.findings.map((each) => each.question)).toContain('deviation-description');
    expect(requests).toEqual([]);
  });
});
