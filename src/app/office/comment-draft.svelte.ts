import type { ReviewComment } from '#domain/register/review.ts';

/** What a coordinator is writing of a follow-up: on the whole, and by question. */
export class CommentDraft {
  whole = $state('');
  byQuestion = $state<Record<string, string>>({});

  /** The comments as they are sent; blank ones are none. */
  get comments(): ReviewComment[] {
    const given = [
      { question: null, text: this.whole.trim() },
      ...Object.entries(this.byQuestion).map(([question, text]) => ({ question, text: text.trim() })),
    ];
    return given.filter((each) => each.text !== '');
  }
}

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
