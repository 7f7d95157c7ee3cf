/**
 * node soak.ts --minutes N: plays runs of the simulation with new seeds for so long; reports runs, commands, faults
 * and losses. Exits with 1 at the first broken promise, with all that is needed to see it again.
 */
import { simulate } from './simulate.ts';

const at = process.argv.indexOf('--minutes');
const minutes = at === -1 ? 5 : Number(process.argv[at + 1]);
if (!Number.isFinite(minutes) || minutes <= 0) throw new Error('--minutes takes a number above 0');

const end = Date.now() + minutes * 60_000;
let runs = 0;
let commands = 0;
let faults = 0;
let losses = 0;
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
  }
  console.log(`${runs} runs, ${commands} commands, ${faults} faults, ${losses} losses`);
  seed += 1;
}
process.exit(losses === 0 ? 0 : 1);
