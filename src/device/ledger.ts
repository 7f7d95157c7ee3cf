import * as z from 'zod/mini';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Codec, Unreadable } from './codec.ts';
import type { OpaqueRecord, TabletDatabase } from './database.ts';

/**
 * Which revision the snapshot of each draft has. One encrypted record, written in the same transaction as any snapshot:
 * a row that somebody has put back whole, bytes and revision together, does not agree with it. Only the store as a
 * whole can be set back unnoticed, and only by whoever writes to the tablet's disk.
 */
export type Ledger = ReadonlyMap<string, number>;

const ledgerId = 'drafts';
const entries = z.array(z.tuple([z.string(), z.int()]));

/** The ledger's row, inside the caller's transaction; undefined before the first snapshot. */
export const getLedger = (database: TabletDatabase): Promise<OpaqueRecord | undefined> =>
  database.ledger.get(ledgerId);

/** What the ledger says. One that is not there says nothing: then no snapshot is known. */
export const readLedger = async (
  codec: Codec,
  record: OpaqueRecord | undefined,
): Promise<Result<Ledger, Unreadable>> => {
  if (record === undefined) return succeed(new Map());
  const place = { store: 'ledger', id: ledgerId, revision: record.revision };
  const read = await codec.decode(place, record.bytes);
  if (!read.ok) return read;
  const parsed = entries.safeParse(read.value);
  return parsed.success ? succeed(new Map(parsed.data)) : fail('unknown-format');
};

/** The ledger's next row. */
export const encodeLedger = async (
  codec: Codec,
  before: OpaqueRecord | undefined,
  ledger: Ledger,
): Promise<OpaqueRecord> => {
  const revision = (before?.revision ?? 0) + 1;
  const place = { store: 'ledger', id: ledgerId, revision };
  return { id: ledgerId, revision, bytes: await codec.encode(place, [...ledger]) };
};
