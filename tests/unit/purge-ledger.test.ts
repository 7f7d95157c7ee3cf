import { appendFileSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readAuditKeys, temporaryAuditKeys } from '#server/audit/audit-keys.ts';
import { ledgerName, noteInLedger, readLedger } from '#server/retention/ledger.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'foljsam-ledger-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const note = (keys: ReturnType<typeof temporaryAuditKeys>, ...placementIds: string[]) =>
  noteInLedger(keys, folder, { at: '2026-11-22T12:00:00.000Z', purge: 'p', placementIds });

test('a ledger names what was purged to whoever has the key, and to nobody else', () => {
  const keys = temporaryAuditKeys();
  note(keys, 'one', 'two');
  const { placements } = readLedger(keys, folder);
  expect([placements.has(ledgerName(keys, 'one')), placements.has(ledgerName(keys, 'three'))]).toEqual([
    true,
    false,
  ]);
  expect(readFileSync(join(folder, 'purge-ledger.jsonl'), 'utf8')).not.toContain('one');
});

test('a line cut short by a crash costs that line alone, and a line of another key is none', () => {
  const keys = temporaryAuditKeys();
  note(keys, 'one');
  appendFileSync(join(folder, 'purge-ledger.jsonl'), '{"said":"{');
  note(keys, 'two');
  note(temporaryAuditKeys(), 'three');
  const { placements, unreadable } = readLedger(keys, folder);
  expect(placements).toEqual(new Set([ledgerName(keys, 'one'), ledgerName(keys, 'two')]));
  expect(unreadable).toBe(2);
});

test('keys are made once, whole, and for their own user alone', () => {
  const first = readAuditKeys(folder);
  const again = readAuditKeys(folder);
  expect([first.isNew, again.isNew]).toEqual([true, false]);
  expect(again.keys.secret.equals(first.keys.secret)).toBe(true);
  expect(readdirSync(folder).sort()).toEqual(['audit-signing.key', 'audit.key']);
  for (const name of readdirSync(folder)) expect(statSync(join(folder, name)).mode & 0o777).toBe(0o600);
});
