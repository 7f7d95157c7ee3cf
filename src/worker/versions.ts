import { questionnaireSubject } from '#domain/questionnaire/occasion.ts';
import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import type { KeptDraft } from '#device/drafts.ts';
import { versionsInForce } from '#device/reference.ts';
import { fail, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import type { OpenStore } from './open-store.ts';
import { commit } from './submissions.ts';

/** Whether the draft may change over: it is the follow-up's first, so that the register has nothing of it yet. */
const mayChange = ({ sent, draft }: KeptDraft): boolean => sent === null && draft.basedOn.length === 0;

/** The newest version of what the draft asks that holds on that day, where it is newer; null where there is none. */
export const newerVersion = (
  { reference }: OpenStore,
  kept: KeptDraft,
  today: string,
): Questionnaire | null => {
  const { id, version } = kept.draft.questionnaire;
  if (!mayChange(kept)) return null;
  const newest = versionsInForce(reference, id, today).at(-1);
  return newest !== undefined && newest.version > version ? newest : null;
};

/** Has an open draft ask another version. Every answer stays in it, also those that the version has no place for. */
export const takeVersion = (
  context: FollowUpContext,
  followUpId: string,
  version: number,
): Promise<Result<null, SaveProblem>> => {
  const { store, editing } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId);
    if (!kept || !editing.has(followUpId)) return fail('elsewhere');
    const questionnaire = { id: kept.draft.questionnaire.id, version };
    const isHere = store.reference.questionnaires.has(questionnaireSubject(questionnaire));
    if (!mayChange(kept) || !isHere) return fail('unexpected');
    return commit(context, { ...kept, draft: { ...kept.draft, questionnaire } }, []);
  });
};
