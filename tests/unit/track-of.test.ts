import { expect, test } from 'vitest';
import { wayOf } from '#app/track-of.ts';
import type { ItemResult } from '#domain/protocol.ts';

const receipt: ItemResult = {
  id: '6f1f3c1e-5c1a-4a53-9a53-2f1c0b9d7e11',
  status: 'set-aside',
  at: '2026-11-22T10:00:00.000Z',
  receipt: 7,
};
const unknown = { registeredAt: null, dismissal: null };
const signs = (...of: Parameters<typeof wayOf>) => wayOf(...of).map((step) => `${step.point} ${step.sign}`);

test('what was turned away at the door was not received', () => {
  const row = { writtenAt: '2026-11-22T09:00:00.000Z', receipt: null, ...unknown };
  expect(signs('refused', row, null)).toEqual([
    'waiting past',
    'sending past',
    'received stop',
    'register ahead',
    'review ahead',
  ]);
});

test('what was received and set aside stops before the register', () => {
  const row = { writtenAt: '2026-11-22T09:00:00.000Z', receipt, ...unknown };
  expect(signs('set-aside', row, null)).toEqual([
    'waiting past',
    'sending past',
    'received past',
    'register stop',
    'review ahead',
  ]);
});

const times = (...of: Parameters<typeof wayOf>) => wayOf(...of).map((step) => step.at);

test('each point that was reached has the time at which it was', () => {
  const [writtenAt, registeredAt, reviewedAt] = [
    '2026-11-22T09:00:00.000Z',
    '2026-11-22T11:00:00.000Z',
    '2026-11-23T08:00:00.000Z',
  ];
  const row = { writtenAt, receipt, registeredAt, dismissal: null };
  expect(times('approved', row, reviewedAt)).toEqual([writtenAt, null, receipt.at, registeredAt, reviewedAt]);
  expect(times('returned', row, reviewedAt)).toEqual([writtenAt, null, receipt.at, registeredAt, reviewedAt]);
  expect(times('in-register', row, reviewedAt)).toEqual([writtenAt, null, receipt.at, registeredAt, null]);
  // It is stopped from when it came.
  const stopped = { ...row, registeredAt: null };
  expect(times('set-aside', stopped, null)).toEqual([writtenAt, null, receipt.at, receipt.at, null]);
  expect(times('conflict', stopped, null)).toEqual([writtenAt, null, receipt.at, receipt.at, null]);
  const dismissal = { at: '2026-11-22T12:00:00.000Z', comment: 'Another home' };
  expect(times('dismissed', { ...stopped, dismissal }, null)).toEqual([
    writtenAt,
    null,
    receipt.at,
    dismissal.at,
    null,
  ]);
});
