import type { Codec, Place } from './codec.ts';
import type { TabletDatabase } from './database.ts';
import { readRecords, toShelf, type RevisedReference, type Told } from './reference.ts';
import { readSettings } from './settings.ts';

const recordId = 'reference';

/**
 * Where everything lies that was told, in one record. The bytes are bound to the version of the app that wrote them: of
 * what another has read, this one has its own idea, and reads it record by record.
 */
const placeAt = (version: string, revision: number): Place => ({
  store: 'snapshots',
  id: `${recordId} ${version}`,
  revision,
});

/** Maps as lists, for JSON. */
type Entries = {
  readonly [Name in keyof Told]: Told[Name] extends Map<infer Key, infer Value> ? [Key, Value][] : never;
};

/** Nobody but this version could have written it: what it looks like need not be looked at again. */
const isEntries = (value: unknown): value is Entries =>
  typeof value === 'object' && value !== null && 'followUps' in value;

const readSnapshot = async (
  database: TabletDatabase,
  codec: Codec,
  version: string,
): Promise<RevisedReference | undefined> => {
  const [kept, questionnaires, { toldRevision }] = await database.transaction(
    'r',
    [database.snapshots, database.questionnaires, database.settings],
    () =>
      Promise.all([
        database.snapshots.get(recordId),
        database.questionnaires.toArray(),
        readSettings(database),
      ]),
  );
  if (kept?.revision !== toldRevision) return undefined;
  const read = await codec.decode(placeAt(version, kept.revision), kept.bytes);
  if (!read.ok || !isEntries(read.value)) return undefined;
  const { followUps, placements, units } = read.value;
  const reference = {
    followUps: new Map(followUps),
    placements: new Map(placements),
    units: new Map(units),
    ...toShelf(questionnaires),
  };
  return { reference, revision: kept.revision };
};

const keepSnapshot = async (
  database: TabletDatabase,
  codec: Codec,
  version: string,
  { followUps, placements, units }: Told,
  revision: number,
): Promise<void> => {
  const entries: Entries = { followUps: [...followUps], placements: [...placements], units: [...units] };
  const bytes = await codec.encode(placeAt(version, revision), entries);
  await database.transaction('rw', [database.snapshots, database.settings], async () => {
    // Another tab may have been told more in between.
    if ((await readSettings(database)).toldRevision !== revision) return;
    await database.snapshots.put({ id: recordId, revision, bytes });
  });
};

/**
 * Opens what the server has told. One record is read where it stands, for hundreds take a slow tablet longer than all
 * else about opening; where it does not, they are read, and it is made anew. `version`: the app's.
 */
export const openReference = async (
  database: TabletDatabase,
  codec: Codec,
  version: string,
): Promise<RevisedReference> => {
  const kept = await readSnapshot(database, codec, version);
  if (kept !== undefined) return kept;
  const read = await readRecords(database, codec);
  try {
    await keepSnapshot(database, codec, version, read.reference, read.revision);
  } catch (problem) {
    // No room for it, say. All that it holds has been read, and the next opening takes its time again.
    console.error(problem);
  }
  return read;
};
