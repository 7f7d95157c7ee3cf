import { CommentDraft } from './comment-draft.svelte.ts';

// Kept while the page lives, and nowhere else: a comment is about a person's case.
const drafts = new Map<string, CommentDraft>();

/** What a user had written of a follow-up, also after she has looked at something else. */
export const draftOf = (userId: string, followUpId: string): CommentDraft => {
  const key = `${userId}/${followUpId}`;
  const draft = drafts.get(key) ?? new CommentDraft();
  drafts.set(key, draft);
  return draft;
};

/** Forgets what has been sent. */
export const dropDraft = (userId: string, followUpId: string): void => {
  drafts.delete(`${userId}/${followUpId}`);
};
