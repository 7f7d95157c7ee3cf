import type { Answers } from '../follow-up/answer.ts';

/**
 * One statement of a follow-up's answers in the register. Revisions form a graph by `basedOn`; none is ever
 * overwritten. A withdrawn one says that nothing holds.
 */
export interface Revision {
  readonly id: string;
  readonly kind: 'submission' | 'merge' | 'withdrawal';
  readonly basedOn: readonly string[];
  readonly answers: Answers;
  readonly isWithdrawn: boolean;
}

/** Everything the register holds of one follow-up, in the order in which it came. */
export interface History {
  readonly head: string | null;
  readonly revisions: readonly Revision[];
}

const byId = (of: History): Map<string, Revision> => new Map(of.revisions.map((each) => [each.id, each]));

/** The revision of that id, or undefined. */
export const findRevision = (of: History, revisionId: string): Revision | undefined =>
  of.revisions.find((each) => each.id === revisionId);

/** The given revisions and all that they build on. */
export const ancestry = (of: History, from: readonly string[]): Set<string> => {
  const known = byId(of);
  const found = new Set<string>();
  const open = [...from];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(known.get(next)?.basedOn ?? []));
  }
  return found;
};

/**
 * The nearest revisions that both lines build on, oldest first: none where they share nothing (two first submissions),
 * several where the same two versions were settled twice, apart.
 */
export const commonAncestors = (
  of: History,
  one: readonly string[],
  other: readonly string[],
): Revision[] => {
  const [left, right] = [ancestry(of, one), ancestry(of, other)];
  const shared = of.revisions.filter((each) => left.has(each.id) && right.has(each.id));
  return shared.filter(
    (each) => !shared.some((later) => later !== each && ancestry(of, later.basedOn).has(each.id)),
  );
};

/**
 * Submissions that neither the head nor a later line builds on, nor were taken back: the open conflicts, oldest first.
 * Where a correction was taken back, what it corrected is open again.
 */
export const openBranches = (of: History): Revision[] => {
  const settled = ancestry(of, of.head === null ? [] : [of.head]);
  const apart = of.revisions.filter((each) => !settled.has(each.id));
  const takenBack = new Set(
    apart.filter((each) => each.kind === 'withdrawal').flatMap((each) => each.basedOn),
  );
  const standing = apart.filter((each) => each.kind !== 'withdrawal' && !takenBack.has(each.id));
  return standing.filter((each) => !standing.some((later) => ancestry(of, later.basedOn).has(each.id)));
};
