import type { Kysely } from 'kysely';
import type { Tables } from './tables.ts';

/** A statement prepared once, for the upload path (some ten times quicker than a built query). */
export interface PreparedStatement {
  get(...values: SqlValue[]): Record<string, unknown> | undefined;
  get(named: Record<string, SqlValue>): Record<string, unknown> | undefined;
  all(...values: SqlValue[]): Record<string, unknown>[];
  run(...values: SqlValue[]): unknown;
}
export type SqlValue = string | number | null;

/** What is written once at the end of a transaction, for all that was asked for in it. */
export interface Ending<Asked> {
  write(transaction: WriteTransaction, asked: readonly Asked[]): void;
}

/** What can be done inside a write transaction. */
export interface WriteTransaction {
  readonly query: Kysely<Tables>;
  prepare(sql: string): PreparedStatement;
  /** Has it written at the end, with all else that this ending is asked for; an attempt that fails has asked nothing. */
  atEnd<Asked>(ending: Ending<Asked>, asked: Asked): void;
  /** Runs a part that can fail without costing the rest of the transaction; fails as the part does. */
  attempt<Value>(work: () => Promise<Value>): Promise<Value>;
}

/** The register's store. SQLite now; PostgreSQL joins behind the same words. */
export interface Database {
  /** For reading only. */
  readonly query: Kysely<Tables>;
  /** Runs the work in one transaction, alone; settles after the commit is on disk. */
  write<Value>(work: (transaction: WriteTransaction) => Promise<Value>): Promise<Value>;
  /** Writes a whole and consistent copy to a file that is not there yet, while others go on. */
  copyTo(path: string): Promise<void>;
  /** Waits for what is under way, moves the write-ahead log into the file, and closes. */
  close(): Promise<void>;
}
