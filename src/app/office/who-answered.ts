import { isSameAnswer } from '#domain/follow-up/answer.ts';
import type { Colleague } from '#domain/office/organisation.ts';
import type { RevisionContent } from '#domain/office/review.ts';

/** Who gave the answer that holds at each question: she whose revision first said it on the way to the head. */
export const authorsByQuestion = (
  revisions: readonly RevisionContent[],
  headId: string,
): Map<string, Colleague> => {
  const byId = new Map(revisions.map((each) => [each.id, each]));
  const authors = new Map<string, Colleague>();
  const head = byId.get(headId);
  for (const question of Object.keys(head?.answers ?? {})) {
    let at = head;
    while (at !== undefined) {
      const here: RevisionContent = at;
      authors.set(question, here.author);
      at = here.basedOn
        .map((id) => byId.get(id))
        .find((earlier) => isSameAnswer(earlier?.answers[question], here.answers[question]));
    }
  }
  return authors;
};

/** Who gave most of the answers to these questions; undefined where nobody gave any. */
export const mainAuthor = (
  authors: ReadonlyMap<string, Colleague>,
  questions: readonly string[],
): Colleague | undefined => {
  const counts = new Map<string, { author: Colleague; count: number }>();
  for (const question of questions) {
    const author = authors.get(question);
    if (author === undefined) continue;
    counts.set(author.id, { author, count: (counts.get(author.id)?.count ?? 0) + 1 });
  }
  return [...counts.values()].toSorted((one, other) => other.count - one.count)[0]?.author;
};

/** The questions that two revisions answer differently; none where either is not there. */
export const changedBetween = (
  one: RevisionContent | undefined,
  other: RevisionContent | undefined,
): Set<string> => {
  if (one === undefined || other === undefined) return new Set();
  const names = new Set([...Object.keys(one.answers), ...Object.keys(other.answers)]);
  return new Set([...names].filter((name) => !isSameAnswer(one.answers[name], other.answers[name])));
};
