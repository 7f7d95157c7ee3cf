import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { whyNotMade } from '#domain/follow-up/draft.ts';
import { individualFollowUp } from '#domain/questionnaire/individual-follow-up.ts';
import { findQuestion, type Question } from '#domain/questionnaire/questionnaire.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { VisitEditor } from '#app/visit-editor.svelte.ts';
import { VisitOutcome } from '#app/visit-outcome.svelte.ts';
import { opened, savedAt, TabletForTests } from './app-tablet.ts';

const question = (name: string): Question => {
  const found = findQuestion(individualFollowUp, name);
  if (found === undefined) throw new Error(`There is no question ${name}`);
  return found;
};
const support = question('support-as-decided');
const present = question('present');

let tablet: TabletForTests;
let editor: VisitEditor;

const form = () => {
  if (editor.form === null) throw new Error('The questionnaire is not here');
  return editor.form;
};

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(console, 'error').mockReturnValue();
  tablet = new TabletForTests();
  editor = new VisitEditor(tablet.worker, opened());
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

test('a choice goes to the disk at once, and is saved only when the disk has said so', async () => {
  expect(editor.saving.kind).toBe('untouched');
  form().answer(support.name, 'yes');
  expect(tablet.at(0)).toMatchObject({ question: support.name, answer: { value: 'yes' }, isTyping: false });
  expect(editor.saving.kind).toBe('saving');
  await tablet.at(0).commit();
  expect(editor.saving).toEqual({ kind: 'saved', at: savedAt });
});

test('typing is gathered for at most 250 ms, and is whole when the field is left', async () => {
  form().answer(present.name, 'Bru', true);
  await vi.advanceTimersByTimeAsync(200);
  form().answer(present.name, 'Brukaren', true);
  expect(tablet.recorded).toHaveLength(0);
  await vi.advanceTimersByTimeAsync(50);
  expect(tablet.at(0)).toMatchObject({ answer: { value: 'Brukaren' }, isTyping: true });
  await tablet.at(0).commit();
  editor.endTyping(present.name);
  expect(tablet.at(1)).toMatchObject({ answer: { value: 'Brukaren' }, isTyping: false });
});

test('why a visit was not made is kept while it is written, and is no answer of the form', async () => {
  expect(editor.whyNotMade).toBeUndefined();
  editor.keepWhyNotMade({ reason: null, comment: 'Hon var' }, true);
  await vi.advanceTimersByTimeAsync(250);
  expect(tablet.at(0)).toMatchObject({
    question: whyNotMade,
    answer: { comment: 'Hon var' },
    isTyping: true,
  });
  await tablet.at(0).commit();
  const answer = { value: 'client-absent', comment: 'Hon var inte där' };
  editor.keepWhyNotMade({ reason: answer.value, comment: answer.comment }, false);
  expect(tablet.at(1)).toMatchObject({ question: whyNotMade, answer, isTyping: false });

  const again = new VisitEditor(
    tablet.worker,
    opened({ draft: { ...opened().draft, answers: { [whyNotMade]: answer } } }),
  );
  expect(again.whyNotMade).toEqual({ reason: answer.value, comment: answer.comment });
  expect(relevantAnswers(individualFollowUp, again.answers)).not.toHaveProperty([whyNotMade]);
});

test('one change of a question is under way at a time; the newest follows', async () => {
  form().answer(support.name, 'yes');
  form().answer(support.name, 'partly');
  form().answer(support.name, 'no');
  expect(tablet.recorded).toHaveLength(1);
  await tablet.at(0).commit();
  expect(editor.saving.kind).toBe('saving');
  expect(tablet.recorded).toHaveLength(2);
  expect(tablet.at(1).answer).toEqual({ value: 'no' });
  await tablet.at(1).commit();
  expect(editor.saving.kind).toBe('saved');
});

test('hiding the page writes what is gathered without waiting for what is under way', async () => {
  form().answer(present.name, 'Bru', true);
  await vi.advanceTimersByTimeAsync(250);
  form().answer(present.name, 'Brukaren', true);
  const flushed = editor.buffer.flush();
  expect(tablet.recorded).toHaveLength(2);
  await tablet.at(1).commit();
  await tablet.at(0).commit();
  await flushed;
  expect(editor.saving.kind).toBe('saved');
});

test('what could not be saved stands on the screen, is said, and is tried again until it is saved', async () => {
  form().answer(support.name, 'yes');
  await tablet.at(0).refuse('full');
  expect(editor.saving).toEqual({ kind: 'failed', problem: 'full' });
  expect(editor.answers[support.name]).toEqual({ value: 'yes' });
  // Another question that is saved does not hide that this one is not.
  form().answer('influence', 'no');
  await tablet.at(-1).commit();
  expect(editor.saving.kind).toBe('failed');
  await tablet.at(-2).refuse('full');
  await vi.advanceTimersByTimeAsync(4_000);
  expect(tablet.at(-1)).toMatchObject({ question: support.name, answer: { value: 'yes' } });
  await tablet.at(-1).commit();
  expect(editor.saving.kind).toBe('saved');
});

test('an older change that fails after a newer one was saved is not written over it', async () => {
  form().answer(support.name, 'yes');
  form().answer(support.name, 'no');
  void editor.buffer.flush();
  await tablet.at(1).commit();
  await tablet.at(0).refuse('storage-lost');
  await vi.advanceTimersByTimeAsync(10_000);
  expect(tablet.recorded).toHaveLength(2);
  expect(editor.saving.kind).toBe('saved');
});

test('a reason clears the answer and can be undone; an answer clears the reason', () => {
  form().answer(support.name, 'yes');
  form().comment(support.name, 'Läxhjälp');
  form().leave(support.name, 'declined');
  expect(editor.answers[support.name]).toEqual({ reason: 'declined', comment: 'Läxhjälp' });
  expect(form().undo).toMatchObject({ question: support.name, cause: 'by-reason' });
  form().takeUndo();
  expect(editor.answers[support.name]).toEqual({ value: 'yes', comment: 'Läxhjälp' });
  expect(form().undo).toBeNull();
  form().leave(support.name, 'declined');
  form().answer(support.name, 'no');
  expect(editor.answers[support.name]).toEqual({ value: 'no', comment: 'Läxhjälp' });
  expect(form().undo?.cause).toBe('by-answer');
});

test('the place is kept from the first answer on', async () => {
  editor.moveTo('client', support.name);
  editor.moveTo('client', support.name);
  expect(tablet.positions).toEqual([support.name]);
  form().answer(support.name, 'yes');
  await tablet.at(0).commit();
  expect(tablet.positions).toEqual([support.name, support.name]);
});

test('where another tab took over nothing is written, and what was not on the disk is not lost', async () => {
  form().answer(present.name, 'Brukaren', true);
  form().answer(support.name, 'yes');
  await tablet.at(0).refuse('elsewhere');
  await tablet.at(1).refuse('elsewhere');
  expect(editor.isOpen).toBe(false);
  form().answer(support.name, 'no');
  expect(editor.answers[support.name]).toEqual({ value: 'yes' });
  // The other tab has answered one of the two.
  const other = opened();
  tablet.next = { ...other, draft: { ...other.draft, answers: { [support.name]: { value: 'partly' } } } };
  await editor.takeOver();
  expect(editor.isOpen).toBe(true);
  expect(editor.answers).toEqual({ [support.name]: { value: 'partly' }, present: { value: 'Brukaren' } });
  expect(editor.left).toEqual([{ question: support.name, answer: { value: 'yes' } }]);
  expect(tablet.at(-1)).toMatchObject({ question: 'present', answer: { value: 'Brukaren' } });
});

test('nothing is sent while something is missing or not saved', async () => {
  const outcome = new VisitOutcome(tablet.worker, editor);
  expect(await outcome.send()).toBe(false);
  expect(outcome.isAsked).toBe(true);
  expect(tablet.calls).toEqual([]);
  expect(await outcome.tellCarriedOut()).toBe(false);
  expect(outcome.problem).toBe('occasion-missing');
});

test('the first answer gives the draft its beginning, and what is read then takes nothing back', async () => {
  form().answer(support.name, 'yes');
  await tablet.at(0).commit();
  form().answer(support.name, 'partly');
  const { draft } = opened();
  tablet.next = opened({
    savedAt,
    draft: {
      ...draft,
      answers: { [support.name]: { value: 'yes' } },
      startedAt: savedAt,
      changedAt: savedAt,
    },
  });
  await editor.refresh();
  expect(editor.answers[support.name]).toEqual({ value: 'partly' });
});
