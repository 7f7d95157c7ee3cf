import { fail, succeed, type Result } from '#domain/result.ts';
import type { Codec } from './codec.ts';
import type { ChangeRecord, OpaqueRecord, TabletDatabase } from './database.ts';
import { findOutboxItem, wasHandedOver, wayStores } from './outbox-rows.ts';
import { outboxStores, putInLine, takeOutOfLine, type NewOutboxItem } from './outbox-line.ts';
import { placeOfDraft, playBack, type KeptDraft, type RefusedDraft } from './draft-records.ts';
import { encodeLedger, getLedger, readLedger } from './ledger.ts';
import { writeWhenCurrent } from './retry.ts';

// Whoever reads and writes drafts knows these from here.
export { appendChange, dropLog } from './change-log.ts';
export type { KeptDraft } from './draft-records.ts';

/** A follow-up's draft with its log played back; null where nothing has been begun. */
export const readKeptDraft = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
): Promise<Result<KeptDraft | null, RefusedDraft>> => {
  const { drafts, changes, ledger } = database;
  const [record, log, ledgerRow] = await database.transaction('r', drafts, changes, ledger, () =>
    Promise.all([
      drafts.get(followUpId),
      changes.where('followUpId').equals(followUpId).sortBy('seq'),
      getLedger(database),
    ]),
  );
  if (record === undefined) return succeed(null);
  return playBack(codec, await readLedger(codec, ledgerRow), record, log);
};

/** A draft that must be readable is not. */
class RefusedDraftError extends Error {
  readonly refused: RefusedDraft;

  constructor(refused: RefusedDraft) {
    super(`The draft is refused: ${refused.reason}`);
    this.refused = refused;
  }
}

/** A follow-up's draft, or undefined where nothing has been begun; throws `RefusedDraftError` for one that is refused. */
export const readDraft = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
): Promise<KeptDraft | undefined> => {
  const read = await readKeptDraft(database, codec, followUpId);
  if (!read.ok) throw new RefusedDraftError(read.problem);
  return read.value ?? undefined;
};

/** All drafts with their logs played back, and those that are refused: one keeps none of the others from showing. */
export const readAllDrafts = async (
  database: TabletDatabase,
  codec: Codec,
): Promise<{ readonly drafts: KeptDraft[]; readonly refused: RefusedDraft[] }> => {
  const [records, changes, ledgerRow] = await database.transaction(
    'r',
    [database.drafts, database.changes, database.ledger],
    () => Promise.all([database.drafts.toArray(), database.changes.toArray(), getLedger(database)]),
  );
  const logs = new Map<string, ChangeRecord[]>();
  for (const change of changes) {
    const log = logs.get(change.followUpId);
    if (log) log.push(change);
    else logs.set(change.followUpId, [change]);
  }
  const ledger = await readLedger(codec, ledgerRow);
  const read = await Promise.all(
    records.map((record) => playBack(codec, ledger, record, logs.get(record.id) ?? [])),
  );
  return {
    drafts: read.flatMap((each) => (each.ok ? [each.value] : [])),
    refused: read.flatMap((each) => (each.ok ? [] : [each.problem])),
  };
};

/** The drafts that can be read. */
export const readDrafts = async (database: TabletDatabase, codec: Codec): Promise<KeptDraft[]> =>
  (await readAllDrafts(database, codec)).drafts;

/** A follow-up's next snapshot, encoded, with the ledger that says so. */
interface Prepared {
  readonly encode: (kept: KeptDraft) => Promise<OpaqueRecord>;
  /** Puts a snapshot and the ledger, inside the caller's transaction; false where another tab has written since. */
  readonly put: (record: OpaqueRecord) => Promise<boolean>;
}

/** Looks up what the next snapshot's revision is, outside of any transaction: encoding takes its time. */
const prepare = async (database: TabletDatabase, codec: Codec, followUpId: string): Promise<Prepared> => {
  const { drafts, ledger } = database;
  const [before, ledgerBefore] = await database.transaction('r', drafts, ledger, () =>
    Promise.all([drafts.get(followUpId), getLedger(database)]),
  );
  const read = await readLedger(codec, ledgerBefore);
  // One that cannot be read is begun anew with this draft alone: the others are refused until somebody accepts them.
  const known = new Map(read.ok ? read.value : []);
  const revision = Math.max(before?.revision ?? 0, known.get(followUpId) ?? 0) + 1;
  const ledgerRow = await encodeLedger(codec, ledgerBefore, known.set(followUpId, revision));
  return {
    encode: async (kept) => ({
      id: followUpId,
      revision,
      bytes: await codec.encode(placeOfDraft(followUpId, revision), kept),
    }),
    put: async (record) => {
      const [now, ledgerNow] = await Promise.all([drafts.get(followUpId), getLedger(database)]);
      if (now?.revision !== before?.revision || ledgerNow?.revision !== ledgerBefore?.revision) return false;
      await Promise.all([drafts.put(record), ledger.put(ledgerRow)]);
      return true;
    },
  };
};

/** Writes the draft's new snapshot and what it puts in the outbox, together or not at all. */
export const saveDraft = (
  database: TabletDatabase,
  codec: Codec,
  kept: KeptDraft,
  items: readonly NewOutboxItem[] = [],
  drops: readonly string[] = [],
): Promise<void> =>
  writeWhenCurrent(async () => {
    const { encode, put } = await prepare(database, codec, kept.draft.followUpId);
    const record = await encode(kept);
    return database.transaction(
      'rw',
      [database.drafts, database.ledger, ...outboxStores(database)],
      async () => {
        if (!(await put(record))) return fail('stale');
        if (items.length > 0) await putInLine(database, items);
        if (drops.length > 0) await takeOutOfLine(database, drops);
        return succeed(undefined);
      },
    );
  });

/**
 * Takes an item out of the line if it has never been handed to the network, with the draft that then holds; else puts
 * its withdrawal in line, with the draft that builds on that. One transaction: whatever happens in the middle, the
 * answers are in the outbox or open, never in neither.
 */
export const takeBackItem = (
  database: TabletDatabase,
  codec: Codec,
  itemId: string,
  ifUnsent: KeptDraft,
  ifSent: { readonly kept: KeptDraft; readonly withdrawal: NewOutboxItem },
): Promise<'unsent' | 'withdrawn'> =>
  writeWhenCurrent(async () => {
    const { encode, put } = await prepare(database, codec, ifUnsent.draft.followUpId);
    const [unsent, sent] = await Promise.all([encode(ifUnsent), encode(ifSent.kept)]);
    return database.transaction(
      'rw',
      [database.drafts, database.ledger, ...wayStores(database), ...outboxStores(database)],
      async () => {
        const record = await findOutboxItem(database, itemId);
        // A refused one had no effect; the draft takes its place.
        const isUnsent =
          record?.state === 'refused' ||
          (record?.state === 'waiting' && !(await wasHandedOver(database, record)));
        if (!(await put(isUnsent ? unsent : sent))) return fail('stale');
        if (isUnsent) await takeOutOfLine(database, [itemId]);
        else await putInLine(database, [ifSent.withdrawal]);
        return succeed(isUnsent ? 'unsent' : 'withdrawn');
      },
    );
  });

/**
 * Takes a refused draft for the one that holds, because its author has looked at what can be read of it and says so.
 * Changes that cannot be read stay on the disk and count no more. False where nothing of it can be read.
 */
export const acceptDraft = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
): Promise<boolean> => {
  const read = await readKeptDraft(database, codec, followUpId);
  const kept = read.ok ? read.value : read.problem.readable;
  if (kept === null) return false;
  await saveDraft(database, codec, kept);
  return true;
};
