import type { KeptDraft } from '#device/drafts.ts';
import { sealItem } from '#device/outbox-sealing.ts';
import { withoutBlanks, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import type { ConflictView } from '#domain/follow-up/follow-up.ts';
import { mergeAnswers } from '#domain/register/merge.ts';
import { fail, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import { draftOfEntry } from './beginning.ts';
import { aboutOf, type FollowUpContext } from './follow-up-context.ts';
import { commit, submissionOf } from './submissions.ts';
import { findFollowUp } from './worklist.ts';

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
): Promise<Result<null, SaveProblem | 'not-possible'>> => {
  const { store, now } = context;
  return store.writing.run(async () => {
    const followUp = findFollowUp(store.contents(), followUpId);
    const conflict = followUp?.conflicts.find((each) => each.submissionId === submissionId);
    if (!followUp?.entry?.head || !conflict) return fail('not-possible');
    const answers = settledAnswers(followUp.entry.answers, conflict, choices);
    const before = store.drafts.get(followUpId) ?? (await store.loadDraft(followUpId));
    const open = draftOfEntry(context, before, followUp, now().toISOString());
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
    const sealed = await sealItem(store.sealing, made.value, aboutOf(store, kept, at));
    return commit(context, { ...kept, sent: { itemId, at } }, [sealed]);
  });
};
