import { DatabaseSync, type SQLInputValue } from 'node:sqlite';
import { setTimeout } from 'node:timers/promises';
import { existsSync } from 'node:fs';
import { Kysely, SqliteDialect, type SqliteDatabase as KyselyDatabase } from 'kysely';
import { Checkpointer } from './checkpointer.ts';
import type { Database, PreparedStatement, WriteTransaction } from './database.ts';
import { Endings } from './endings.ts';
import { migrations } from './schema.ts';
import { SerialQueue } from '#domain/serial-queue.ts';
import type { Tables } from './tables.ts';

/**
 * How hard SQLite makes sure of a commit. FULL in use; NORMAL only as the control in a test that must lose, OFF only
 * where a simulation cuts no power.
 */
export type Synchronous = 'FULL' | 'NORMAL' | 'OFF';

export interface SqliteStatement extends PreparedStatement {
  columns(): readonly unknown[];
  all(...values: SQLInputValue[]): Record<string, unknown>[];
  run(...values: SQLInputValue[]): { changes: number | bigint; lastInsertRowid: number | bigint };
  iterate(...values: SQLInputValue[]): IterableIterator<unknown>;
}

/** What is used of a connection of `node:sqlite`. */
export interface SqliteConnection {
  readonly isTransaction: boolean;
  exec(sql: string): void;
  prepare(sql: string): SqliteStatement;
  close(): void;
}

/** Where the register's file lies: the disk; in the tests of power cuts one that loses what was not synced. */
export interface SqliteFiles {
  exists(path: string): boolean;
  connect(path: string): SqliteConnection;
  /** What moves the log into the file meanwhile; where there is none, the writer does it. */
  readonly checkpointer?: (path: string) => Checkpointer;
}

const disk: SqliteFiles = {
  exists: existsSync,
  connect: (path) => new DatabaseSync(path),
  checkpointer: (path) => new Checkpointer(path),
};

type KyselyStatement = ReturnType<KyselyDatabase['prepare']>;

/** Node's own SQLite in the shape that Kysely's dialect wants, with each statement prepared once. */
const forKysely = (connection: SqliteConnection): KyselyDatabase => {
  const prepared = new Map<string, KyselyStatement>();
  const prepare = (sql: string): KyselyStatement => {
    const statement = connection.prepare(sql);
    const values = (parameters: readonly unknown[]): SQLInputValue[] => parameters.map(toSqlValue);
    return {
      reader: statement.columns().length > 0,
      all: (parameters) => statement.all(...values(parameters)),
      run: (parameters) => {
        const done = statement.run(...values(parameters));
        return { changes: Number(done.changes), lastInsertRowid: Number(done.lastInsertRowid) };
      },
      iterate: (parameters) => statement.iterate(...values(parameters)),
    };
  };
  return {
    close: () => undefined,
    prepare: (sql) => {
      const statement = prepared.get(sql) ?? prepare(sql);
      prepared.set(sql, statement);
      return statement;
    },
  };
};

const toSqlValue = (value: unknown): SQLInputValue => {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint') {
    return value;
  }
  if (value instanceof Uint8Array) return value;
  if (typeof value === 'boolean') return value ? 1 : 0;
  throw new TypeError(`SQLite takes no ${typeof value}`);
};

const open = (files: SqliteFiles, path: string, synchronous: Synchronous): SqliteConnection => {
  const connection = files.connect(path);
  // The checkpointer moves the log into the file; by itself SQLite does it only at 64 MB.
  connection.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = ${synchronous}; PRAGMA foreign_keys = ON;
    PRAGMA busy_timeout = 5000; PRAGMA cache_size = -32000; PRAGMA temp_store = MEMORY;
    PRAGMA wal_autocheckpoint = 16000;`);
  return connection;
};

/** For how long a write waits for a program beside the server (an import, a restore), in milliseconds. */
const longestWait = 60_000;
const pause = 20;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === 5; /* SQLITE_BUSY */

/**
 * Begins a write. While another program writes, it asks again and again and lets everything else go on meanwhile: SQLite's
 * own waiting would hold the whole process, and with it all who only read.
 */
const begin = async (connection: SqliteConnection): Promise<void> => {
  for (let waited = 0; ; waited += pause) {
    try {
      connection.exec('BEGIN IMMEDIATE');
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= longestWait) throw error;
    }
    await setTimeout(pause);
  }
};

const migrate = (connection: SqliteConnection): void => {
  const has = Number(connection.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  const last = migrations.at(-1)?.id ?? 0;
  if (has > last)
    throw new Error(`The register was made by a newer Följsam (schema ${has}; this one knows ${last})`);
  for (const step of migrations.filter((each) => each.id > has)) {
    connection.exec(`BEGIN IMMEDIATE; ${step.statements} PRAGMA user_version = ${step.id}; COMMIT;`);
  }
};

/**
 * Opens the register in one SQLite file, made where there is none. Writes go through one connection, one at a time;
 * reads through another, which never waits for them.
 */
export const openSqlite = (
  path: string,
  synchronous: Synchronous = 'FULL',
  files: SqliteFiles = disk,
): Database => {
  const isNew = !files.exists(path);
  if (isNew) {
    // The switch to write-ahead logging has to be on disk before anything is acknowledged.
    const first = open(files, path, 'FULL');
    migrate(first);
    first.close();
  }
  const writer = open(files, path, synchronous);
  migrate(writer);
  writer.exec('PRAGMA busy_timeout = 20');
  const reader = open(files, path, synchronous);
  const writing = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(writer) }) });
  const query = new Kysely<Tables>({ dialect: new SqliteDialect({ database: forKysely(reader) }) });
  const queue = new SerialQueue();
  const prepared = new Map<string, SqliteStatement>();

  const checkpointer = files.checkpointer?.(path);
  const endings = new Endings();
  const prepare = (sql: string): SqliteStatement => {
    const known = prepared.get(sql);
    if (known) return known;
    const made = writer.prepare(sql);
    prepared.set(sql, made);
    return made;
  };

  const transaction: WriteTransaction = {
    query: writing,
    prepare,
    atEnd: (ending, what) => endings.ask(ending, what),
    attempt: async (work) => {
      const before = endings.length;
      prepare('SAVEPOINT attempt').run();
      try {
        const value = await work();
        prepare('RELEASE attempt').run();
        return value;
      } catch (error) {
        endings.forgetFrom(before);
        writer.exec('ROLLBACK TO attempt; RELEASE attempt');
        throw error;
      }
    },
  };

  return {
    query,
    write: (work) =>
      queue.run(async () => {
        await begin(writer);
        try {
          const value = await work(transaction);
          endings.write(transaction);
          writer.exec('COMMIT');
          checkpointer?.committed();
          return value;
        } catch (error) {
          endings.forgetFrom(0);
          if (writer.isTransaction) writer.exec('ROLLBACK');
          throw error;
        }
      }),
    copyTo: async (path) => {
      reader.prepare('VACUUM INTO ?').run(path);
    },
    close: async () => {
      await queue.idle();
      await checkpointer?.stop();
      reader.close();
      writer.exec('PRAGMA busy_timeout = 5000; PRAGMA wal_checkpoint(TRUNCATE)');
      writer.close();
    },
  };
};
