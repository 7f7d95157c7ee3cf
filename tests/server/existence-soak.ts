/**
 * node existence-soak.ts [N]: asks N times (400 unless said), turn about, after things that there are and somebody may not
 * know of, and after things that there are not, and compares how long the answers take. Exits with 1 where the time tells.
 */
import { hideThings, type Hidden } from './existence.ts';
import { startTestServer } from './start-server.ts';

const times = Number(process.argv[2] ?? 400);
if (!Number.isInteger(times) || times < 20) throw new Error('How many times?');

/** By so many standard deviations the order of the two may differ from chance: beyond it is one in a hundred million. */
const mostDeviation = 5.7;
/** And by less than this nobody sees it over a network, milliseconds. */
const leastSeen = 0.2;

/** Mann and Whitney: how far the ranks of the one lie from those of chance, in standard deviations. */
const deviationOf = (one: readonly number[], other: readonly number[]): number => {
  const all = [
    ...one.map((value) => ({ value, isOne: true })),
    ...other.map((value) => ({ value, isOne: false })),
  ];
  all.sort((left, right) => left.value - right.value);
  const ranks = all.reduce((sum, { isOne }, index) => sum + (isOne ? index + 1 : 0), 0);
  const expected = (one.length * (all.length + 1)) / 2;
  return (ranks - expected) / Math.sqrt((one.length * other.length * (all.length + 1)) / 12);
};

const medianOf = (values: readonly number[]): number =>
  values.toSorted((one, other) => one - other)[Math.floor(values.length / 2)] ?? Number.NaN;

const server = await startTestServer();
const hidden = await hideThings(server);

const timeOf = async ({ route, who, about }: Hidden, id: string): Promise<number> => {
  const [method = ''] = route.split(' ');
  const { path, ...rest } = about(id);
  const begin = performance.now();
  await server.ask(who, path, { method, ...rest });
  return performance.now() - begin;
};

let told = 0;
for (const thing of hidden) {
  const [there, not]: [number[], number[]] = [[], []];
  for (let time = -10; time < times; time += 1) {
    const nowhere = crypto.randomUUID().padEnd(thing.id.length, '0').slice(0, thing.id.length);
    // Who is first is chance, so that what follows a read or a write is as often the one as the other.
    const isFirst = Math.random() < 0.5;
    const first = await timeOf(thing, isFirst ? thing.id : nowhere);
    const second = await timeOf(thing, isFirst ? nowhere : thing.id);
    if (time < 0) continue;
    there.push(isFirst ? first : second);
    not.push(isFirst ? second : first);
  }
  const deviation = deviationOf(there, not);
  const difference = medianOf(there) - medianOf(not);
  const isTold = Math.abs(deviation) > mostDeviation && Math.abs(difference) > leastSeen;
  if (isTold) told += 1;
  console.log(
    `${isTold ? 'TOLD' : 'same'} ${thing.route}: ${medianOf(there).toFixed(2)} ms and ${medianOf(not).toFixed(2)} ms, ${deviation.toFixed(1)} deviations`,
  );
}
await server.stop();
console.log(`${told} of ${hidden.length} tell by their time what there is`);
process.exit(told === 0 ? 0 : 1);
