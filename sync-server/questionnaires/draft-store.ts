import { createHash } from 'node:crypto';
import type { Kysely } from 'kysely';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import type { DraftSaved, DraftView } from '#domain/office/questionnaires.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { WriteTransaction } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** Why a draft is not changed: there is none, it is no draft any more, or somebody has changed it since. */
export type DraftProblem = 'not-found' | 'state-conflict' | 'stale-revision';

/** Who changes a draft, and when. */
export interface Keeper {
  readonly userId: string;
  /** ISO 8601 */
  readonly at: string;
}

/** The revision of a draft: what it says, so that two that say the same are the same. */
const revisionOf = (document: string): string =>
  createHash('sha256').update(document).digest('base64url').slice(0, 22);

const findRow = (query: Kysely<Tables>, { id, version }: QuestionnaireRef) =>
  query
    .selectFrom('questionnaire_versions')
    .select(['state', 'document', 'changed_at'])
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();

/** The draft of a version; undefined where there is none. */
export const readDraft = async (
  query: Kysely<Tables>,
  ref: QuestionnaireRef,
): Promise<DraftView | undefined> => {
  const row = await findRow(query, ref);
  if (row?.document == null) return undefined;
  return {
    document: questionnaire.parse(JSON.parse(row.document)),
    revision: revisionOf(row.document),
    changedAt: row.changed_at,
  };
};

/** Stores a document as a new draft, under the next version that is free from the one it says. Gives which it became. */
export const addDraft = async (
  { query }: WriteTransaction,
  of: Questionnaire,
  { userId, at }: Keeper,
): Promise<QuestionnaireRef> => {
  const taken = await query
    .selectFrom('questionnaire_versions')
    .select('version')
    .where('id', '=', of.id)
    .execute();
  const isTaken = taken.some(({ version }) => version === of.version);
  const version = isTaken ? Math.max(...taken.map((each) => each.version)) + 1 : of.version;
  await query
    .insertInto('questionnaire_versions')
    .values({
      id: of.id,
      version,
      state: 'draft',
      document: JSON.stringify({ ...of, version }),
      changed_at: at,
      changed_by: userId,
      valid_from: null,
      retired_at: null,
    })
    .execute();
  return { id: of.id, version };
};

/** The document of a draft that is still as the caller knows it. */
export const findKnownDraft = async (
  { query }: WriteTransaction,
  ref: QuestionnaireRef,
  revision: string,
): Promise<Result<Questionnaire, DraftProblem>> => {
  const row = await findRow(query, ref);
  if (row === undefined) return fail('not-found');
  if (row.document === null) return fail('state-conflict');
  return revisionOf(row.document) === revision
    ? succeed(questionnaire.parse(JSON.parse(row.document)))
    : fail('stale-revision');
};

/** Changes a draft that is as the caller knows it. */
export const changeDraft = async (
  transaction: WriteTransaction,
  of: Questionnaire,
  revision: string,
  { userId, at }: Keeper,
): Promise<Result<DraftSaved, DraftProblem>> => {
  const known = await findKnownDraft(transaction, of, revision);
  if (!known.ok) return known;
  const document = JSON.stringify(of);
  await transaction.query
    .updateTable('questionnaire_versions')
    .set({ document, changed_at: at, changed_by: userId })
    .where('id', '=', of.id)
    .where('version', '=', of.version)
    .execute();
  return succeed({ revision: revisionOf(document), changedAt: at });
};

/** Takes a draft away that is as the caller knows it. It has never been asked of anybody. */
export const removeDraft = async (
  transaction: WriteTransaction,
  ref: QuestionnaireRef,
  revision: string,
): Promise<Result<void, DraftProblem>> => {
  const known = await findKnownDraft(transaction, ref, revision);
  if (!known.ok) return known;
  await transaction.query
    .deleteFrom('questionnaire_versions')
    .where('id', '=', ref.id)
    .where('version', '=', ref.version)
    .where('state', '=', 'draft')
    .execute();
  return succeed(undefined);
};
