/** node check.ts [NAME…]: format, lint, types for each runtime, floors, dead code; all of them, or those named. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const projectFolder = join(import.meta.dirname, '..');
const tool = (path: string) => join(projectFolder, 'node_modules', path);
/** The compiler in Go. What else reads TypeScript (Svelte's check, ESLint) still needs the one in JavaScript, beside it. */
const typescript = tool('typescript-native/bin/tsc');

const runtimes = [
  '.',
  'src/domain',
  'src/device',
  'src/sync',
  'src/worker',
  'src/service-worker',
  'sync-server',
  'tests',
];

interface Check {
  readonly name: string;
  readonly of: string;
  readonly command: readonly string[];
}

const checks: readonly Check[] = [
  {
    name: 'format',
    of: 'prettier',
    command: [tool('prettier/bin/prettier.cjs'), '--check', '--log-level', 'warn', '.'],
  },
  {
    name: 'lint',
    of: 'oxlint',
    command: [tool('oxlint/bin/oxlint'), '--type-aware', '--deny-warnings', '--quiet'],
  },
  { name: 'lint', of: 'eslint', command: [tool('eslint/bin/eslint.js'), '--max-warnings', '0', '.'] },
  ...runtimes.map((runtime) => ({
    name: 'types',
    of: runtime,
    command: [typescript, '--noEmit', '-p', runtime],
  })),
  {
    name: 'types',
    of: 'src/app, src/ui',
    command: [
      tool('svelte-check/bin/svelte-check'),
      '--tsconfig',
      './src/tsconfig.json',
      '--fail-on-warnings',
    ],
  },
  {
    name: 'floors',
    of: 'dependency-cruiser',
    command: [tool('dependency-cruiser/bin/dependency-cruiser.mjs'), 'src', 'sync-server', 'tests'],
  },
  { name: 'dead-code', of: 'knip', command: [tool('knip/bin/knip.js'), '--treat-config-hints-as-errors'] },
];

interface Outcome {
  readonly succeeded: boolean;
  readonly seconds: number;
  readonly words: string;
}

function run(command: readonly string[]): Promise<Outcome> {
  const { promise, resolve } = Promise.withResolvers<Outcome>();
  const started = performance.now();
  const words: string[] = [];
  const child = spawn(process.execPath, [...command], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => words.push(text));
  }
  child.on('error', (error) => words.push(error.message));
  child.on('close', (code) => {
    resolve({ succeeded: code === 0, seconds: (performance.now() - started) / 1000, words: words.join('') });
  });
  return promise;
}

/**
 * Runs the checks of the given names (none: all), two at a time, and prints each outcome.
 * Returns the titles of those that failed.
 */
export async function runChecks(names: readonly string[] = []): Promise<string[]> {
  const waiting = checks.filter(({ name }) => names.length === 0 || names.includes(name));
  if (waiting.length === 0) return [`no check is called ${names.join(', ')}`];
  const failed: string[] = [];
  const workThrough = async () => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
      const { succeeded, seconds, words } = await run(check.command);
      const title = `${check.name} (${check.of})`;
      console.log(`${succeeded ? 'ok    ' : 'FAILED'} ${title} ${seconds.toFixed(1)} s`);
      if (succeeded) continue;
      console.log(words.trimEnd());
      failed.push(title);
    }
  };
  await Promise.all([workThrough(), workThrough()]);
  return failed;
}

if (import.meta.main) {
  const failed = await runChecks(process.argv.slice(2));
  if (failed.length > 0) {
    console.log(`Failed: ${failed.join(', ')}`);
    process.exitCode = 1;
  }
}
