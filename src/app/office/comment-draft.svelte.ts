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
