import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { Database } from '../database/database.ts';
import { findPublished } from '../register/published.ts';

/** What keeps a draft from being stored: a version that has been published never changes. */
export interface AlreadyPublished extends QuestionnaireRef {
  readonly code: 'already-published';
}

/** Stores a document as a draft; a draft of the same version is replaced. `at` is an instant. */
export const storeDraft = (
  database: Pick<Database, 'write'>,
  of: Questionnaire,
  at: string,
): Promise<Result<'new' | 'changed', AlreadyPublished>> =>
  database.write(async ({ query }) => {
    const { id, version } = of;
    const published = await findPublished(query, { id, version });
    const known = await query
      .selectFrom('questionnaire_versions')
      .select('state')
      .where('id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    if (published !== undefined || (known !== undefined && known.state !== 'draft'))
      return fail({ code: 'already-published', id, version });
    const draft = { state: 'draft', document: JSON.stringify(of), changed_at: at, changed_by: null };
    await query
      .insertInto('questionnaire_versions')
      .values({ id, version, ...draft, valid_from: null, retired_at: null })
      .onConflict((on) => on.columns(['id', 'version']).doUpdateSet(draft))
      .execute();
    return succeed(known === undefined ? 'new' : 'changed');
  });

/** The document of a version, draft or published; without a version the newest. undefined where there is none. */
export const findDocument = async (
  { query }: Pick<Database, 'query'>,
  id: string,
  version?: number,
): Promise<Questionnaire | undefined> => {
  const drafts = await query
    .selectFrom('questionnaire_versions')
    .select(['version', 'document'])
    .where('id', '=', id)
    .where('state', '=', 'draft')
    .execute();
  const published = await query
    .selectFrom('questionnaires')
    .select(['version', 'document'])
    .where('id', '=', id)
    .execute();
  const [found] = [...drafts, ...published]
    .filter((each) => version === undefined || each.version === version)
    .sort((one, other) => other.version - one.version);
  return found?.document == null ? undefined : questionnaire.parse(JSON.parse(found.document));
};
