import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { putInLine } from '#device/outbox-line.ts';
import { sealItem } from '#device/outbox-sealing.ts';
import { dayIn } from '#domain/day.ts';
import type { Answer } from '#domain/follow-up/answer.ts';
import { occasionOf } from '#domain/follow-up/draft.ts';
import { method as parseMethod, type NotCarriedOutReason } from '#domain/follow-up/follow-up.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { occasionQuestions } from '#domain/questionnaire/occasion.ts';
import { sectionOf, type Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import { ensureDraft } from './beginning.ts';
import { aboutOf, type FollowUpContext } from './follow-up-context.ts';
import { saving } from './saving.ts';
import { findFollowUp } from './worklist.ts';

/** Whether the question tells that the visit is under way: one beyond the preparation, answered. */
export const tellsOfVisit = (
  kept: KeptDraft,
  asked: Questionnaire | null,
  question: string,
  answer: Answer,
): boolean => {
  if (asked === null || kept.draft.told !== null || answer.value === undefined) return false;
  const section = sectionOf(asked, question);
  return section !== undefined && section !== sectionOf(asked, occasionQuestions.date);
};

/** Tells the register that the visit was made, apart from the answers; once, unless day or method has changed. */
export const markCarriedOut = (
  context: FollowUpContext,
  followUpId: string,
): Promise<Result<null, SaveProblem | 'occasion-missing'>> => {
  const { store, now, randomId } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId) ?? (await ensureDraft(context, followUpId));
    const occasion = kept && occasionOf(kept.draft.answers);
    const how = parseMethod.safeParse(occasion?.method);
    if (!kept || !occasion || !how.success || occasion.on > dayIn(now())) return fail('occasion-missing');
    if (kept.draft.told?.on === occasion.on && kept.draft.told.method === occasion.method)
      return succeed(null);
    const at = now().toISOString();
    const item: Item = {
      kind: 'carried-out',
      id: randomId(),
      followUpId,
      authorId: store.userId,
      writtenAt: at,
      placementId: kept.draft.placementId,
      questionnaire: kept.draft.questionnaire,
      on: occasion.on,
      method: how.data,
    };
    store.closeChanges(followUpId);
    const next: KeptDraft = {
      ...kept,
      draft: { ...kept.draft, told: { on: occasion.on, method: how.data } },
    };
    const sealed = await sealItem(store.sealing, item, aboutOf(store, next, at));
    const saved = await saving(store, () => saveDraft(store.database, store.codec, next, [sealed]));
    if (!saved.ok) return saved;
    store.drafts.set(followUpId, next);
    await store.loadOutbox();
    return succeed(null);
  });
};

/** Tells that a planned follow-up was not made, and why. */
export const markNotCarriedOut = (
  context: FollowUpContext,
  followUpId: string,
  reason: NotCarriedOutReason,
  comment: string,
): Promise<Result<null, SaveProblem>> => {
  const { store, now, randomId } = context;
  return store.writing.run(async () => {
    const followUp = findFollowUp(store.contents(), followUpId);
    if (!followUp) return fail('unexpected');
    const writtenAt = now().toISOString();
    const item: Item = {
      kind: 'not-carried-out',
      id: randomId(),
      followUpId,
      authorId: store.userId,
      writtenAt,
      reason,
      comment,
    };
    const placement = store.reference.placements.get(followUp.placementId);
    const about = {
      unitName: placement ? (store.reference.units.get(placement.unitId)?.name ?? '') : '',
      initials: placement?.initials ?? '',
      caseNumber: placement?.caseNumber ?? '',
      method: followUp.method,
      on: followUp.plannedOn,
      writtenAt,
    };
    const sealed = await sealItem(store.sealing, item, about);
    const saved = await saving(store, async () => {
      await putInLine(store.database, [sealed]);
    });
    if (!saved.ok) return saved;
    await store.loadOutbox();
    return succeed(null);
  });
};
