import { expect, test } from 'vitest';
import { expectConvergence, seedOfRun } from './convergence.ts';

test('whatever befalls, nothing is lost, nothing counts twice, and all come to see the same (1 of 2)', async () => {
  await expectConvergence(seedOfRun() + 0, 500);
  expect.hasAssertions();
}, 600_000);
