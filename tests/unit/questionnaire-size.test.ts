import { expect, test } from 'vitest';
import { engineSize } from '../benchmark/engine-size.ts';

test('the engine is at most 15 kB for a tablet to load', async () => {
  const bytes = await engineSize();
  expect(bytes).toBeLessThanOrEqual(15_000);
  // It is the whole engine that is weighed.
  expect(bytes).toBeGreaterThan(12_000);
});
