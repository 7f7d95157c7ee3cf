import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const text = readFileSync(join(root, 'docs', 'asvs.md'), 'utf8');
const states = ['met', 'not applicable', 'operator', 'open'] as const;

const rows = text
  .split('\n')
  .filter((line) => /^\| \d/.test(line))
  .map((line) => {
    const [numbers = '', state = '', why = ''] = line
      .slice(1, -1)
      .split('|')
      .map((cell) => cell.trim());
    return { requirements: numbers.split(', '), state, why };
  });

/** The files that a row names: with a folder, or one of those that lie at the top. */
const filesOf = (why: string): string[] =>
  why.match(/(?:(?:tests|src|sync-server|docs)\/[\w./-]*\w|(?:README|SECURITY|ARCHITECTURE)\.md)/g) ?? [];

test('each requirement stands there once, with a state and a reason', () => {
  const all = rows.flatMap(({ requirements }) => requirements);
  expect(all.filter((each) => !/^\d+\.\d+\.\d+$/.test(each))).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
  expect(rows.filter(({ state }) => !states.some((each) => each === state))).toEqual([]);
  expect(rows.filter(({ why }) => why.length < 5)).toEqual([]);
});

test('the sums above the table are those of the table', () => {
  const count = (state: (typeof states)[number]) =>
    rows.filter((row) => row.state === state).reduce((sum, { requirements }) => sum + requirements.length, 0);
  const [met, none, operator, open] = states.map(count);
  const all = rows.flatMap(({ requirements }) => requirements).length;
  expect(text).toContain(
    `Of ${all}: ${met} met, ${none} not applicable, ${operator} the operator’s, ${open} open.`,
  );
});

test('what is met names the test, or for a document the document; and every file that is named is there', () => {
  const met = rows.filter(({ state }) => state === 'met');
  expect(met.filter(({ why }) => filesOf(why).length === 0)).toEqual([]);
  const named = rows.flatMap(({ why }) => filesOf(why));
  expect(named.length).toBeGreaterThan(100);
  expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});
