/**
 * node bad-requests-soak.ts [N]: asks a server on loopback N bad things (200,000 unless said), with new seeds, and tells
 * what was answered. Exits with 1 where something broke, changed, or took more than a second.
 */
import { askBadly } from './ask-badly.ts';
import { startTestServer } from './start-server.ts';

const wanted = Number(process.argv[2] ?? 200_000);
if (!Number.isInteger(wanted) || wanted <= 0) throw new Error('How many requests?');

const portion = 10_000;
let seed = Date.now() % 1e9;
let asked = 0;
let slowest = { milliseconds: 0, words: '' };
let faults: readonly string[] = [];
const statuses: Record<string, number> = {};
while (asked < wanted && faults.length === 0) {
  const server = await startTestServer();
  const round = await askBadly(server, seed, Math.min(portion, wanted - asked));
  await server.stop();
  asked += round.count;
  if (round.slowest.milliseconds > slowest.milliseconds) slowest = round.slowest;
  faults = round.faults;
  for (const [status, count] of Object.entries(round.statuses)) {
    statuses[status] = (statuses[status] ?? 0) + count;
  }
  console.log(
    `${asked} requests, the slowest ${Math.round(slowest.milliseconds)} ms, ${faults.length} faults (FAULT_SEED=${seed})`,
  );
  seed += 1;
}
console.log(JSON.stringify(statuses), `\nThe slowest: ${slowest.words}`);
for (const fault of faults) console.error(fault);
process.exit(faults.length === 0 && slowest.milliseconds <= 1_000 ? 0 : 1);
