import { isSameAnswer, type Answer, type Answers } from '../follow-up/answer.ts';
import { commonAncestors, type History, type Revision } from './history.ts';
import { mergeAnswers, nothingCalculated, type IsCalculated } from './merge.ts';

/** How a version stands to the one that holds. */
export interface Comparison {
  /** What both had seen. */
  readonly base: Answers;
  /** Both sides' changes; at a contested question, the head's answer. */
  readonly answers: Answers;
  /** Whether nothing is contested, so that the two go together by themselves. */
  readonly isClean: boolean;
  /**
   * Where a person chooses, in alphabetical order: at the contested questions; where none is, or where the head was
   * taken back and so says nothing, at every one that the two answer differently.
   */
  readonly questions: readonly string[];
}

type Version = Pick<Revision, 'basedOn' | 'answers'>;

const without = (of: Answers, questions: ReadonlySet<string>): Record<string, Answer> =>
  Object.fromEntries(Object.entries(of).filter(([question]) => !questions.has(question)));

const differing = (one: Answers, other: Answers): string[] =>
  [...new Set([...Object.keys(one), ...Object.keys(other)])]
    .filter((question) => !isSameAnswer(one[question], other[question]))
    .sort();

/**
 * Compares a version with the head by what both build on. Where that is several revisions (the same conflict settled
 * twice, apart), what they answer differently is no common ground: there each side has made a choice, and neither
 * gives way unseen.
 */
export const compareVersions = (
  history: History,
  head: Revision,
  version: Version,
  isCalculated: IsCalculated = nothingCalculated,
): Comparison => {
  const bases = commonAncestors(history, [head.id], version.basedOn).map((each) => each.answers);
  const base = bases.at(-1) ?? {};
  const unsure = new Set(bases.flatMap((each) => differing(each, base)));
  const { answers, contested } = mergeAnswers(base, head.answers, version.answers, isCalculated);
  const apart = differing(head.answers, version.answers).filter((place) => !isCalculated(place));
  const all = new Set([...contested, ...apart.filter((question) => unsure.has(question))]);
  // What was taken back is no side to merge with: whether it holds again is for a person to say.
  const isClean = all.size === 0 && !head.isWithdrawn;
  const kept = Object.entries(head.answers).filter(([question]) => all.has(question));
  return {
    base: without(base, unsure),
    answers: { ...without(answers, all), ...Object.fromEntries(kept) },
    isClean,
    questions: all.size === 0 || head.isWithdrawn ? apart : [...all].sort(),
  };
};
