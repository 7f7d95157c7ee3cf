import type { Hidden } from './existence.ts';
import type { TestServer } from './start-server.ts';

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

/** How long the answers took about what there is and about what there is not, milliseconds. */
export interface Times {
  readonly there: readonly number[];
  readonly not: readonly number[];
}

const timeOf = async (server: TestServer, { route, who, about }: Hidden, id: string): Promise<number> => {
  const [method = ''] = route.split(' ');
  const { path, ...rest } = about(id);
  const begin = performance.now();
  await server.ask(who, path, { method, ...rest });
  return performance.now() - begin;
};

/** Asks so many times, turn about, after a thing that there is and one that there is not; the first `unheard` do not count. */
export const timesOf = async (
  server: TestServer,
  thing: Hidden,
  times: number,
  unheard: number,
): Promise<Times> => {
  const [there, not]: [number[], number[]] = [[], []];
  for (let time = -unheard; time < times; time += 1) {
    const nowhere = crypto.randomUUID().padEnd(thing.id.length, '0').slice(0, thing.id.length);
    // Who is first is chance, so that what follows a read or a write is as often the one as the other.
    const isFirst = Math.random() < 0.5;
    const first = await timeOf(server, thing, isFirst ? thing.id : nowhere);
    const second = await timeOf(server, thing, isFirst ? nowhere : thing.id);
    if (time < 0) continue;
    there.push(isFirst ? first : second);
    not.push(isFirst ? second : first);
  }
  return { there, not };
};

/** What the times tell. `isTold`: whoever asks can tell by them that there is something. */
export const toldBy = ({ there, not }: Times) => {
  const [ofThere, ofNot, deviation] = [medianOf(there), medianOf(not), deviationOf(there, not)];
  const isTold = Math.abs(deviation) > mostDeviation && Math.abs(ofThere - ofNot) > leastSeen;
  return { isTold, isSeen: Math.abs(ofThere - ofNot) > leastSeen, there: ofThere, not: ofNot, deviation };
};
