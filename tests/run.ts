/**
 * node run.ts [unit | e2e [ARGUMENT…]]: the checks and every test, or one kind of test, where further arguments go to
 * its runner (names of files, say); installs a Chromium where there is none.
 * The last line is `N passed, N failed, N skipped`; the exit code tells of any failure, and of nothing having run.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod';
import { build, isFresh } from '../sync-server/cli/build.ts';
import { runChecks } from './check.ts';
import { ensureChromium } from './chromium.ts';

const runnerArguments = process.argv.slice(3);
const projectFolder = join(import.meta.dirname, '..');
const tool = (path: string) => join(projectFolder, 'node_modules', path);

interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

const nothing: Tally = { passed: 0, failed: 0, skipped: 0 };

const vitestReport = z.object({
  numPassedTests: z.number(),
  numFailedTests: z.number(),
  numPendingTests: z.number(),
  numTodoTests: z.number(),
});

const playwrightReport = z.object({
  stats: z.object({ expected: z.number(), unexpected: z.number(), flaky: z.number(), skipped: z.number() }),
});

function run(command: readonly string[], environment: NodeJS.ProcessEnv): Promise<number> {
  const { promise, resolve } = Promise.withResolvers<number>();
  const child = spawn(process.execPath, [...command], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  child.on('error', (error) => {
    console.error(error.message);
    resolve(1);
  });
  child.on('exit', (code) => resolve(code ?? 1));
  return promise;
}

/** A runner that failed without naming a test (a file that does not load, a crash) counts as one failed test. */
function counted(exitCode: number, tally: Tally): Tally {
  return exitCode !== 0 && tally.failed === 0 ? { ...tally, failed: 1 } : tally;
}

function readReport(path: string): unknown {
  return existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')) : undefined;
}

async function runVitest(folder: string): Promise<Tally> {
  const path = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${path}`];
  const exitCode = await run([tool('vitest/vitest.mjs'), 'run', ...reporters, ...runnerArguments], {});
  const report = vitestReport.safeParse(readReport(path));
  if (!report.success) return counted(1, nothing);
  const { numPassedTests, numFailedTests, numPendingTests, numTodoTests } = report.data;
  return counted(exitCode, {
    passed: numPassedTests,
    failed: numFailedTests,
    skipped: numPendingTests + numTodoTests,
  });
}

async function runPlaywright(folder: string): Promise<Tally> {
  if (!(await chromium)) return { ...nothing, failed: 1 };
  const path = join(folder, 'playwright.json');
  const exitCode = await run(
    [tool('@playwright/test/cli.js'), 'test', '--reporter=list,json', ...runnerArguments],
    {
      PLAYWRIGHT_JSON_OUTPUT_FILE: path,
    },
  );
  const report = playwrightReport.safeParse(readReport(path));
  if (!report.success) return counted(1, nothing);
  const { expected, unexpected, flaky, skipped } = report.data.stats;
  return counted(exitCode, { passed: expected, failed: unexpected + flaky, skipped });
}

async function runChecksAsTests(): Promise<Tally> {
  const failed = await runChecks();
  if (failed.length > 0) console.log(`Failed checks: ${failed.join(', ')}`);
  return { ...nothing, failed: failed.length };
}

async function buildAsTest(): Promise<Tally> {
  return (await isFresh()) || (await build()) ? nothing : { ...nothing, failed: 1 };
}

const steps: Record<string, ((folder: string) => Promise<Tally>)[]> = {
  all: [runChecksAsTests, buildAsTest, runVitest, runPlaywright],
  unit: [runVitest],
  e2e: [buildAsTest, runPlaywright],
};

const [kind = 'all'] = process.argv.slice(2);
const chosen = steps[kind];
if (chosen === undefined) throw new Error(`There are no tests of the kind ${kind}, only unit and e2e.`);

// It comes over the network, while the checks have the processors.
const chromium = chosen.includes(runPlaywright) ? ensureChromium() : Promise.resolve(false);

const folder = mkdtempSync(join(tmpdir(), 'foljsam-tests-'));
const tallies: Tally[] = [];
for (const step of chosen) tallies.push(await step(folder));
rmSync(folder, { recursive: true });

const sum = (count: (tally: Tally) => number) => tallies.reduce((total, tally) => total + count(tally), 0);
const passed = sum((tally) => tally.passed);
const failed = sum((tally) => tally.failed);
if (passed === 0 && failed === 0) console.error('Not a single test was run.');
console.log(`${passed} passed, ${failed} failed, ${sum((tally) => tally.skipped)} skipped`);
process.exitCode = passed > 0 && failed === 0 ? 0 : 1;
