import type { Kysely } from 'kysely';
import type { AuditLog, Cases } from '../audit/audit-log.ts';
import type { SqlValue, WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import type { KeyedTable } from './register-lookup.ts';

/** What saving needs. In a dry run there is no transaction: everything is compared and nothing written. */
export interface Saving {
  query: Kysely<Tables>;
  transaction: WriteTransaction | null;
  /** Where it is noted whose data was written. */
  audit: AuditLog | null;
  newId: () => string;
  /** The instant at which changes take effect, ISO 8601 in UTC. */
  now: string;
}

/** Notes whose data a file has changed. */
export const noteImported = ({ audit, transaction }: Saving, cases: Cases): void => {
  if (transaction === null) return;
  audit?.write(transaction, { actorId: 'import', scope: null, action: 'imported', source: 'import', cases });
};

export type Columns = Readonly<Record<string, SqlValue>>;
/** A row as the register has it. */
export type StoredRow = Readonly<Record<string, unknown>>;

/** A row that a file asks for: what its columns should be, given what they are (null: there is no such row). */
export interface WantedRow {
  key: string;
  columns: (before: StoredRow | null) => Columns;
}

export type Outcome = 'new' | 'changed' | 'unchanged';

export interface SavedRow {
  id: string;
  key: string;
  outcome: Outcome;
  before: StoredRow | null;
  /** The columns that were asked for. */
  after: Columns;
}

/** How many rows came to what. */
export type Tally = Record<Outcome, number>;

/** Counts what rows came to. */
export const tallyOf = (outcomes: Iterable<Outcome>): Tally => {
  const tally: Tally = { new: 0, changed: 0, unchanged: 0 };
  for (const outcome of outcomes) tally[outcome] += 1;
  return tally;
};

/**
 * Makes ids for as many rows, handed out in their order: rows that are added one after the other then lie beside each
 * other in the index, which makes adding 100,000 some three times quicker.
 */
export function idsInOrder(newId: () => string, count: number): () => string {
  let ids: string[] | undefined;
  return () => {
    ids ??= Array.from({ length: count }, newId).sort().reverse();
    return ids.pop() ?? newId();
  };
}

/**
 * Brings rows of a table that have a key into step with what is wanted: as many at a time as one question to the
 * register can take. What was saved comes in the order of what was wanted.
 */
export async function saveKeyedRows(
  saving: Saving,
  table: KeyedTable,
  wanted: readonly WantedRow[],
  nextId: () => string,
): Promise<SavedRow[]> {
  const keys = wanted.map(({ key }) => key);
  const stored = await saving.query.selectFrom(table).selectAll().where('key', 'in', keys).execute();
  const storedByKey = new Map<string | null, StoredRow & { id: string }>(stored.map((row) => [row.key, row]));
  return wanted.map(({ key, columns }) => {
    const before = storedByKey.get(key) ?? null;
    const after = columns(before);
    if (before === null) {
      const id = nextId();
      insert(saving, table, { id, key, ...after });
      return { id, key, outcome: 'new', before, after };
    }
    const changed = changedColumns(before, after);
    update(saving, table, before.id, changed);
    const outcome = Object.keys(changed).length > 0 ? 'changed' : 'unchanged';
    return { id: before.id, key, outcome, before, after };
  });
}

const changedColumns = (before: StoredRow, columns: Columns): Columns =>
  Object.fromEntries(Object.entries(columns).filter(([column, value]) => before[column] !== value));

/** Adds a row. The names of the table and of the columns come from the code, never from a file. */
export function insert(saving: Saving, table: keyof Tables, columns: Columns): void {
  const names = Object.keys(columns);
  saving.transaction
    ?.prepare(`INSERT INTO ${table} (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`)
    .run(...Object.values(columns));
}

/** Changes columns of the row with the id, where there are any to change. */
export function update(saving: Saving, table: keyof Tables, id: string, columns: Columns): void {
  const names = Object.keys(columns);
  if (names.length === 0) return;
  saving.transaction
    ?.prepare(`UPDATE ${table} SET ${names.map((name) => `${name} = ?`).join(', ')} WHERE id = ?`)
    .run(...Object.values(columns), id);
}

/** The id that a key stands for. References are checked before anything is saved, so one that is missing is a bug. */
export function idOf(ids: ReadonlyMap<string, string>, key: string): string {
  const id = ids.get(key);
  if (id === undefined) throw new Error('A reference that was checked is not in the register');
  return id;
}

/** The id of what a cell that may be empty refers to. */
export const idOrNull = (ids: ReadonlyMap<string, string>, key: string | null): string | null =>
  key === null ? null : idOf(ids, key);
