import { isSameAnswer, withoutBlanks, type Answer, type Answers } from '../follow-up/answer.ts';
import { mergeRows } from './merge-rows.ts';

export interface Merge {
  /** Both sides' changes; at a contested question, the head's answer. */
  readonly answers: Answers;
  /** The places that both sides answered differently, in alphabetical order. Empty: the merge is clean. */
  readonly contested: readonly string[];
}

const placesOf = (...all: readonly Answers[]): string[] =>
  [...new Set(all.flatMap((each) => Object.keys(each)))].sort();

/** What becomes of one answer: undefined where a person decides. */
const mergeOne = (
  was: Answer | undefined,
  ours: Answer | undefined,
  theirs: Answer | undefined,
): { readonly chosen: Answer | undefined } | undefined => {
  if (isSameAnswer(ours, theirs) || isSameAnswer(theirs, was)) return { chosen: ours };
  return isSameAnswer(ours, was) ? { chosen: theirs } : undefined;
};

/** Tells places whose answers are worked out: nobody chooses among them, and where all is known they are made anew. */
export type IsCalculated = (place: string) => boolean;
export const nothingCalculated: IsCalculated = () => false;

/** Of two results that were worked out apart the one that every machine would take, whichever side came first. */
const pickResult = (ours: Answer | undefined, theirs: Answer | undefined): Answer | undefined =>
  (JSON.stringify(ours) ?? '') < (JSON.stringify(theirs) ?? '') ? theirs : ours;

/** Whether a side changed anything in a row that the other removed: then nobody may lose it unseen. */
const isChangedIn = (row: string, base: Answers, side: Answers): boolean =>
  placesOf(base, side).some((at) => at.startsWith(`${row}/`) && !isSameAnswer(base[at], side[at]));

/** The rows of a repeat as both sides leave them; undefined where one removed a row in which the other wrote. */
const mergeRepeat = (
  at: string,
  base: Answers,
  head: Answers,
  incoming: Answers,
): readonly string[] | undefined => {
  const [was, ours, theirs] = [base, head, incoming].map((side) => side[at]?.rows ?? []);
  const isLost = (kept: readonly string[] | undefined, side: Answers) =>
    (was ?? []).some((row) => !kept?.includes(row) && isChangedIn(`${at}/${row}`, base, side));
  if (isLost(ours, incoming) || isLost(theirs, head)) return undefined;
  return mergeRows(was ?? [], ours ?? [], theirs ?? []);
};

/**
 * Three-way merge by question. A side that left a question as the base has it gives way to the other; where both
 * changed it to the same answer, that answer stands; where they differ, a person decides. Rows that both added to a
 * repeat stand together. What is calculated is contested by nobody.
 */
export const mergeAnswers = (
  base: Answers,
  head: Answers,
  incoming: Answers,
  isCalculated: IsCalculated = nothingCalculated,
): Merge => {
  const merged: Record<string, Answer> = {};
  const contested: string[] = [];
  for (const at of placesOf(base, head, incoming)) {
    const [was, ours, theirs] = [base[at], head[at], incoming[at]];
    const isRepeat = [was, ours, theirs].some((each) => each?.rows !== undefined);
    const { rows: _was, ...wasRest } = was ?? {};
    const { rows: _ours, ...oursRest } = ours ?? {};
    const { rows: _theirs, ...theirsRest } = theirs ?? {};
    const rows = isRepeat ? mergeRepeat(at, base, head, incoming) : [];
    const one = isRepeat ? mergeOne(wasRest, oursRest, theirsRest) : mergeOne(was, ours, theirs);
    const rest = one === undefined && isCalculated(at) ? { chosen: pickResult(ours, theirs) } : one;
    if (rows === undefined || rest === undefined) {
      contested.push(at);
      if (ours !== undefined) merged[at] = ours;
    } else if (isRepeat) {
      merged[at] = { ...rest.chosen, rows };
    } else if (rest.chosen !== undefined) {
      merged[at] = rest.chosen;
    }
  }
  return { answers: withoutBlanks(merged), contested };
};
