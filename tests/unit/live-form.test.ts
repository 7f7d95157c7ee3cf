import { expect, test } from 'vitest';
import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import { stillSurroundings } from '#domain/questionnaire/engine/form-environment.ts';
import type { Item } from '#domain/questionnaire/questionnaire.ts';
import { LiveForm } from '#app/form/live-form.svelte.ts';
import { asks, calculates, formOf, repeatOf } from './questionnaire-builder.ts';

/** A form on the screen, and what it gives to be kept, in order. */
const open = (items: Item[], answers: Answers = {}) => {
  const kept: [string, Answer][] = [];
  const live = new LiveForm(formOf(items), answers, {
    surroundings: { ...stillSurroundings, randomId: () => 'a-random-id' },
    keep: (place, answer) => kept.push([place, answer]),
    isOpen: () => true,
  });
  return { live, kept };
};
const area = asks('area', { kind: 'integer', default: '10' });

test('defaults of rows that a count brings are kept before the answer that brings them', () => {
  const { live, kept } = open([
    asks('rooms', { kind: 'integer' }),
    repeatOf('room', [area, calculates('double', '${area} * 2')], { count: '${rooms}' }),
  ]);
  live.answer('rooms', '2');
  expect(kept).toEqual([
    ['room/1/area', { value: 10 }],
    ['room/2/area', { value: 10 }],
    ['rooms', { value: 2 }],
  ]);
});

test('a row is kept with its defaults, and those of rows that come of it', () => {
  const { live, kept } = open([
    repeatOf('people', [asks('age', { kind: 'integer', default: '1' })]),
    repeatOf('beds', [area], { count: 'count(${people})' }),
  ]);
  live.addRow('people');
  expect(kept).toEqual([
    ['people/a-random/age', { value: 1 }],
    ['beds/1/area', { value: 10 }],
    ['people', { rows: ['a-random'] }],
  ]);
});

test('what waited for an answer to be worked out is kept with it', () => {
  const { live, kept } = open([
    asks('a', { kind: 'integer' }),
    asks('b', { kind: 'integer', calculation: '${a} + 1', trigger: ['a'] }),
    calculates('c', '${a} + 2'),
  ]);
  live.answer('a', '1');
  expect(Object.fromEntries(kept)).toEqual({ a: { value: 1 }, b: { value: 2 } });
});
