import { batchLimits, type ItemResult, type UploadItem } from '#domain/protocol.ts';
import type { OutboxRecord, TabletDatabase } from './database.ts';

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

/** What is in one of these states, the oldest first; in one request of the browser's, however many there are. */
const inState = (
  database: TabletDatabase,
  state: OutboxRecord['state'],
  most: number,
): Promise<OutboxRecord[]> => database.outbox.where('state').equals(state).limit(most).toArray();

/** The contents of rows in the order of the line; those that stand close together in one request. */
const contentsOf = async (
  { contents }: TabletDatabase,
  rows: readonly OutboxRecord[],
): Promise<Map<number, string>> => {
  const [first, last] = [rows[0]?.seq ?? 0, rows.at(-1)?.seq ?? 0];
  const found =
    last - first < 2 * rows.length
      ? await contents.where('seq').between(first, last, true, true).toArray()
      : await contents.bulkGet(rows.map(({ seq }) => seq));
  return new Map(found.flatMap((each) => (each === undefined ? [] : [[each.seq, each.content]])));
};

/**
 * Takes the next items in line, oldest first, within the limits of a batch, and notes that they are handed to the
 * network: from here on a withdrawal is needed to take one back. `besides`: the ids of those that are under way.
 */
export const takeBatch = (
  database: TabletDatabase,
  mostItems: number,
  besides: readonly string[] = [],
): Promise<{ items: UploadItem[]; isMore: boolean }> =>
  database.transaction('rw', database.outbox, database.contents, async () => {
    const most = Math.min(mostItems, batchLimits.items);
    const underWay = new Set(besides);
    // One more than is taken: to know whether there is any.
    const [waiting, posted] = await Promise.all([
      inState(database, 'waiting', most + 1),
      inState(database, 'posted', most + 1 + underWay.size),
    ]);
    const inLine = [...waiting, ...posted]
      .filter(({ id }) => !underWay.has(id))
      .sort((one, other) => one.seq - other.seq);
    const first = inLine.slice(0, most);
    const contents = await contentsOf(database, first);
    const batch: OutboxRecord[] = [];
    const items: UploadItem[] = [];
    let bytes = envelope;
    for (const record of first) {
      const content = contents.get(record.seq) ?? '';
      bytes += content.length + envelope;
      if (batch.length > 0 && bytes > batchLimits.bytes) break;
      batch.push(record);
      items.push(toUpload(record, content));
    }
    const fresh = batch.filter((record) => record.state === 'waiting');
    await database.outbox.bulkPut(fresh.map((record) => ({ ...record, state: 'posted' })));
    return { items, isMore: inLine.length > batch.length };
  });

const stateAfter = (result: ItemResult): OutboxRecord['state'] => {
  if (result.status === 'rejected') return 'refused';
  return result.status === 'reseal' ? 'reseal' : 'received';
};

/** Notes the receipts. An item that was already received keeps its later news. */
export const applyResults = (database: TabletDatabase, results: readonly ItemResult[]): Promise<void> =>
  database.transaction('rw', database.outbox, async () => {
    // Nearly always just those that were handed over are answered for, and they are had in one request.
    const posted = await inState(database, 'posted', batchLimits.items);
    const known = new Map(posted.map((record) => [record.id, record]));
    const others = results.filter(({ id }) => !known.has(id));
    for (const record of await Promise.all(others.map(({ id }) => database.outbox.get({ id })))) {
      if (record !== undefined) known.set(record.id, record);
    }
    const noted = results.flatMap((result): OutboxRecord[] => {
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
 * Hears the register's epoch, inside the caller's transaction over outbox and settings. Another one than before says
 * that the register was restored from a backup: all that is kept is sent again, for receipts of the old epoch say
 * nothing of what the new one holds. Sending something twice does no harm; not sending it would lose it.
 */
export const hearEpoch = async (database: TabletDatabase, epoch: string): Promise<void> => {
  const known = await database.settings.get('epoch');
  if (known !== undefined && known.value !== epoch) {
    await database.outbox
      .where('state')
      .equals('received')
      .filter((record) => record.hasContent)
      .modify({ state: 'posted' });
  }
  await database.settings.put({ name: 'epoch', value: epoch });
};

/**
 * Lets go of the content of what a backup holds; the row stays in the list of what was sent. Looks through the list once
 * for each backup. In a transaction over outbox, contents and settings.
 */
export const releaseBackedUp = async (database: TabletDatabase, backedUpThrough: number): Promise<void> => {
  const known = await database.settings.get('backed-up-through');
  if ((known?.value ?? 0) === backedUpThrough) return;
  await database.settings.put({ name: 'backed-up-through', value: backedUpThrough });
  const held = await database.outbox
    .where('state')
    .equals('received')
    .filter((record) => record.hasContent && (record.receipt?.receipt ?? Infinity) <= backedUpThrough)
    .toArray();
  await database.contents.bulkDelete(held.map(({ seq }) => seq));
  await database.outbox.bulkPut(held.map((record) => ({ ...record, hasContent: false })));
};

/** How many items have still to be sent. */
export const countWaiting = (database: TabletDatabase): Promise<number> =>
  database.outbox.where('state').anyOf('waiting', 'posted').count();

/** How many items cannot come in as they are: to be sealed anew, or refused. */
export const countStuck = (database: TabletDatabase): Promise<number> =>
  database.outbox.where('state').anyOf('reseal', 'refused').count();

/** The item of that id, or undefined. */
export const findOutboxItem = (database: TabletDatabase, itemId: string): Promise<OutboxRecord | undefined> =>
  database.outbox.where('id').equals(itemId).first();

/** The sealed content of the item, or undefined where it is not here. */
export const findContent = async (database: TabletDatabase, itemId: string): Promise<string | undefined> => {
  const record = await findOutboxItem(database, itemId);
  return record && (await database.contents.get(record.seq))?.content;
};
