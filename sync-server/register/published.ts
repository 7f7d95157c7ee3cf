import type { Kysely } from 'kysely';
import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { Tables } from '../database/tables.ts';

/** A published version never changes, so each is read once for each register. */
const known = new WeakMap<Kysely<Tables>, Map<string, Questionnaire>>();

/** The published version asked for, or undefined where there is none. */
export const findPublished = async (
  query: Kysely<Tables>,
  { id, version }: QuestionnaireRef,
): Promise<Questionnaire | undefined> => {
  const read = known.get(query) ?? new Map<string, Questionnaire>();
  known.set(query, read);
  const key = `${id}/${version}`;
  const found = read.get(key);
  if (found !== undefined) return found;
  const row = await query
    .selectFrom('questionnaires')
    .select('document')
    .where('id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst();
  if (row === undefined) return undefined;
  const made = questionnaire.parse(JSON.parse(row.document));
  read.set(key, made);
  return made;
};

/** Every published version of a questionnaire, oldest first. */
export const findVersions = async (query: Kysely<Tables>, id: string): Promise<Questionnaire[]> => {
  const rows = await query
    .selectFrom('questionnaires')
    .select('version')
    .where('id', '=', id)
    .orderBy('version')
    .execute();
  const found: Questionnaire[] = [];
  for (const { version } of rows) {
    const each = await findPublished(query, { id, version });
    if (each !== undefined) found.push(each);
  }
  return found;
};
