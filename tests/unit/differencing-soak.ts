/**
 * node differencing-soak.ts [N]: plays N random sequences of closing and publishing with new seeds (10,000 unless said),
 * and tells of every hidden cell that could be pinned down. Exits with 1 at the first.
 */
import { playSequence } from './differencing.ts';

const sequences = Number(process.argv[2] ?? 10_000);
if (!Number.isInteger(sequences) || sequences <= 0) throw new Error('How many sequences?');

const first = Date.now() % 1e9;
for (let seed = first; seed < first + sequences; seed += 1) {
  const disclosed = playSequence(seed);
  if (disclosed.length === 0) continue;
  console.error(`Sequence ${seed}:`, JSON.stringify(disclosed));
  process.exit(1);
}
console.log(`${sequences} sequences from ${first} on: no hidden cell pinned down.`);
