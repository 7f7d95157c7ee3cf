import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sql } from 'kysely';
import { readAuditHeads } from '../audit/audit-heads.ts';
import { hasAuditKeys, readAuditKeys } from '../audit/audit-keys.ts';
import { auditHeadsFolder, auditKeysFolder } from '../audit/open-keys.ts';
import { verifyAuditLog } from '../audit/verify.ts';
import { readConfig } from '../config.ts';
import type { Database } from '../database/database.ts';
import { openSqlite } from '../database/sqlite.ts';

const readFaults = async (database: Database): Promise<string[]> => {
  const { query } = database;
  const { rows } = await sql<{ integrity_check: string }>`PRAGMA integrity_check`.execute(query);
  const faults = rows.map((row) => row.integrity_check).filter((said) => said !== 'ok');
  const loose = await sql<{ table: string }>`PRAGMA foreign_key_check`.execute(query);
  for (const { table } of loose.rows) faults.push(`${table}: a row refers to one that is not there`);
  const { config } = readConfig(process.env, null);
  const keysFolder = auditKeysFolder(config.dataDir);
  if (!hasAuditKeys(keysFolder)) {
    console.log(`The keys of the audit log are not in ${keysFolder}: its chains were not checked.`);
    return faults;
  }
  const { keys } = readAuditKeys(keysFolder);
  // Heads that were signed after the backup was made speak of rows that it cannot hold.
  const { heads } = readAuditHeads(auditHeadsFolder(config), keys.verifying);
  const found = await verifyAuditLog(query, keys, heads);
  for (const { boardId, position, what, head } of found.faults)
    if (head === null)
      faults.push(`audit log, board ${boardId === '' ? 'none' : boardId}, row ${position}: ${what}`);
  return faults;
};

/**
 * Reads a backup as a restore would, in a copy of it: the file is left as it is, and DATA_DIR too. Gives what is wrong with
 * it, a line each; none where it can be put back.
 */
export const verifyBackup = async (file: string): Promise<string[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'foljsam-verify-'));
  try {
    const copy = join(folder, 'register.sqlite');
    copyFileSync(file, copy);
    const database = openSqlite(copy);
    try {
      return await readFaults(database);
    } finally {
      await database.close();
    }
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  } finally {
    rmSync(folder, { recursive: true });
  }
};
