import { expect, test, vi } from 'vitest';
import type * as Reconcile from '#domain/register/reconcile.ts';
import { findBrokenPromise } from './convergence.ts';

// Without the base check, the last to arrive wins.
vi.mock('#domain/register/reconcile.ts', async (original) => ({
  ...(await original<typeof Reconcile>()),
  reconcile: () => ({ status: 'accepted' }),
}));

test('the net catches a register that takes anything for the newest', async () => {
  expect(await findBrokenPromise(1, 200)).toBe('a new head builds on the one before');
}, 300_000);
