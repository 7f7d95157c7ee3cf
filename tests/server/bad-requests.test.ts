import { expect, test } from 'vitest';
import { askBadly } from './ask-badly.ts';
import { startTestServer } from './start-server.ts';

const seed = Number(process.env['FAULT_SEED'] ?? Math.floor(Math.random() * 1e9));

// Not whether none is slow: beside other tests the machine decides that. `npm run soak:requests` does.
test(`3,000 bad requests break nothing and change nothing (FAULT_SEED=${seed})`, async () => {
  const server = await startTestServer();
  const { count, statuses, faults } = await askBadly(server, seed, 3_000);
  await server.stop();
  expect(faults).toEqual([]);
  expect(count).toBe(3_000);
  // It got past the doors: some were answered, and some looked at.
  expect(statuses[200]).toBeGreaterThan(100);
  expect(statuses[422]).toBeGreaterThan(100);
});
