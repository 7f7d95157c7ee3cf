import type { OpaqueRecord, OutboxRecord, TabletDatabase } from './database.ts';

/** Something to be put in line. `content`: sealed; empty while there is no key to seal it for. */
export interface NewOutboxItem {
  readonly record: Omit<OutboxRecord, 'seq' | 'hasContent'>;
  readonly content: string;
  readonly shown: OpaqueRecord;
}

/** The stores that what is in line lies in: what a transaction names that puts something there, or takes it away. */
export const outboxStores = ({ outbox, contents, shown }: TabletDatabase) =>
  [outbox, contents, shown] as const;

/** Puts items in line, within the caller's transaction over `outboxStores` or in one of its own. */
export const putInLine = (database: TabletDatabase, items: readonly NewOutboxItem[]): Promise<void> =>
  database.transaction('rw', outboxStores(database), async () => {
    const rows = items.map(({ record, content }) => ({ ...record, hasContent: content !== '' }));
    const seqs = await database.outbox.bulkAdd(rows, { allKeys: true });
    await database.shown.bulkAdd(items.map(({ shown }) => shown));
    await database.contents.bulkAdd(
      items.flatMap(({ content }, index) => {
        const seq = seqs[index];
        return content === '' || seq === undefined ? [] : [{ seq, content }];
      }),
    );
  });

/** Takes items away with all that belongs to them, likewise. */
export const takeOutOfLine = (database: TabletDatabase, ids: readonly string[]): Promise<void> =>
  database.transaction('rw', outboxStores(database), async () => {
    const seqs = await database.outbox.where('id').anyOf(ids).primaryKeys();
    await database.outbox.bulkDelete(seqs);
    await database.contents.bulkDelete(seqs);
    await database.shown.bulkDelete([...ids]);
  });
