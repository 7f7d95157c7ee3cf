/**
 * node existence-soak.ts [N]: asks N times (400 unless said), turn about, after things that there are and somebody may not
 * know of, and after things that there are not, and compares how long the answers take. Exits with 1 where the time tells.
 */
import { hideThings } from './existence.ts';
import { timesOf, toldBy } from './existence-time.ts';
import { startTestServer } from './start-server.ts';

const times = Number(process.argv[2] ?? 400);
if (!Number.isInteger(times) || times < 20) throw new Error('How many times?');

const server = await startTestServer();
const hidden = await hideThings(server);

let told = 0;
for (const thing of hidden) {
  const { isTold, there, not, deviation } = toldBy(await timesOf(server, thing, times, 10));
  if (isTold) told += 1;
  console.log(
    `${isTold ? 'TOLD' : 'same'} ${thing.route}: ${there.toFixed(2)} ms and ${not.toFixed(2)} ms, ${deviation.toFixed(1)} deviations`,
  );
}
await server.stop();
console.log(`${told} of ${hidden.length} tell by their time what there is`);
process.exit(told === 0 ? 0 : 1);
