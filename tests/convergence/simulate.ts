import fc from 'fast-check';
import { rmSync } from 'node:fs';
import { makeTemplate, type Template } from './register.ts';
import { makeIdentity } from './tablet.ts';
import { World, type Command } from './world.ts';

/** A run that broke a promise: what to say, and how to see it again. */
export interface Failure {
  readonly seed: number;
  readonly run: number;
  readonly error: unknown;
  /** The commands, cut down to those that are needed. */
  readonly commands: readonly Command[];
  readonly log: readonly string[];
}

export interface Simulation {
  readonly runs: number;
  readonly commands: number;
  /** What befell in them. */
  readonly faults: number;
  readonly failure: Failure | null;
}

const commandArbitrary: fc.Arbitrary<Command> = fc.record({
  kind: fc.nat({ max: 27_999 }),
  a: fc.nat({ max: 2_999 }),
  b: fc.nat({ max: 2_999 }),
  c: fc.nat({ max: 59_999 }),
});

interface Setting {
  readonly template: Template;
  readonly identities: Parameters<typeof makeWorld>[1];
}

const makeWorld = (
  template: Template,
  identities: readonly [Awaited<ReturnType<typeof makeIdentity>>, Awaited<ReturnType<typeof makeIdentity>>],
  run: number,
): World => new World(template, identities, run);

const play = async ({ template, identities }: Setting, run: number, commands: readonly Command[]) => {
  const world = makeWorld(template, identities, run);
  try {
    await world.begin();
    for (const command of commands) await world.do(command);
    await world.heal();
    return { broken: null, faults: world.faults };
  } catch (error) {
    return { broken: { error, log: world.log }, faults: world.faults };
  } finally {
    await world.end();
  }
};

/** Leaves out what the failure does not need, one command at a time. */
const shrink = async (
  setting: Setting,
  run: number,
  commands: readonly Command[],
  most: number,
): Promise<readonly Command[]> => {
  let needed = commands;
  let tries = 0;
  for (let at = needed.length - 1; at >= 0 && tries < most; at -= 1) {
    const fewer = needed.toSpliced(at, 1);
    tries += 1;
    if ((await play(setting, run, fewer)).broken !== null) needed = fewer;
  }
  return needed;
};

/** Plays so many runs of fifty commands from a seed, until the first that breaks a promise. */
export const simulate = async (of: {
  readonly seed: number;
  readonly runs: number;
  readonly isShrunk?: boolean;
  readonly until?: () => boolean;
}): Promise<Simulation> => {
  const identities = [await makeIdentity(), await makeIdentity()] as const;
  const template = await makeTemplate([
    { identity: identities[0], users: ['first', 'second'] },
    { identity: identities[1], users: ['first'] },
  ]);
  const setting = { template, identities };
  let [played, faults] = [0, 0];
  try {
    const lists = fc.sample(fc.array(commandArbitrary, { minLength: 50, maxLength: 50 }), {
      seed: of.seed,
      numRuns: of.runs,
    });
    for (const [run, commands] of lists.entries()) {
      if (of.until?.()) break;
      const { broken, faults: befell } = await play(setting, run, commands);
      played += 1;
      faults += befell;
      if (broken === null) continue;
      const needed = of.isShrunk ? await shrink(setting, run, commands, 200) : commands;
      const again = of.isShrunk ? ((await play(setting, run, needed)).broken ?? broken) : broken;
      return {
        runs: played,
        commands: played * 50,
        faults,
        failure: { seed: of.seed, run, commands: needed, ...again },
      };
    }
    return { runs: played, commands: played * 50, faults, failure: null };
  } finally {
    rmSync(template.folder, { recursive: true, force: true });
  }
};
