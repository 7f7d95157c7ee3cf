import * as z from 'zod/mini';
import { answer, answers, type Answers } from '#domain/follow-up/answer.ts';
import { applyChange, type AnswerChange, type Draft } from '#domain/follow-up/draft.ts';
import { questionnaireRef } from '#domain/follow-up/follow-up.ts';
import { instant } from '#domain/ids.ts';
import type { Codec } from './codec.ts';
import type { ChangeRecord, OpaqueRecord, OutboxRecord, TabletDatabase } from './database.ts';

const draftSchema = z.object({
  followUpId: z.string(),
  placementId: z.string(),
  questionnaire: questionnaireRef,
  answers,
  basedOn: z.array(z.string()),
  position: z.object({ section: z.string(), question: z.nullable(z.string()) }),
  told: z.nullable(z.object({ on: z.string(), method: z.string() })),
  startedAt: instant,
  changedAt: instant,
});

const changeSchema = z.object({ question: z.string(), answer, at: instant });

const keptDraft = z.object({
  draft: draftSchema,
  through: z.int(),
  sent: z.nullable(z.object({ itemId: z.string(), at: instant })),
  returned: z.nullable(z.object({ revision: z.string(), answers })),
});

/** A draft as it is kept: the snapshot, how far the log is in it, and what was last sent of it. */
export interface KeptDraft {
  readonly draft: Draft;
  /** Changes up to this one are in the snapshot. */
  readonly through: number;
  /** The submission that the draft was last sent as; null while it is being written. */
  readonly sent: { readonly itemId: string; readonly at: string } | null;
  /** The return that this draft sees to, with the answers as they were, so that what has changed can be shown. */
  readonly returned: { readonly revision: string; readonly answers: Answers } | null;
}

const placeOfDraft = (followUpId: string): string => `drafts/${followUpId}`;
const placeOfChange = (followUpId: string): string => `changes/${followUpId}`;

/** A follow-up's draft with its log played back; undefined where nothing has been begun. */
export const readDraft = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
): Promise<KeptDraft | undefined> => {
  const [record, changes] = await database.transaction('r', database.drafts, database.changes, () =>
    Promise.all([
      database.drafts.get(followUpId),
      database.changes.where('followUpId').equals(followUpId).sortBy('seq'),
    ]),
  );
  return record && playBack(codec, record, changes);
};

/** The draft of a snapshot and the changes since, oldest first. */
const playBack = async (
  codec: Codec,
  record: OpaqueRecord,
  changes: readonly ChangeRecord[],
): Promise<KeptDraft> => {
  const kept = keptDraft.parse(await codec.decode(placeOfDraft(record.id), record.bytes));
  let { draft, through }: { draft: Draft; through: number } = kept;
  for (const row of changes.filter((each) => each.seq > kept.through)) {
    draft = applyChange(draft, changeSchema.parse(await codec.decode(placeOfChange(record.id), row.bytes)));
    through = row.seq;
  }
  return { ...kept, draft, through };
};

/**
 * All drafts with their logs played back. One that cannot be read keeps none of the others from showing; it stays on
 * the disk, and opening it fails in the open.
 */
export const readDrafts = async (database: TabletDatabase, codec: Codec): Promise<KeptDraft[]> => {
  const [records, changes] = await database.transaction('r', database.drafts, database.changes, () =>
    Promise.all([database.drafts.toArray(), database.changes.toArray()]),
  );
  const logs = new Map<string, ChangeRecord[]>();
  for (const change of changes) {
    const log = logs.get(change.followUpId);
    if (log) log.push(change);
    else logs.set(change.followUpId, [change]);
  }
  const read = await Promise.allSettled(
    records.map((record) => playBack(codec, record, logs.get(record.id) ?? [])),
  );
  return read.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
};

/**
 * Writes a change: one small row, in a transaction of its own. `replaces` is the row of the same question's open
 * change, so that typing does not fill the log with whole texts. Gives the row's number.
 */
export const appendChange = async (
  database: TabletDatabase,
  codec: Codec,
  followUpId: string,
  change: AnswerChange,
  replaces: number | null,
): Promise<number> => {
  const bytes = await codec.encode(placeOfChange(followUpId), change);
  return replaces === null
    ? database.changes.add({ followUpId, bytes })
    : database.changes.put({ seq: replaces, followUpId, bytes });
};

/** Bytes of a draft for `putDraft`, made before the transaction. */
const encodeDraft = async (
  codec: Codec,
  kept: KeptDraft,
): Promise<{ readonly id: string; readonly bytes: Uint8Array }> => {
  const id = kept.draft.followUpId;
  return { id, bytes: await codec.encode(placeOfDraft(id), kept) };
};

/** What goes into the outbox, before it has a place in line. */
export type NewOutboxItem = Omit<OutboxRecord, 'seq'>;

/** Writes the draft's new snapshot and what it puts in the outbox, together or not at all. */
export const saveDraft = async (
  database: TabletDatabase,
  codec: Codec,
  kept: KeptDraft,
  items: readonly NewOutboxItem[] = [],
  drops: readonly string[] = [],
): Promise<void> => {
  const record = await encodeDraft(codec, kept);
  await database.transaction('rw', database.drafts, database.outbox, async () => {
    await database.drafts.put(record);
    await database.outbox.bulkAdd([...items]);
    for (const id of drops) await database.outbox.where('id').equals(id).delete();
  });
};

/**
 * Takes an item out of the line if it has never been handed to the network, with the draft that then holds; else puts
 * its withdrawal in line, with the draft that builds on that. One transaction: whatever happens in the middle, the
 * answers are in the outbox or open, never in neither.
 */
export const takeBackItem = async (
  database: TabletDatabase,
  codec: Codec,
  itemId: string,
  ifUnsent: KeptDraft,
  ifSent: { readonly kept: KeptDraft; readonly withdrawal: NewOutboxItem },
): Promise<'unsent' | 'withdrawn'> => {
  const [unsent, sent] = await Promise.all([encodeDraft(codec, ifUnsent), encodeDraft(codec, ifSent.kept)]);
  return database.transaction('rw', database.drafts, database.outbox, async () => {
    const taken = await database.outbox
      .where('id')
      .equals(itemId)
      // A refused one had no effect; the draft takes its place.
      .filter((record) => record.state === 'waiting' || record.state === 'refused')
      .delete();
    await database.drafts.put(taken === 1 ? unsent : sent);
    if (taken === 0) await database.outbox.add(ifSent.withdrawal);
    return taken === 1 ? 'unsent' : 'withdrawn';
  });
};

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
