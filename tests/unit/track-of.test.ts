import { expect, test } from 'vitest';
import { wayOf } from '#app/track-of.ts';
import type { ItemResult } from '#domain/protocol.ts';

const receipt: ItemResult = {
  id: '6f1f3c1e-5c1a-4a53-9a53-2f1c0b9d7e11',
  status: 'set-aside',
  at: '2026-11-22T10:00:00.000Z',
  receipt: 7,
};
const signs = (...of: Parameters<typeof wayOf>) => wayOf(...of).map((step) => `${step.point} ${step.sign}`);

test('what was turned away at the door was not received', () => {
  const row = { writtenAt: '2026-11-22T09:00:00.000Z', receipt: null };
  expect(signs('refused', row, null)).toEqual([
    'waiting past',
    'sending past',
    'received stop',
    'register ahead',
    'review ahead',
  ]);
});

test('what was received and set aside stops before the register', () => {
  const row = { writtenAt: '2026-11-22T09:00:00.000Z', receipt };
  expect(signs('set-aside', row, null)).toEqual([
    'waiting past',
    'sending past',
    'received past',
    'register stop',
    'review ahead',
  ]);
});
