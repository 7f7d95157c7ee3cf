import { appendChange, saveDraft, type KeptDraft } from '#device/drafts.ts';
import type { Answer } from '#domain/follow-up/answer.ts';
import { applyChange } from '#domain/follow-up/draft.ts';
import { fail, type Result } from '#domain/result.ts';
import type { SaveProblem } from './api.ts';
import { ensureDraft } from './beginning.ts';
import type { FollowUpContext } from './follow-up-context.ts';
import { saving } from './saving.ts';

/**
 * Writes one answer in a transaction of its own; settles when that is on disk, with the time. What it replaces in the
 * log is the same question's change that is still being typed.
 */
export const recordAnswer = (
  context: FollowUpContext,
  followUpId: string,
  question: string,
  answer: Answer,
  isTyping: boolean,
): Promise<Result<string, SaveProblem>> => {
  const { store, editing, now } = context;
  return store.writing.run(async () => {
    if (!editing.has(followUpId)) return fail('elsewhere');
    return saving(store, async () => {
      const kept = await ensureDraft(context, followUpId);
      if (kept === undefined || kept.sent !== null) throw new Error('Nothing is open for writing there');
      const open = store.openChanges;
      const key = `${followUpId}/${question}`;
      const change = { question, answer, at: now().toISOString() };
      const seq = await appendChange(store.database, store.codec, followUpId, change, open.get(key) ?? null);
      if (isTyping) open.set(key, seq);
      else open.delete(key);
      store.drafts.set(followUpId, {
        ...kept,
        draft: applyChange(kept.draft, change),
        through: Math.max(kept.through, seq),
      });
      return change.at;
    });
  });
};

/** Notes where the person is, so that the follow-up opens there again; and folds the log into the snapshot. */
export const recordPosition = (
  context: FollowUpContext,
  followUpId: string,
  section: string,
  question: string | null,
): Promise<void> => {
  const { store, editing } = context;
  return store.writing.run(async () => {
    const kept = store.drafts.get(followUpId);
    if (!kept || kept.sent !== null || !editing.has(followUpId)) return;
    store.closeChanges(followUpId);
    const next: KeptDraft = { ...kept, draft: { ...kept.draft, position: { section, question } } };
    const saved = await saving(store, () => saveDraft(store.database, store.codec, next));
    // A place that could not be noted costs nothing that was typed; the next change tells of the storage.
    if (saved.ok) store.drafts.set(followUpId, next);
  });
};
