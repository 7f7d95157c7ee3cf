import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as z from 'zod/mini';
import { ensureChromium } from '../chromium.ts';
import { figure, type Benchmark, type Figure } from './benchmark.ts';

const projectFolder = join(import.meta.dirname, '..', '..');
const tool = (path: string): string => join(projectFolder, 'node_modules', path);

const vitestReport = z.object({ numPassedTests: z.int(), numFailedTests: z.int() });
const playwrightReport = z.object({ stats: z.object({ expected: z.int(), unexpected: z.int() }) });

/** What is counted, and the tests that count it: each fails where there is one. */
const proofs: readonly {
  readonly name: string;
  readonly files: readonly string[];
  readonly browser?: true;
}[] = [
  {
    name: 'power cut, full and failing disk: tests with a lost or false acknowledgement',
    files: ['tests/server/power-cut.test.ts', 'tests/server/disk-faults.test.ts'],
  },
  {
    name: '3,000 bad requests: tests with a fault or a change',
    files: ['tests/server/bad-requests.test.ts'],
  },
  {
    name: '505 hostile words in exports: tests with code or a formula',
    files: ['tests/server/hostile-words.test.ts'],
  },
  {
    name: '505 hostile words on every screen: tests in which one runs',
    files: ['hostile-screens'],
    browser: true,
  },
  {
    name: '200 planted words on the disk of a locked and a killed tablet: tests that find one',
    files: ['lock.test', '-g', 'on the disk|search for words'],
    browser: true,
  },
];

const run = async (command: readonly string[], environment: Record<string, string>): Promise<void> => {
  const child = spawn(process.execPath, [...command], {
    cwd: projectFolder,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 2, 2],
  });
  await once(child, 'exit');
};

/** How many of the tests failed; throws where none was run. */
const failuresOf = async (files: readonly string[], report: string, isBrowser: boolean): Promise<number> => {
  if (isBrowser) {
    if (!(await ensureChromium())) throw new Error('There is no browser');
    await run([tool('@playwright/test/cli.js'), 'test', '--reporter=json', ...files], {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    });
    const { stats } = playwrightReport.parse(JSON.parse(await readFile(report, 'utf8')));
    if (stats.expected + stats.unexpected === 0) throw new Error(`No test of ${files.join(' ')} was run`);
    return stats.unexpected;
  }
  await run(
    [tool('vitest/vitest.mjs'), 'run', '--reporter=json', `--outputFile.json=${report}`, ...files],
    {},
  );
  const { numPassedTests, numFailedTests } = vitestReport.parse(JSON.parse(await readFile(report, 'utf8')));
  if (numPassedTests + numFailedTests === 0) throw new Error(`No test of ${files.join(' ')} was run`);
  return numFailedTests;
};

/** The figures whose limit is none at all: they are counted by tests, which are run here once more. */
export const proofsOfNone: Benchmark = {
  name: 'proofs',
  run: async () => {
    const folder = await mkdtemp(join(tmpdir(), 'foljsam-proofs-'));
    const figures: Figure[] = [];
    try {
      for (const [index, { name, files, browser = false }] of proofs.entries()) {
        const value = await failuresOf(files, join(folder, `${index}.json`), browser);
        figures.push(figure({ name, value, unit: 'tests' }, { most: 0 }));
      }
      return figures;
    } finally {
      await rm(folder, { recursive: true });
    }
  },
};
