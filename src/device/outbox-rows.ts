import type { OutboxRecord, TabletDatabase } from './database.ts';

/**
 * How far sending has come, as numbers in line. `handedThrough`: of the last that was ever handed to the network.
 * `answeredThrough`: what waits up to there has its receipt among those of a batch.
 */
interface Marks {
  readonly handedThrough: number;
  readonly answeredThrough: number;
}

const names = { handedThrough: 'handed-through', answeredThrough: 'answered-through' } as const;

/** The stores that the way of what was sent lies in: what a transaction names that reads or writes it. */
export const wayStores = ({ outbox, receipts, settings }: TabletDatabase) =>
  [outbox, receipts, settings] as const;

/** How far sending has come. In a transaction over settings, or by itself. */
export const readMarks = async ({ settings }: TabletDatabase): Promise<Marks> => {
  const [handed, answered] = await settings.bulkGet([names.handedThrough, names.answeredThrough]);
  return { handedThrough: Number(handed?.value ?? 0), answeredThrough: Number(answered?.value ?? 0) };
};

/** Notes how far sending has come; never back. Likewise. */
export const moveMark = async (database: TabletDatabase, mark: keyof Marks, to: number): Promise<void> => {
  if (to > (await readMarks(database))[mark]) await database.settings.put({ name: names[mark], value: to });
};

/** Whether an item that is in line may have left the tablet. In a transaction over settings. */
export const wasHandedOver = async (
  database: TabletDatabase,
  { seq, state }: OutboxRecord,
): Promise<boolean> => state === 'posted' || seq <= (await readMarks(database)).handedThrough;

/**
 * Rows of the outbox as they stand: with the receipts that came for a whole batch. In a transaction over `wayStores`.
 */
const asTheyStand = async (
  database: TabletDatabase,
  rows: readonly OutboxRecord[],
): Promise<OutboxRecord[]> => {
  const { answeredThrough } = await readMarks(database);
  const first = rows.find(({ state, seq }) => state === 'waiting' && seq <= answeredThrough);
  if (first === undefined) return [...rows];
  const records = await database.receipts.where('through').aboveOrEqual(first.seq).toArray();
  const receiptOf = new Map(records.flatMap(({ results }) => results.map((result) => [result.id, result])));
  return rows.map((row) => {
    const receipt = row.state === 'waiting' && row.seq <= answeredThrough ? receiptOf.get(row.id) : undefined;
    return receipt === undefined ? row : { ...row, state: 'received', receipt };
  });
};

/** All that has been put in the outbox, oldest first. */
export const readOutbox = (database: TabletDatabase): Promise<OutboxRecord[]> =>
  database.transaction('r', wayStores(database), async () =>
    asTheyStand(database, await database.outbox.orderBy('seq').toArray()),
  );

/** The item of that id, or undefined. */
export const findOutboxItem = (database: TabletDatabase, itemId: string): Promise<OutboxRecord | undefined> =>
  database.transaction('r', wayStores(database), async () => {
    const row = await database.outbox.get({ id: itemId });
    return row && (await asTheyStand(database, [row]))[0];
  });
