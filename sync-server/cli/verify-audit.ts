/**
 * node verify-audit.ts [FOLDER]: checks the audit log of DATA_DIR against itself and against the signed heads, those in
 * FOLDER if it is given (the copies that were kept elsewhere). Exit status 1: it is not as it was written.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { readAuditHeads } from '../audit/audit-heads.ts';
import { hasAuditKeys, readAuditKeys } from '../audit/audit-keys.ts';
import { auditHeadsFolder, auditKeysFolder } from '../audit/open-keys.ts';
import { verifyAuditLog } from '../audit/verify.ts';
import { readConfig } from '../config.ts';
import { openSqlite } from '../database/sqlite.ts';

const [folder] = process.argv.slice(2);
const { config } = readConfig(process.env, null);
const register = join(config.dataDir, 'register.sqlite');
const keysFolder = auditKeysFolder(config.dataDir);
const headsFolder = folder ?? auditHeadsFolder(config);

if (!existsSync(register)) {
  console.error(`There is no register at ${register}. DATA_DIR says where it is.`);
  process.exitCode = 2;
} else if (!hasAuditKeys(keysFolder)) {
  console.error(`The keys of the audit log are not in ${keysFolder}. Put them back from their backup.`);
  process.exitCode = 2;
} else {
  const { keys } = readAuditKeys(keysFolder);
  const { heads, forged } = readAuditHeads(headsFolder, keys.verifying);
  const database = openSqlite(register);
  const { faults, rows, chains } = await verifyAuditLog(database.query, keys, heads);
  await database.close();
  for (const name of forged) console.error(`${name}: not signed with the key of this log`);
  for (const { boardId, position, what, head } of faults) {
    const signed = head === null ? '' : ` (by the head signed ${head})`;
    console.error(`board ${boardId === '' ? 'none' : boardId}, row ${position}: ${what}${signed}`);
  }
  const isWhole = faults.length === 0 && forged.length === 0;
  console.log(
    `${rows} rows in ${chains} chains, ${heads.length} signed heads: ${isWhole ? 'whole' : 'NOT as it was written'}.`,
  );
  process.exitCode = isWhole ? 0 : 1;
}
