import { followUpView, type FollowUpView } from '#domain/follow-up/follow-up.ts';
import { unitView, type UnitView } from '#domain/organisation/organisation.ts';
import { placementView, type PlacementView } from '#domain/organisation/placement.ts';
import { isInForce, type InForce } from '#domain/questionnaire/occasion.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Codec } from './codec.ts';
import type { QuestionnaireRecord, ReferenceRecord, TabletDatabase } from './database.ts';
import { readSettings } from './settings.ts';

/** All that the server has told, decoded: small enough to search and sort in memory. */
export interface Reference {
  readonly followUps: Map<string, FollowUpView>;
  readonly placements: Map<string, PlacementView>;
  readonly units: Map<string, UnitView>;
  readonly questionnaires: Map<string, Questionnaire>;
  /** On which days new follow-ups ask each of them. */
  readonly inForce: ReadonlyMap<string, InForce>;
}

const decodeAll = async <Value>(
  codec: Codec,
  store: string,
  records: readonly ReferenceRecord[],
  parse: (value: unknown) => { success: true; data: Value } | { success: false },
): Promise<Map<string, Value>> => {
  const decoded = await Promise.all(
    records.map(({ id, revision, bytes }) => codec.decode({ store, id, revision }, bytes)),
  );
  const read = new Map<string, Value>();
  for (const [index, record] of records.entries()) {
    const value = decoded[index];
    // What is refused, or an older app wrote in another shape, is told anew at the next pull from the beginning; it must
    // not keep the rest from showing.
    const parsed = parse(value?.ok === true ? value.value : undefined);
    if (parsed.success) read.set(record.id, parsed.data);
  }
  return read;
};

/** What was told of people and places; questionnaires lie in the clear beside it. */
export type Told = Pick<Reference, 'followUps' | 'placements' | 'units'>;
type Shelf = Pick<Reference, 'questionnaires' | 'inForce'>;

/** The published questionnaires, by id and version, and when each holds. */
export const toShelf = (records: readonly QuestionnaireRecord[]): Shelf => ({
  questionnaires: new Map(records.map((record) => [record.id, record.document])),
  inForce: new Map(records.map((record) => [record.id, record.inForce])),
});

/** What was told, and at which revision of it all. */
export interface RevisedReference {
  readonly reference: Reference;
  readonly revision: number;
}

/** Reads everything that the server has told, record by record. */
export const readRecords = async (database: TabletDatabase, codec: Codec): Promise<RevisedReference> => {
  const [followUps, placements, units, questionnaires, { toldRevision }] = await database.transaction(
    'r',
    [database.followUps, database.placements, database.units, database.questionnaires, database.settings],
    () =>
      Promise.all([
        database.followUps.toArray(),
        database.placements.toArray(),
        database.units.toArray(),
        database.questionnaires.toArray(),
        readSettings(database),
      ]),
  );
  const reference = {
    followUps: await decodeAll(codec, 'followUps', followUps, (value) => followUpView.safeParse(value)),
    placements: await decodeAll(codec, 'placements', placements, (value) => placementView.safeParse(value)),
    units: await decodeAll(codec, 'units', units, (value) => unitView.safeParse(value)),
    ...toShelf(questionnaires),
  };
  return { reference, revision: toldRevision };
};

/** Reads everything that the server has told. */
export const readReference = async (database: TabletDatabase, codec: Codec): Promise<Reference> =>
  (await readRecords(database, codec)).reference;

/** The versions of a questionnaire that new follow-ups ask on a day, the newest last. */
export const versionsInForce = (
  { questionnaires, inForce }: Reference,
  id: string,
  on: string,
): readonly Questionnaire[] =>
  [...questionnaires]
    .filter(([subject, of]) => {
      const days = inForce.get(subject);
      return of.id === id && days !== undefined && isInForce(days, on);
    })
    .map(([, of]) => of)
    .sort((one, other) => one.version - other.version);
