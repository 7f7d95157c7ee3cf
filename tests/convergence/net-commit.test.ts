import { expect, test, vi } from 'vitest';
import { findBrokenPromise } from './convergence.ts';

vi.mock('#server/register/group-commit.ts', () => import('./eager-commit.ts'));

test('the net catches a register that acknowledges before it has committed', async () => {
  expect(await findBrokenPromise(1, 200)).toBe('what was acknowledged is on disk');
}, 300_000);
