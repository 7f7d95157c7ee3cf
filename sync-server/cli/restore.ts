/**
 * node restore.ts [--verify] FILE: makes a register out of a backup, in a DATA_DIR that has none; the server must not be
 * running. The tablets send again what came after the backup; what people did at their desks since then is not on any
 * tablet. With --verify the backup is read and nothing is made. Exit status 1: it cannot be put back.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { noteRestored } from '../audit/note-restored.ts';
import { openSqlite } from '../database/sqlite.ts';
import { beginNewEpoch } from '../register/backup.ts';
import { verifyBackup } from './verify-backup.ts';

const { values, positionals } = parseArgs({
  options: { verify: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [file] = positionals;
const folder = process.env['DATA_DIR'] ?? './data';
const register = join(folder, 'register.sqlite');

if (file === undefined || !existsSync(file)) {
  console.error(
    'Say which backup to put back: npm run restore -- FILE, or to read: npm run restore -- --verify FILE',
  );
  process.exitCode = 2;
} else if (values.verify) {
  const faults = await verifyBackup(file);
  for (const fault of faults) console.error(fault);
  console.log(faults.length === 0 ? `${file} is whole and can be put back.` : `${file} is NOT whole.`);
  process.exitCode = faults.length === 0 ? 0 : 1;
} else if (existsSync(register)) {
  console.error(`There is a register at ${register}. Move it away first; it may hold what the backup lacks.`);
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyFileSync(file, register);
  const database = openSqlite(register);
  await beginNewEpoch(database, randomUUID());
  const isNoted = await noteRestored(process.env, database);
  await database.close();
  console.log(
    `${register} is a register again, as of the backup. Tablets send by themselves what they have sent since then. ` +
      'Reviews, plans and users made since then are gone and have to be made again.',
  );
  if (!isNoted) {
    console.error(
      `What had been purged was NOT purged again, and the log does not say that it was put back. Mend what is said above, remove ${register}, and put the backup back once more.`,
    );
    process.exitCode = 1;
  }
}
