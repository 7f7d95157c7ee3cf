import { method as parseMethod } from '#domain/follow-up/follow-up.ts';
import { saveDraft, type KeptDraft } from '#device/drafts.ts';
import { findOutboxItem } from '#device/outbox-rows.ts';
import type { NewOutboxItem } from '#device/outbox-line.ts';
import { sealItem } from '#device/outbox-sealing.ts';
import type { SentItem } from '#device/sent-items.ts';
import { withoutBlanks } from '#domain/follow-up/answer.ts';
import { occasionOf } from '#domain/follow-up/draft.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { occasionQuestions } from '#domain/questionnaire/occasion.ts';
import { surroundingsAt } from '#domain/questionnaire/engine/form-environment.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { validateForSending, type Finding } from '#domain/questionnaire/validation.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import { aboutOf, questionnaireOf, type FollowUpContext } from './follow-up-context.ts';
import { saving } from './saving.ts';

/** Writes the draft and what it puts in the outbox in one transaction, and takes both into memory. */
export const commit = async (
  { store }: FollowUpContext,
  kept: KeptDraft,
  items: readonly NewOutboxItem[],
  drops: readonly string[] = [],
): Promise<Result<null, SaveProblem>> => {
  store.closeChanges(kept.draft.followUpId);
  const saved = await saving(store, () => saveDraft(store.database, store.codec, kept, items, drops));
  if (!saved.ok) return saved;
  store.drafts.set(kept.draft.followUpId, kept);
  await store.loadOutbox();
  return succeed(null);
};

export const submissionOf = (
  { store, now, randomId }: FollowUpContext,
  kept: KeptDraft,
): Result<Extract<Item, { kind: 'submission' }>, readonly Finding[]> => {
  const { draft } = kept;
  const asked = questionnaireOf(store, kept);
  if (asked === null) return fail([{ question: occasionQuestions.method, problem: 'unknown-question' }]);
  const writtenAt = now();
  const surroundings = { ...surroundingsAt(writtenAt), random: Math.random, randomId };
  const answers = withoutBlanks(relevantAnswers(asked, draft.answers, surroundings));
  const findings = validateForSending(asked, answers, surroundings);
  const occasion = occasionOf(answers);
  const how = parseMethod.safeParse(occasion?.method);
  if (findings.length > 0 || !occasion || !how.success) {
    return fail(
      findings.length > 0 ? findings : [{ question: occasionQuestions.method, problem: 'missing' }],
    );
  }
  return succeed({
    kind: 'submission',
    id: randomId(),
    followUpId: draft.followUpId,
    authorId: store.userId,
    writtenAt: writtenAt.toISOString(),
    placementId: draft.placementId,
    questionnaire: { ...draft.questionnaire },
    on: occasion.on,
    method: how.data,
    basedOn: [...draft.basedOn],
    answers: { ...answers },
  });
};

/** Puts the follow-up in the outbox as a submission; or says what is missing. */
export const submit = (
  context: FollowUpContext,
  followUpId: string,
): Promise<Result<{ itemId: string }, readonly Finding[] | SaveProblem>> => {
  const { store, editing } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId);
    if (!kept || !editing.has(followUpId)) return fail('elsewhere');
    if (kept.sent !== null) return succeed({ itemId: kept.sent.itemId });
    const made = submissionOf(context, kept);
    if (!made.ok) return made;
    const { id: itemId, writtenAt: at } = made.value;
    const sealed = await sealItem(store.sealing, made.value, aboutOf(store, kept, at));
    const told = kept.draft.told ?? { on: made.value.on, method: made.value.method };
    const saved = await commit(context, { ...kept, draft: { ...kept.draft, told }, sent: { itemId, at } }, [
      sealed,
    ]);
    return saved.ok ? succeed({ itemId }) : saved;
  });
};

export const findSent = ({ store }: Pick<FollowUpContext, 'store'>, itemId: string): SentItem | undefined =>
  store.sent.find(({ item }) => item.id === itemId);

/** An item as a readable file, for keeping or handing over where it cannot be sent. */
export const exportItem = async (
  { store }: Pick<FollowUpContext, 'store'>,
  itemId: string,
): Promise<{ fileName: string; text: string } | null> => {
  const sent = findSent({ store }, itemId);
  if (!sent || !(await findOutboxItem(store.database, itemId))) return null;
  // The name of the file says nothing of whom it is about.
  return { fileName: `foljsam-${itemId.slice(0, 8)}.json`, text: JSON.stringify(sent.item, null, 2) };
};
