import type { Sqlite3Static } from '@sqlite.org/sqlite-wasm';
import type { SqliteConnection, SqliteStatement } from '#server/database/sqlite.ts';

type Oo1Database = InstanceType<Sqlite3Static['oo1']['DB']>;
type Pointer = Parameters<Sqlite3Static['wasm']['peekPtr']>[0];
type Value = null | string | number | bigint | Uint8Array;
const isValue = (value: unknown): value is Value =>
  value === null || ['string', 'number', 'bigint'].includes(typeof value) || value instanceof Uint8Array;

/** Values by name; `node:sqlite` leaves out the sign before it. */
const named = (values: unknown): Record<string, Value> => {
  if (typeof values !== 'object' || values === null)
    throw new TypeError('SQLite takes values, or values by name');
  const found: Record<string, Value> = {};
  for (const [name, value] of Object.entries(values)) if (isValue(value)) found[`:${name}`] = value;
  return found;
};

/** A connection in the shape of those of `node:sqlite`, over a file system that SQLite knows by that name. */
export const connect = (sqlite3: Sqlite3Static, path: string, fileSystem: string): SqliteConnection => {
  const database: Oo1Database = new sqlite3.oo1.DB({ filename: path, flags: 'c', vfs: fileSystem });
  // Node's SQLite has pages of this size.
  database.exec('PRAGMA page_size = 4096;');
  const pointer = (): Pointer => {
    if (database.pointer === undefined) throw new Error('The connection is closed');
    return database.pointer;
  };

  const prepare = (sql: string): SqliteStatement => {
    const statement = database.prepare(sql);
    const bind = (values: readonly unknown[]): void => {
      statement.reset();
      const [first] = values;
      if (values.length === 0) return;
      if (values.every(isValue)) statement.bind([...values]);
      else statement.bind(named(first));
    };
    const rows = (values: readonly unknown[], most = Infinity): Record<string, Value>[] => {
      bind(values);
      const found: Record<string, Value>[] = [];
      while (found.length < most && statement.step()) {
        const row: Record<string, Value> = {};
        for (const [index, name] of statement.getColumnNames([]).entries()) {
          const value: unknown = statement.get(index);
          if (!isValue(value)) throw new TypeError(`${name} is of no type that SQLite knows`);
          row[name] = value;
        }
        found.push(row);
      }
      statement.reset();
      return found;
    };
    return {
      columns: () => (statement.columnCount === 0 ? [] : statement.getColumnNames([])),
      get: (...values: unknown[]) => rows(values, 1)[0],
      all: (...values: unknown[]) => rows(values),
      iterate: (...values: unknown[]) => rows(values).values(),
      run: (...values: unknown[]) => {
        rows(values);
        const lastInsertRowid = sqlite3.capi.sqlite3_last_insert_rowid(pointer());
        return { changes: database.changes(), lastInsertRowid };
      },
    };
  };

  return {
    get isTransaction() {
      return sqlite3.capi.sqlite3_get_autocommit(pointer()) === 0;
    },
    // The log is moved into the file much oftener than in use, so that there is much to cut.
    exec: (sql) => void database.exec(sql.replace(/wal_autocheckpoint = \d+/, 'wal_autocheckpoint = 60')),
    prepare,
    close: () => database.close(),
  };
};
