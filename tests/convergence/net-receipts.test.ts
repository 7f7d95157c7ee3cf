import { expect, test, vi } from 'vitest';
import type * as RegisterStore from '#server/register/register-store.ts';
import { findBrokenPromise } from './convergence.ts';

// Without the receipt table, nothing that comes again is known.
vi.mock('#server/register/register-store.ts', async (original) => ({
  ...(await original<typeof RegisterStore>()),
  findItem: () => undefined,
}));

test('the net catches a register that forgets its receipts', async () => {
  expect(await findBrokenPromise(1, 200)).not.toBe('nothing was broken');
}, 300_000);
