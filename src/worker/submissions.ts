import { findOutboxItem } from '#device/outbox.ts';
import { saveDraft, takeBackItem, type KeptDraft, type NewOutboxItem } from '#device/drafts.ts';
import { sealItem } from '#device/seal.ts';
import type { SentItem } from '#device/sent-items.ts';
import { withoutBlanks, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import { occasionOf } from '#domain/follow-up/draft.ts';
import {
  method as parseMethod,
  type ConflictView,
  type NotCarriedOutReason,
} from '#domain/follow-up/follow-up.ts';
import type { Item } from '#domain/follow-up/item.ts';
import { occasionQuestions } from '#domain/questionnaire/individual-follow-up.ts';
import { relevantAnswers } from '#domain/questionnaire/relevance.ts';
import { validateForSending, type Finding } from '#domain/questionnaire/validation.ts';
import { mergeAnswers } from '#domain/register/merge.ts';
import { fail, succeed, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import {
  aboutOf,
  closeChanges,
  draftOfEntry,
  questionnaireOf,
  saving,
  type FollowUpContext,
} from './follow-ups.ts';
import { findFollowUp } from './worklist.ts';

type Outcome<Value, Problem> = Promise<Result<Value, Problem>>;

/** Writes the draft and what it puts in the outbox in one transaction, and takes both into memory. */
const commit = async (
  { store }: FollowUpContext,
  kept: KeptDraft,
  items: readonly NewOutboxItem[],
  drops: readonly string[] = [],
): Promise<Result<null, SaveProblem>> => {
  closeChanges(store, kept.draft.followUpId);
  const saved = await saving(store, () => saveDraft(store.database, store.codec, kept, items, drops));
  if (!saved.ok) return saved;
  store.drafts.set(kept.draft.followUpId, kept);
  await store.loadOutbox();
  return succeed(null);
};

const submissionOf = (
  { store, now, randomId }: FollowUpContext,
  kept: KeptDraft,
): Result<Extract<Item, { kind: 'submission' }>, readonly Finding[]> => {
  const { draft } = kept;
  const asked = questionnaireOf(store, kept);
  if (asked === null) return fail([{ question: occasionQuestions.method, problem: 'unknown-question' }]);
  const answers = withoutBlanks(relevantAnswers(asked, draft.answers));
  const findings = validateForSending(asked, answers);
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
    writtenAt: now().toISOString(),
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
): Outcome<{ itemId: string }, readonly Finding[] | SaveProblem> => {
  const { store, editing } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId);
    if (!kept || !editing.has(followUpId)) return fail('elsewhere');
    if (kept.sent !== null) return succeed({ itemId: kept.sent.itemId });
    const made = submissionOf(context, kept);
    if (!made.ok) return made;
    const { id: itemId, writtenAt: at } = made.value;
    const sealed = await sealItem(store.codec, made.value, aboutOf(store, kept, at));
    const told = kept.draft.told ?? { on: made.value.on, method: made.value.method };
    const saved = await commit(context, { ...kept, draft: { ...kept.draft, told }, sent: { itemId, at } }, [
      sealed,
    ]);
    return saved.ok ? succeed({ itemId }) : saved;
  });
};

const findSent = ({ store }: Pick<FollowUpContext, 'store'>, itemId: string): SentItem | undefined =>
  store.sent.find(({ item }) => item.id === itemId);

const withdrawalOf = (
  { store, now, randomId }: FollowUpContext,
  followUpId: string,
  submissionId: string,
): Item => ({
  kind: 'withdrawal',
  id: randomId(),
  followUpId,
  authorId: store.userId,
  writtenAt: now().toISOString(),
  submissionId,
});

/**
 * Takes a submission back: out of the outbox if it was never handed to the network, else by a withdrawal that follows
 * it. Either way the follow-up is open again with the answers as they were.
 */
export const takeBack = (
  context: FollowUpContext,
  itemId: string,
): Outcome<'unsent' | 'withdrawn', SaveProblem | 'not-possible'> => {
  const { store } = context;
  return store.writing.run(async () => {
    const sent = findSent(context, itemId);
    if (sent?.item.kind !== 'submission') return fail('not-possible');
    const { followUpId, answers, basedOn, questionnaire, placementId } = sent.item;
    const kept = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    if (!kept || kept.sent?.itemId !== itemId) return fail('not-possible');
    const reopened = (builtOn: readonly string[]): KeptDraft => ({
      ...kept,
      sent: null,
      draft: {
        ...kept.draft,
        // What was not relevant stayed in the draft; what was sent is what it says now.
        answers: { ...kept.draft.answers, ...answers },
        basedOn: [...builtOn],
        questionnaire,
        placementId,
      },
    });
    const withdrawal = withdrawalOf(context, followUpId, itemId);
    const sealed = await sealItem(store.codec, withdrawal, aboutOf(store, kept, withdrawal.writtenAt));
    const [ifUnsent, ifSent] = [reopened(basedOn), { kept: reopened([withdrawal.id]), withdrawal: sealed }];
    closeChanges(store, followUpId);
    const taken = await saving(store, () =>
      takeBackItem(store.database, store.codec, itemId, ifUnsent, ifSent),
    );
    if (!taken.ok) return taken;
    store.drafts.set(followUpId, taken.value === 'unsent' ? ifUnsent : ifSent.kept);
    await store.loadOutbox();
    return taken;
  });
};

/**
 * Opens what was sent for a correction, which will be a new revision: of what the register holds where that is known,
 * of the submission itself where it is still on its way, of nothing where it was never taken in.
 */
export const correct = (context: FollowUpContext, followUpId: string): Outcome<null, SaveProblem> => {
  const { store, now } = context;
  return store.writing.run(async () => {
    const followUp = findFollowUp(store.contents(), followUpId);
    const kept = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    if (!followUp) return fail('unexpected');
    if (kept?.sent === null) return succeed(null);
    const last = kept?.sent ? findSent(context, kept.sent.itemId) : undefined;
    const isRegistered = followUp.entry?.revisions.some((revision) => revision.id === last?.item.id) ?? false;
    if (last === undefined || isRegistered) {
      const next = draftOfEntry(kept, followUp, now().toISOString());
      return next ? commit(context, next, []) : fail('unexpected');
    }
    if (!kept || last.item.kind !== 'submission') return fail('unexpected');
    const open = (basedOn: readonly string[]): KeptDraft => ({
      ...kept,
      sent: null,
      draft: { ...kept.draft, basedOn: [...basedOn] },
    });
    if (last.record.state === 'refused') return commit(context, open(last.item.basedOn), [], [last.item.id]);
    if (last.record.receipt?.status !== 'set-aside') return commit(context, open([last.item.id]), []);
    // Set aside: it never came to hold, so it is taken back and the correction builds on what it was built on.
    const withdrawal = withdrawalOf(context, followUpId, last.item.id);
    const sealed = await sealItem(store.codec, withdrawal, aboutOf(store, kept, withdrawal.writtenAt));
    return commit(context, open(last.item.basedOn), [sealed]);
  });
};

/**
 * The answers that a choice between two versions makes: what only one side changed goes together by itself. Undefined
 * while something has not been chosen.
 */
const settledAnswers = (
  head: Answers,
  { base, answers: mine, questions }: ConflictView,
  choices: Readonly<Record<string, 'head' | 'mine'>>,
): Answers | undefined => {
  const settled: Record<string, Answer> = { ...mergeAnswers(base, head, mine).answers };
  for (const question of questions) {
    const side = choices[question];
    if (side === undefined) return undefined;
    const chosen = side === 'head' ? head[question] : mine[question];
    if (chosen === undefined) delete settled[question];
    else settled[question] = chosen;
  }
  return withoutBlanks(settled);
};

/** Settles a conflict by the author's choice: a submission based on both versions. */
export const settle = (
  context: FollowUpContext,
  followUpId: string,
  submissionId: string,
  choices: Readonly<Record<string, 'head' | 'mine'>>,
): Outcome<null, SaveProblem | 'not-possible'> => {
  const { store, now } = context;
  return store.writing.run(async () => {
    const followUp = findFollowUp(store.contents(), followUpId);
    const conflict = followUp?.conflicts.find((each) => each.submissionId === submissionId);
    if (!followUp?.entry?.head || !conflict) return fail('not-possible');
    const answers = settledAnswers(followUp.entry.answers, conflict, choices);
    const before = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    const open = draftOfEntry(before, followUp, now().toISOString());
    if (answers === undefined || !open) return fail('not-possible');
    const kept: KeptDraft = {
      ...open,
      returned: null,
      draft: { ...open.draft, answers, basedOn: [followUp.entry.head, submissionId] },
    };
    const made = submissionOf(context, kept);
    // The choice made something that cannot be sent as it is: it is open, with what is missing to be seen to.
    if (!made.ok) return commit(context, kept, []);
    const { id: itemId, writtenAt: at } = made.value;
    const sealed = await sealItem(store.codec, made.value, aboutOf(store, kept, at));
    return commit(context, { ...kept, sent: { itemId, at } }, [sealed]);
  });
};

/** Tells that a planned follow-up was not made, and why. */
export const markNotCarriedOut = (
  context: FollowUpContext,
  followUpId: string,
  reason: NotCarriedOutReason,
  comment: string,
): Outcome<null, SaveProblem> => {
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
    const sealed = await sealItem(store.codec, item, about);
    const saved = await saving(store, async () => {
      await store.database.outbox.add(sealed);
    });
    if (!saved.ok) return saved;
    await store.loadOutbox();
    return succeed(null);
  });
};

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
