import type { Kysely } from 'kysely';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaireVersion, type QuestionnaireVersion } from '#domain/office/questionnaires.ts';
import { questionnaire, questionsOf } from '#domain/questionnaire/questionnaire.ts';
import type { Tables } from '../database/tables.ts';
import { findPublished } from '../register/published.ts';

/** All versions of all questionnaires, or the one of a reference: by questionnaire, newest first. */
export const listVersions = async (
  query: Kysely<Tables>,
  only?: QuestionnaireRef,
): Promise<QuestionnaireVersion[]> => {
  const rows = await query
    .selectFrom('questionnaire_versions as kept')
    .leftJoin('users', 'users.id', 'kept.changed_by')
    .selectAll('kept')
    .select('users.name as keeper')
    .select((build) =>
      build
        .selectFrom('follow_ups')
        .select((count) => count.fn.countAll<number>().as('count'))
        .whereRef('questionnaire_id', '=', 'kept.id')
        .whereRef('questionnaire_version', '=', 'kept.version')
        .as('follow_ups'),
    )
    .$if(only !== undefined, (all) =>
      all.where('kept.id', '=', only?.id ?? '').where('kept.version', '=', only?.version ?? 0),
    )
    .orderBy('kept.id')
    .orderBy('kept.version', 'desc')
    .execute();
  const listed: QuestionnaireVersion[] = [];
  for (const row of rows) {
    const document =
      row.document === null ? await findPublished(query, row) : questionnaire.parse(JSON.parse(row.document));
    if (document === undefined) continue;
    listed.push(
      questionnaireVersion.parse({
        id: row.id,
        version: row.version,
        title: document.title,
        state: row.state,
        changedAt: row.changed_at,
        changedBy: row.keeper,
        validFrom: row.valid_from,
        retiredFrom: row.retired_at,
        questions: questionsOf(document).length,
        followUps: row.follow_ups ?? 0,
      }),
    );
  }
  return listed;
};
