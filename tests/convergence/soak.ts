/**
 * node soak.ts --minutes N: plays runs of the simulation with new seeds for so long, and between them kills the real
 * server, cuts its power and fails its disk, with new seeds too; reports runs, commands, faults and losses. Exits with 1 at
 * the first broken promise, with all that is needed to see it again.
 */
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { simulate } from './simulate.ts';

const at = process.argv.indexOf('--minutes');
const minutes = at === -1 ? 5 : Number(process.argv[at + 1]);
if (!Number.isFinite(minutes) || minutes <= 0) throw new Error('--minutes takes a number above 0');

const runner = join(import.meta.dirname, '..', 'run.ts');
const faultTests = ['kill', 'kill-main', 'power-cut', 'disk-faults'].map(
  (each) => `tests/server/${each}.test.ts`,
);

/** What the tests of the real server do to it, once more with a seed of its own; whether nothing was lost. */
const failServer = (seed: number): boolean => {
  const done = spawnSync(process.execPath, [runner, 'unit', ...faultTests], {
    env: { ...process.env, FAULT_SEED: String(seed) },
    encoding: 'utf8',
  });
  if (done.status !== 0) console.error(`FAULT_SEED=${seed}`, done.stdout, done.stderr);
  return done.status === 0;
};

const end = Date.now() + minutes * 60_000;
let [runs, commands, faults, rounds, losses] = [0, 0, 0, 0, 0];
let seed = Date.now() % 1e9;
while (Date.now() < end && losses === 0) {
  const played = await simulate({ seed, runs: 200, isShrunk: true, until: () => Date.now() >= end });
  runs += played.runs;
  commands += played.commands;
  faults += played.faults;
  if (played.failure !== null) {
    losses += 1;
    const { error, log, run } = played.failure;
    console.error(`CONVERGENCE_SEED=${seed}, run ${run}:`, error, `\n${log.join('\n')}`);
    console.error(JSON.stringify(played.failure.commands));
  } else {
    rounds += 1;
    if (!failServer(seed)) losses += 1;
  }
  console.log(
    `${runs} runs, ${commands} commands, ${faults} faults; ${rounds} rounds of kills, power cuts and bad disks; ${losses} losses`,
  );
  seed += 1;
}
process.exit(losses === 0 ? 0 : 1);
