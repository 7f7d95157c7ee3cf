import { sql, type Kysely } from 'kysely';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import { publicationFaults } from '#domain/questionnaire/publication.ts';
import type { PublicationFault } from '#domain/questionnaire/publication-fault.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { cityChannel, touch } from '../register/feed.ts';

/** What a published version is noted with. */
export interface Publication {
  /** The first day on which new follow-ups ask it. */
  readonly validFrom: string;
  /** ISO 8601 */
  readonly at: string;
  /** null: Följsam itself, which brings some. */
  readonly userId: string | null;
}

/**
 * Publishes a document, and tells the tablets. What keeps it from being asked is given back, and then nothing is changed;
 * a version that is published already is left as it is.
 */
export const publishVersion = async (
  transaction: WriteTransaction,
  of: Questionnaire,
  { validFrom, at, userId }: Publication,
): Promise<Result<'published' | 'already', readonly PublicationFault[]>> => {
  const { query } = transaction;
  const { id, version } = of;
  const faults = publicationFaults(of);
  if (faults.length > 0) return fail(faults);
  const done = await query
    .insertInto('questionnaires')
    .values({ id, version, document: JSON.stringify(of), published_at: at })
    .onConflict((on) => on.doNothing())
    .returning('id')
    .execute();
  if (done.length === 0) return succeed('already');
  const published = {
    state: 'published',
    document: null,
    changed_at: at,
    changed_by: userId,
    valid_from: validFrom,
    retired_at: null,
  };
  await query
    .insertInto('questionnaire_versions')
    .values({ id, version, ...published })
    .onConflict((on) => on.columns(['id', 'version']).doUpdateSet(published))
    .execute();
  touch(transaction, [cityChannel], 'questionnaire', questionnaireSubject(of));
  return succeed('published');
};

/** Has a published version hold no longer from a day on. What was planned or carried out with it keeps it. */
export const retireVersion = async (
  transaction: WriteTransaction,
  { id, version }: QuestionnaireRef,
  from: string,
  { at, userId }: Pick<Publication, 'at' | 'userId'>,
): Promise<Result<void, 'not-found' | 'state-conflict'>> => {
  const known = await transaction.query
    .selectFrom('questionnaire_versions')
    .select('state')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (known === undefined) return fail('not-found');
  if (known.state !== 'published') return fail('state-conflict');
  await transaction.query
    .updateTable('questionnaire_versions')
    .set({ state: 'retired', retired_at: from, changed_at: at, changed_by: userId })
    .where('id', '=', id)
    .where('version', '=', version)
    .execute();
  touch(transaction, [cityChannel], 'questionnaire', questionnaireSubject({ id, version }));
  return succeed(undefined);
};

/** The versions that hold on a day: of each questionnaire the one that began last. */
export const versionsInForce = async (query: Kysely<Tables>, on: string): Promise<QuestionnaireRef[]> => {
  const rows = await query
    .selectFrom('questionnaire_versions')
    .select(['id', 'version'])
    .where('state', '<>', 'draft')
    .where('valid_from', '<=', on)
    .where(sql<boolean>`(retired_at IS NULL OR retired_at > ${on})`)
    .orderBy('valid_from')
    .orderBy('version')
    .execute();
  return [...new Map(rows.map((row) => [row.id, row])).values()];
};

/** Tells the version of a questionnaire that holds on a day; undefined where none does. */
export type VersionOn = (id: string, on: string) => number | undefined;

/** The same for many days and questionnaires: the versions are read once. */
export const versionsByDay = async (query: Kysely<Tables>): Promise<VersionOn> => {
  const rows = await query
    .selectFrom('questionnaire_versions')
    .select(['id', 'version', 'valid_from', 'retired_at'])
    .where('state', '<>', 'draft')
    .orderBy('valid_from')
    .orderBy('version')
    .execute();
  const versions = Map.groupBy(rows, (row) => row.id);
  return (id, on) =>
    versions
      .get(id)
      ?.findLast(
        ({ valid_from, retired_at }) =>
          valid_from !== null && valid_from <= on && (retired_at === null || retired_at > on),
      )?.version;
};

/** The version of a questionnaire that holds on a day; undefined where none does. */
export const versionInForce = async (
  query: Kysely<Tables>,
  id: string,
  on: string,
): Promise<number | undefined> => (await versionsInForce(query, on)).find((each) => each.id === id)?.version;
