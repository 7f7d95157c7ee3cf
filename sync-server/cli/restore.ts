/**
 * node restore.ts FILE: makes a register out of a backup, in a DATA_DIR that has none; the server must not be running.
 * The tablets send again what came after the backup; what people did at their desks since then is not on any tablet.
 */
import { randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { noteRestored } from '../audit/note-restored.ts';
import { openSqlite } from '../database/sqlite.ts';
import { beginNewEpoch } from '../register/backup.ts';

const [file] = process.argv.slice(2);
const folder = process.env['DATA_DIR'] ?? './data';
const register = join(folder, 'register.sqlite');

if (file === undefined || !existsSync(file)) {
  console.error('Say which backup to put back: npm run restore -- FILE');
  process.exitCode = 2;
} else if (existsSync(register)) {
  console.error(`There is a register at ${register}. Move it away first; it may hold what the backup lacks.`);
  process.exitCode = 1;
} else {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  copyFileSync(file, register);
  const database = openSqlite(register);
  await beginNewEpoch(database, randomUUID());
  await noteRestored(process.env, database);
  await database.close();
  console.log(
    `${register} is a register again, as of the backup. Tablets send by themselves what they have sent since then. ` +
      'Reviews, plans and users made since then are gone and have to be made again.',
  );
}
