import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const folder = join(import.meta.dirname, '../../sync-server');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.ts'),
);

/** What tells of a case, or of what was done with it. */
const business =
  'clients|placements|custody|follow_ups|items|revisions|entries|reviews|questionnaires|closed_periods|publications|audit_log|audit_chains|protection_changes|access_reasons|purges|log_checks';
const deletes = new RegExp(`DELETE FROM (${business})\\b|deleteFrom\\('(${business})'`);

test('nothing of a case is deleted but by the rules of retention: it is withdrawn, with a reason', () => {
  const found = files.filter((name) => deletes.test(readFileSync(join(folder, name), 'utf8')));
  expect(found).toEqual(['retention/purge.ts']);
});

test('the search would find one', () => {
  expect(deletes.test("query.deleteFrom('reviews').execute()")).toBe(true);
  expect(deletes.test('DELETE FROM items WHERE id = ?')).toBe(true);
});
