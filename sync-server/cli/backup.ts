/** node backup.ts FILE: copies the register of DATA_DIR to a file, while the server runs or not. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { openSqlite } from '../database/sqlite.ts';
import { backUp } from '../register/backup.ts';

const [file] = process.argv.slice(2);
const register = join(process.env['DATA_DIR'] ?? './data', 'register.sqlite');

if (file === undefined) {
  console.error('Say where the copy is to go: npm run backup -- FILE');
  process.exitCode = 2;
} else if (!existsSync(register)) {
  console.error(`There is no register at ${register}. DATA_DIR says where it is.`);
  process.exitCode = 1;
} else if (existsSync(file)) {
  console.error(
    `${file} is there already. A copy never takes the place of another file: give it a name of its own.`,
  );
  process.exitCode = 1;
} else {
  const database = openSqlite(register);
  const through = await backUp(database, file);
  await database.close();
  console.log(
    `${file} holds the register, up to receipt ${through}. It is as secret as the register itself.`,
  );
}
