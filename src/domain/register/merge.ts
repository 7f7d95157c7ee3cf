import { isSameAnswer, withoutBlanks, type Answer, type Answers } from '../follow-up/answer.ts';

export interface Merge {
  /** Both sides' changes; at a contested question, the head's answer. */
  readonly answers: Answers;
  /** The questions that both sides answered differently, in alphabetical order. Empty: the merge is clean. */
  readonly contested: readonly string[];
}

/**
 * Three-way merge by question. A side that left a question as the base has it gives way to the other; where both
 * changed it to the same answer, that answer stands; where they differ, a person decides.
 */
export const mergeAnswers = (base: Answers, head: Answers, incoming: Answers): Merge => {
  const merged: Record<string, Answer> = {};
  const contested: string[] = [];
  const names = new Set([...Object.keys(base), ...Object.keys(head), ...Object.keys(incoming)]);
  for (const question of [...names].sort()) {
    const [was, ours, theirs] = [base[question], head[question], incoming[question]];
    const isOurs = isSameAnswer(ours, theirs) || isSameAnswer(theirs, was);
    const isTheirs = !isOurs && isSameAnswer(ours, was);
    if (!isOurs && !isTheirs) contested.push(question);
    const chosen = isTheirs ? theirs : ours;
    if (chosen !== undefined) merged[question] = chosen;
  }
  return { answers: withoutBlanks(merged), contested };
};
