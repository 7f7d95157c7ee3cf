import * as z from 'zod/mini';
import { answer } from '#domain/follow-up/answer.ts';
import type { AnswerChange } from '#domain/follow-up/draft.ts';
import { instant } from '#domain/ids.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Codec, Place, Unreadable } from './codec.ts';
import type { ChangeRecord, TabletDatabase } from './database.ts';
import { writeWhenCurrent } from './retry.ts';

const changeSchema = z.object({ question: z.string(), answer, at: instant });

const placeOf = ({ followUpId, seq, revision }: Omit<ChangeRecord, 'bytes'>): Place => ({
  store: 'changes',
  id: `${followUpId}/${seq}`,
  revision,
});

/** A row of the log as it was written, or why it is not. */
export const readChange = async (
  codec: Codec,
  row: ChangeRecord,
): Promise<Result<AnswerChange, Unreadable>> => {
  const read = await codec.decode(placeOf(row), row.bytes);
  if (!read.ok) return read;
  const parsed = changeSchema.safeParse(read.value);
  return parsed.success ? succeed(parsed.data) : fail('unknown-format');
};

/** What this worker knows of the end of the log and of the rows that it wrote itself. It only saves looking. */
interface Known {
  next: number | null;
  readonly revisions: Map<number, number>;
}
const knownOf = new WeakMap<TabletDatabase, Known>();

const known = (database: TabletDatabase): Known => {
  const made = knownOf.get(database) ?? { next: null, revisions: new Map<number, number>() };
  knownOf.set(database, made);
  return made;
};

/**
 * The number of the next row, inside the caller's transaction. Numbers never come again, also when the rows are gone: a
 * snapshot says up to which one it holds the log. They are counted here and not by the store, since a row's bytes are
 * bound to its number before it is written.
 */
const nextNumber = async (database: TabletDatabase): Promise<number> => {
  const kept = (await database.settings.get('changes'))?.value;
  return (typeof kept === 'number' ? kept : 0) + 1;
};

const add = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
  change: AnswerChange,
): Promise<Result<number, 'stale'>> => {
  const mine = known(database);
  const seq = mine.next ?? (await nextNumber(database));
  const row = { seq, followUpId, revision: 1 };
  const bytes = await codec.encode(placeOf(row), change);
  const actual = await database.transaction('rw', database.changes, database.settings, async () => {
    const number = await nextNumber(database);
    if (number === seq) {
      await Promise.all([
        database.changes.add({ ...row, bytes }),
        database.settings.put({ name: 'changes', value: seq }),
      ]);
    }
    return number;
  });
  mine.next = actual === seq ? seq + 1 : actual;
  if (actual !== seq) return fail('stale');
  mine.revisions.set(seq, row.revision);
  return succeed(seq);
};

const replace = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
  change: AnswerChange,
  seq: number,
): Promise<Result<number, 'stale'>> => {
  const { revisions } = known(database);
  const before = revisions.get(seq) ?? (await database.changes.get(seq))?.revision ?? 0;
  const row = { seq, followUpId, revision: before + 1 };
  const bytes = await codec.encode(placeOf(row), change);
  const actual = await database.transaction('rw', database.changes, async () => {
    const stored = (await database.changes.get(seq))?.revision ?? before;
    if (stored === before) await database.changes.put({ ...row, bytes });
    return stored;
  });
  revisions.set(seq, actual === before ? row.revision : actual);
  return actual === before ? succeed(seq) : fail('stale');
};

/**
 * Writes a change: one small row, in a transaction of its own. `replaces` is the row of the same question's open
 * change, so that typing does not fill the log with whole texts. Gives the row's number.
 */
export const appendChange = (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
  change: AnswerChange,
  replaces: number | null,
): Promise<number> =>
  writeWhenCurrent(() =>
    replaces === null
      ? add(database, codec, followUpId, change)
      : replace(database, codec, followUpId, change, replaces),
  );

/** Removes the log of a follow-up that the register holds; the snapshot stays for reading. */
export const dropLog = async (
  database: TabletDatabase,
  followUpId: string,
  through: number,
): Promise<void> => {
  await database.changes
    .where('followUpId')
    .equals(followUpId)
    .filter((row) => row.seq <= through)
    .delete();
};
