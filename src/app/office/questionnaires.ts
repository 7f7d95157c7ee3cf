import type { QuestionnaireRef } from '#domain/follow-up/follow-up.ts';
import { questionnaire, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { read, type Answered } from './api.ts';

// A published version never changes.
const known = new Map<string, Questionnaire>();

/** A published version of a questionnaire. */
export const readQuestionnaire = async (ref: QuestionnaireRef): Answered<Questionnaire> => {
  const path = `/api/questionnaires/${ref.id}/${ref.version}`;
  const found = known.get(path);
  if (found !== undefined) return { ok: true, value: found };
  const answered = await read(questionnaire, path);
  if (answered.ok) known.set(path, answered.value);
  return answered;
};
