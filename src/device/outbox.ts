import { batchLimits, type ItemResult, type UploadItem } from '#domain/protocol.ts';
import type { Table } from 'dexie';
import type { OutboxRecord, TabletDatabase } from './database.ts';
import { findOutboxItem, moveMark, readMarks, readOutbox, wayStores } from './outbox-rows.ts';

/** Room in a batch for what is not content, per item and in all, in bytes. */
const envelope = 400;

const toUpload = ({ id, kind, followUpId, authorId, keyId }: OutboxRecord, content: string): UploadItem => ({
  id,
  kind,
  followUpId,
  authorId,
  keyId,
  content,
});

/** Rows by their numbers in line; those that stand close together in one request of the browser's. */
const readRows = async <Row extends { readonly seq: number }, Insert>(
  table: Table<Row, number, Insert>,
  seqs: readonly number[],
): Promise<Row[]> => {
  const [first, last] = [seqs[0] ?? 0, seqs.at(-1) ?? 0];
  if (last - first >= 2 * seqs.length)
    return (await table.bulkGet([...seqs])).filter((row) => row !== undefined);
  const asked = new Set(seqs);
  return (await table.where('seq').between(first, last, true, true).toArray()).filter(({ seq }) =>
    asked.has(seq),
  );
};

/** What is to be sent once more behind a number in line, the oldest first. */
const onceMoreAfter = async (
  { outbox }: TabletDatabase,
  after: number,
  most: number,
): Promise<OutboxRecord[]> => {
  const seqs = await outbox.where('state').equals('posted').primaryKeys();
  return readRows(outbox, seqs.filter((seq) => seq > after).slice(0, most));
};

/** What is to be sent and has no answer yet, likewise. `behind`: not before the mark up to which all is answered. */
const waitingAfter = async (
  { outbox }: TabletDatabase,
  behind: number,
  most: number,
): Promise<OutboxRecord[]> => {
  const found: OutboxRecord[] = [];
  for (let after: number | undefined = behind; after !== undefined && found.length < most;) {
    const rows: OutboxRecord[] = await outbox.where('seq').above(after).limit(most).toArray();
    found.push(...rows.filter(({ state }) => state === 'waiting'));
    after = rows.length < most ? undefined : rows.at(-1)?.seq;
  }
  return found.slice(0, most);
};

/** What was taken out of the line: sent as it is, oldest first. */
export interface Batch {
  readonly items: readonly UploadItem[];
  /** The number in line of the last. */
  readonly through: number;
  /** Whether there is more behind it. */
  readonly isMore: boolean;
}

/**
 * Takes the next items in line, oldest first, within the limits of a batch, and notes that they are handed to the
 * network: from here on a withdrawal is needed to take one back. `after`: behind this number in line, where what stands
 * before is under way.
 */
export const takeBatch = (database: TabletDatabase, mostItems: number, after = 0): Promise<Batch> =>
  database.transaction('rw', database.outbox, database.contents, database.settings, async () => {
    const most = Math.min(mostItems, batchLimits.items);
    const { answeredThrough } = await readMarks(database);
    // One more than is taken: to know whether there is any.
    const [waiting, posted] = await Promise.all([
      waitingAfter(database, Math.max(after, answeredThrough), most + 1),
      onceMoreAfter(database, after, most + 1),
    ]);
    const inLine = [...waiting, ...posted].sort((one, other) => one.seq - other.seq);
    const first = inLine.slice(0, most);
    const contents = await readRows(
      database.contents,
      first.map(({ seq }) => seq),
    );
    const contentOf = new Map(contents.map(({ seq, content }) => [seq, content]));
    const items: UploadItem[] = [];
    let bytes = envelope;
    for (const record of first) {
      const content = contentOf.get(record.seq) ?? '';
      bytes += content.length + envelope;
      if (items.length > 0 && bytes > batchLimits.bytes) break;
      items.push(toUpload(record, content));
    }
    const through = first[items.length - 1]?.seq ?? after;
    // They go in the order of the line, so one number tells of all.
    await moveMark(database, 'handedThrough', through);
    return { items, through, isMore: inLine.length > items.length };
  });

const stateAfter = (result: ItemResult): OutboxRecord['state'] => {
  if (result.status === 'rejected') return 'refused';
  return result.status === 'reseal' ? 'reseal' : 'received';
};

/**
 * Notes the receipts of those that come next in line in one record, as far as all of them were received; gives the ids of
 * those it noted. The line goes on behind them.
 */
const noteTogether = async (
  database: TabletDatabase,
  results: ReadonlyMap<string, ItemResult>,
): Promise<Set<string>> => {
  const { answeredThrough } = await readMarks(database);
  const noted: ItemResult[] = [];
  let through = answeredThrough;
  for (const { id, seq } of await waitingAfter(database, answeredThrough, results.size)) {
    const result = results.get(id);
    if (result === undefined || stateAfter(result) !== 'received') break;
    noted.push(result);
    through = seq;
  }
  if (noted.length === 0) return new Set();
  await database.receipts.put({ through, results: noted });
  await moveMark(database, 'answeredThrough', through);
  return new Set(noted.map(({ id }) => id));
};

/** Notes the receipts. An item that was already received keeps its later news. */
export const applyResults = (database: TabletDatabase, results: readonly ItemResult[]): Promise<void> =>
  database.transaction('rw', wayStores(database), async () => {
    const together = await noteTogether(database, new Map(results.map((result) => [result.id, result])));
    const others = results.filter(({ id }) => !together.has(id));
    if (others.length === 0) return;
    // What is sent once more is, as a rule, what was answered for, and is had in one request.
    const posted = await onceMoreAfter(database, 0, batchLimits.items);
    const known = new Map(posted.map((record) => [record.id, record]));
    const far = others.filter(({ id }) => !known.has(id));
    for (const record of await Promise.all(far.map(({ id }) => database.outbox.get({ id })))) {
      if (record !== undefined) known.set(record.id, record);
    }
    const noted = others.flatMap((result): OutboxRecord[] => {
      const record = known.get(result.id);
      if (record === undefined || record.state === 'refused') return [];
      const refusal = result.status === 'rejected' ? (result.reason ?? 'unreadable') : null;
      return [{ ...record, state: stateAfter(result), receipt: result, refusal }];
    });
    await database.outbox.bulkPut(noted);
  });

/** Sets an item aside that the server cannot take as it is; the others go on. */
export const refuseItem = async (database: TabletDatabase, itemId: string, code: string): Promise<void> => {
  await database.outbox.where('id').equals(itemId).modify({ state: 'refused', refusal: code });
};

/** Puts a refused item back in line. */
export const requeueItem = async (database: TabletDatabase, itemId: string): Promise<void> => {
  await database.outbox
    .where('id')
    .equals(itemId)
    .filter((record) => record.state === 'refused' && record.hasContent)
    .modify({ state: 'posted', refusal: null, receipt: null });
};

/**
 * Hears the register's epoch, inside the caller's transaction over `wayStores`. Another one than before says that the
 * register was restored from a backup: all that is kept is sent again, for receipts of the old epoch say nothing of what
 * the new one holds. Sending something twice does no harm; not sending it would lose it.
 */
export const hearEpoch = async (database: TabletDatabase, epoch: string): Promise<void> => {
  const known = await database.settings.get('epoch');
  if (known !== undefined && known.value !== epoch) {
    const kept = (await readOutbox(database)).filter(
      ({ state, hasContent }) => state === 'received' && hasContent,
    );
    await database.outbox.bulkPut(kept.map((record) => ({ ...record, state: 'posted' })));
  }
  await database.settings.put({ name: 'epoch', value: epoch });
};

/**
 * Lets go of the content of what a backup holds; the row stays in the list of what was sent, now with its receipt. Looks
 * through the list once for each backup. In a transaction over `wayStores` and contents.
 */
export const releaseBackedUp = async (database: TabletDatabase, backedUpThrough: number): Promise<void> => {
  const known = await database.settings.get('backed-up-through');
  if ((known?.value ?? 0) === backedUpThrough) return;
  await database.settings.put({ name: 'backed-up-through', value: backedUpThrough });
  const held = (await readOutbox(database)).filter(
    ({ state, hasContent, receipt }) =>
      state === 'received' && hasContent && (receipt?.receipt ?? Infinity) <= backedUpThrough,
  );
  await database.contents.bulkDelete(held.map(({ seq }) => seq));
  await database.outbox.bulkPut(held.map((record) => ({ ...record, hasContent: false })));
  await dropReceipts(database);
};

/** Lets go of the records of receipts that no row is read with any more. */
const dropReceipts = async (database: TabletDatabase): Promise<void> => {
  const waiting = await database.outbox.where('state').equals('waiting').toArray();
  const ids = new Set(waiting.map(({ id }) => id));
  const records = await database.receipts.toArray();
  const done = records.filter(({ results }) => !results.some(({ id }) => ids.has(id)));
  await database.receipts.bulkDelete(done.map(({ through }) => through));
};

/** How many items have still to be sent. */
export const countWaiting = (database: TabletDatabase): Promise<number> =>
  database.transaction('r', database.outbox, database.settings, async () => {
    const [{ answeredThrough }, waiting, posted] = await Promise.all([
      readMarks(database),
      database.outbox.where('state').equals('waiting').primaryKeys(),
      database.outbox.where('state').equals('posted').count(),
    ]);
    return posted + waiting.filter((seq) => seq > answeredThrough).length;
  });

/** How many items cannot come in as they are: to be sealed anew, or refused. */
export const countStuck = (database: TabletDatabase): Promise<number> =>
  database.outbox.where('state').anyOf('reseal', 'refused').count();

/** The sealed content of the item, or undefined where it is not here. */
export const findContent = async (database: TabletDatabase, itemId: string): Promise<string | undefined> => {
  const record = await findOutboxItem(database, itemId);
  return record && (await database.contents.get(record.seq))?.content;
};
