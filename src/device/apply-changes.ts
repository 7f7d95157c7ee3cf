import type { ChangesReply, SubjectKind } from '#domain/protocol.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Codec } from './codec.ts';
import type { QuestionnaireRecord, ReferenceRecord, TabletDatabase } from './database.ts';
import { readDrafts } from './drafts.ts';
import { hearEpoch } from './outbox.ts';
import { readOutbox, wayStores } from './outbox-rows.ts';
import { readReference } from './reference.ts';
import { writeWhenCurrent } from './retry.ts';
import { readSettings, writeSettings } from './settings.ts';

const storeOf = {
  'follow-up': 'followUps',
  placement: 'placements',
  unit: 'units',
  questionnaire: 'questionnaires',
} as const satisfies Record<SubjectKind, string>;

/**
 * What has work on the tablet that the register does not have yet, and what that work refers to: it stays, whatever
 * access says.
 */
const withUnsentWork = async (database: TabletDatabase, codec: Codec) => {
  const [drafts, sent, { placements }] = await Promise.all([
    readDrafts(database, codec),
    readOutbox(database),
    readReference(database, codec),
  ]);
  const sending = new Set(
    sent.filter(({ state }) => state !== 'received').map(({ followUpId }) => followUpId),
  );
  const open = drafts.filter(({ draft, sent }) => sent === null || sending.has(draft.followUpId));
  const kept = new Set(sending);
  for (const { draft } of open) {
    const unit = placements.get(draft.placementId)?.unitId;
    for (const each of [draft.followUpId, draft.placementId, ...(unit === undefined ? [] : [unit])])
      kept.add(each);
  }
  return { kept, known: new Set(drafts.map(({ draft }) => draft.followUpId)) };
};

/** The telling of what she sees no longer, kept for the work in it: it goes when the register has that. */
const leaving = -1;

/**
 * Writes a page of the feed with its cursor, in one transaction: what the cursor says is here, is here. At the end of
 * a view told from the beginning, what was not in it is removed, but for what has work in it. Questionnaires stay:
 * drafts keep their version.
 */
export const applyChanges = (
  database: TabletDatabase,
  codec: Codec,
  page: ChangesReply,
  at: string,
): Promise<void> => writeWhenCurrent(() => tryToApply(database, codec, page, at));

/** The revisions of what a page tells anew, as they are; 0 for what is new. */
const revisionsOf = async (database: TabletDatabase, page: ChangesReply): Promise<readonly number[]> =>
  Promise.all(
    page.changes.map(async (change) => {
      if (change.kind === 'gone' || change.kind === 'questionnaire') return 0;
      const record = await database.table<ReferenceRecord, string>(storeOf[change.kind]).get(change.id);
      return record?.revision ?? 0;
    }),
  );

/** Most pulls bring nothing: they hold up none of those who are writing. */
const noteNothingNew = (
  database: TabletDatabase,
  { epoch, cursor, more }: ChangesReply,
  telling: number,
  at: string,
): Promise<void> =>
  database.transaction('rw', wayStores(database), async () => {
    await hearEpoch(database, epoch);
    await writeSettings(database, { cursor, telling, ...(!more && { pulledAt: at }) });
  });

const tryToApply = async (
  database: TabletDatabase,
  codec: Codec,
  page: ChangesReply,
  at: string,
): Promise<Result<void, 'stale'>> => {
  const settings = await readSettings(database);
  const telling = page.reset === 'begins' ? settings.telling + 1 : settings.telling;
  const stores = [database.followUps, database.placements, database.units] as const;
  const revisions = await database.transaction('r', stores, () => revisionsOf(database, page));
  const puts = new Map<string, ReferenceRecord[]>();
  const gone: { store: string; id: string }[] = [];
  const questionnaires: QuestionnaireRecord[] = [];
  for (const [index, change] of page.changes.entries()) {
    if (change.kind === 'gone') gone.push({ store: storeOf[change.subject], id: change.id });
    else if (change.kind === 'questionnaire')
      questionnaires.push({ id: change.id, telling, document: change.body, inForce: change.inForce });
    else {
      const store = storeOf[change.kind];
      const place = { store, id: change.id, revision: (revisions[index] ?? 0) + 1 };
      const bytes = await codec.encode(place, change.body);
      const { id, revision } = place;
      puts.set(store, [...(puts.get(store) ?? []), { id, revision, telling, bytes }]);
    }
  }
  const isSweep = page.reset !== undefined && !page.more;
  const left = await Promise.all(stores.map((store) => store.where('telling').equals(leaving).count()));
  const isLeft = left.some((count) => count > 0);
  if (page.changes.length === 0 && !isSweep && !isLeft) {
    await noteNothingNew(database, page, telling, at);
    return succeed(undefined);
  }
  const unsent = gone.length > 0 || isSweep || isLeft ? await withUnsentWork(database, codec) : null;

  return database.transaction(
    'rw',
    [
      ...stores,
      database.questionnaires,
      database.drafts,
      database.changes,
      ...wayStores(database),
      database.snapshots,
    ],
    async () => {
      // Another tab has applied a page in between: what was encoded does not follow on what is there.
      const actual = await revisionsOf(database, page);
      if (actual.some((revision, index) => revision !== revisions[index])) return fail('stale');
      let isWritten = puts.size > 0 || questionnaires.length > 0;
      const remove = async (store: string, id: string): Promise<void> => {
        isWritten = true;
        if (unsent === null || store === 'questionnaires') return;
        // One begun since the look at the drafts, in another tab, is work too.
        const isBegun =
          store === 'followUps' && !unsent.known.has(id) && (await database.drafts.get(id)) !== undefined;
        if (unsent.kept.has(id) || isBegun) {
          await database.table(store).update(id, { telling: leaving });
          return;
        }
        if (store === 'followUps') {
          await database.drafts.delete(id);
          await database.changes.where('followUpId').equals(id).delete();
        }
        await database.table(store).delete(id);
      };
      for (const [store, records] of puts) await database.table(store).bulkPut(records);
      await database.questionnaires.bulkPut(questionnaires);
      for (const { store, id } of gone) await remove(store, id);
      for (const store of stores) {
        const untold = await store
          .where('telling')
          .below(isSweep ? telling : 0)
          .primaryKeys();
        for (const id of untold) await remove(store.name, id);
      }
      // Made of what is no longer so; and what is gone is to be gone.
      if (isWritten) await database.snapshots.clear();
      await hearEpoch(database, page.epoch);
      const before = await readSettings(database);
      await writeSettings(database, {
        cursor: page.cursor,
        telling,
        ...(isWritten && { toldRevision: before.toldRevision + 1 }),
        ...(!page.more && { pulledAt: at }),
      });
      return succeed(undefined);
    },
  );
};
