const compare = (one: readonly string[], other: readonly string[]): number => {
  const [left, right] = [one.join('/'), other.join('/')];
  return left < right ? -1 : left > right ? 1 : 0;
};

/** Of two orders of the same rows, the one that a side changed; where both did, the same one from either side. */
const orderOf = (was: readonly string[], ours: readonly string[], theirs: readonly string[]) => {
  if (compare(ours, was) === 0) return theirs;
  return compare(theirs, was) === 0 || compare(ours, theirs) <= 0 ? ours : theirs;
};

/**
 * The rows of a repeat after both sides changed them: those that both keep, then those that were added. The order does
 * not depend on which side came first. A side that left the rows alone takes the other's as they are.
 */
export const mergeRows = (
  was: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] => {
  if (compare(theirs, was) === 0) return ours;
  if (compare(ours, was) === 0) return theirs;
  const isKept = (row: string) => !was.includes(row) || (ours.includes(row) && theirs.includes(row));
  const isCommon = (row: string) => ours.includes(row) && theirs.includes(row);
  const common = (rows: readonly string[]) => rows.filter(isCommon);
  const added = [ours, theirs]
    .map((side) => side.filter((row) => isKept(row) && !isCommon(row)))
    .sort(compare);
  return [...new Set([...orderOf(common(was), common(ours), common(theirs)), ...added.flat()])];
};
