import { isSameAnswer, withoutBlanks, type Answer, type Answers } from '../follow-up/answer.ts';
import { mergeRows } from '../register/merge-rows.ts';
import { mergeAnswers } from '../register/merge.ts';
import { baseOf, isKnownTo, joinSeen, latestOf, seenIn, type Version, type Versions } from './versions.ts';

const blank: Answer = {};
const asKnown = ({ answer, seen }: Version) => ({ answer, seen });
const placesOf = (...all: readonly object[]): string[] => [
  ...new Set(all.flatMap((each) => Object.keys(each))),
];

/** The answers that this device shows. */
export const shownAnswers = (of: Versions): Answers =>
  Object.fromEntries(Object.entries(of).map(([at, [first]]) => [at, first?.answer ?? blank]));

/** The places where devices have answered differently, in alphabetical order. */
export const contestedIn = (of: Versions): string[] =>
  Object.keys(of)
    .filter((at) => (of[at]?.length ?? 0) > 1)
    .sort();

/** What this device writes next is numbered so. */
const nextNumber = (of: Versions, deviceId: string): number => (seenIn(of)[deviceId] ?? 0) + 1;

/**
 * Takes what has been written on this device since into the versions: `answers` is the draft as it stands. Where another
 * device's answer stands beside its own, that one stays beside: writing on does not choose.
 */
export const foldAnswers = (of: Versions, answers: Answers, deviceId: string): Versions => {
  const number = nextNumber(of, deviceId);
  const changed = placesOf(of, answers).filter((at) => !isSameAnswer(of[at]?.[0]?.answer, answers[at]));
  const written = changed.map((at): [string, readonly Version[]] => {
    const [before, ...beside] = of[at] ?? [];
    const from = before === undefined ? [] : before.by === deviceId ? before.from : [asKnown(before)];
    const seen = { ...before?.seen, [deviceId]: number };
    return [at, [{ answer: answers[at] ?? blank, seen, by: deviceId, from }, ...beside]];
  });
  return { ...of, ...Object.fromEntries(written) };
};

/** Chooses what holds at a place, in knowledge of all that stands there. */
export const chooseAnswer = (of: Versions, at: string, answer: Answer, deviceId: string): Versions => {
  const all = of[at] ?? [];
  const seen = joinSeen([...all.map((each) => each.seen), { [deviceId]: nextNumber(of, deviceId) }]);
  return { ...of, [at]: [{ answer, seen, by: deviceId, from: all.map(asKnown) }] };
};

/** A place at which both sides have one answer each, neither written in knowledge of the other. */
const pairAt = (mine: readonly Version[], theirs: readonly Version[], latest: readonly Version[]) => {
  const [one, other] = latest;
  return latest.length === 2 && mine.length === 1 && theirs.length === 1
    ? ([one, other] as const)
    : undefined;
};

/** What the merge of submissions starts from at a place: the side that knew of the other is the one that changed it. */
const basisAt = (
  mine: readonly Version[],
  theirs: readonly Version[],
  latest: readonly Version[],
): Answer | undefined => {
  const [ours] = mine;
  const [others] = theirs;
  if (ours === undefined || others === undefined) return undefined;
  const [one, other] = pairAt(mine, theirs, latest) ?? [];
  if (one !== undefined && other !== undefined) return baseOf(one, other)?.answer;
  return isKnownTo(others.seen, ours.seen) ? others.answer : ours.answer;
};

const rowsOf = (of: Answer | undefined): readonly string[] => of?.rows ?? [];
const hasRows = (...of: readonly (Answer | undefined)[]): boolean =>
  of.some((each) => rowsOf(each).length > 0);

/** One that a merge made of two: whichever device makes it, it is the same. */
const mergedOf = (answer: Answer, all: readonly Version[]): Version => ({
  answer,
  seen: joinSeen(all.map((each) => each.seen)),
  by: null,
  from: all.map(asKnown),
});

/** Devices that came to the same answer by themselves have no difference between them. */
const collapsed = (all: readonly Version[]): readonly Version[] => {
  const different = all.filter(
    (each, index) => all.findIndex((other) => isSameAnswer(other.answer, each.answer)) === index,
  );
  return different.map((each) => {
    const same = all.filter((other) => isSameAnswer(other.answer, each.answer));
    return same.length === 1 ? each : mergedOf(each.answer, same);
  });
};
/** Rows of which one side removed some that the other wrote in: all of both stand, whichever side is asked. */
const bothRows = (one: Answer | undefined, other: Answer | undefined): Answer => ({
  ...one,
  rows: mergeRows([], rowsOf(one), rowsOf(other)),
});

/**
 * Merges another device's draft into this one's as submissions are merged (`mergeAnswers`), with what both had seen as
 * the base. Places that both answered differently keep both answers, this device's first. Whatever the order in which
 * copies are exchanged, two devices that have each other's last one hold the same.
 */
export const mergeDrafts = (mine: Versions, theirs: Versions, deviceId: string): Versions => {
  const places = placesOf(mine, theirs);
  const latest = new Map(places.map((at) => [at, latestOf([...(mine[at] ?? []), ...(theirs[at] ?? [])])]));
  const base: Record<string, Answer> = {};
  for (const at of places) {
    const basis = basisAt(mine[at] ?? [], theirs[at] ?? [], latest.get(at) ?? []);
    if (basis !== undefined) base[at] = basis;
  }
  const [ours, others] = [shownAnswers(mine), shownAnswers(theirs)];
  const merged = mergeAnswers(withoutBlanks(base), ours, others);
  const contested = new Set(merged.contested);
  const result: Record<string, readonly Version[]> = {};
  const restored: Record<string, Answer> = {};
  for (const [at, all] of latest) {
    const pair = pairAt(mine[at] ?? [], theirs[at] ?? [], all);
    const isContested = contested.has(at);
    const withRows = isContested && hasRows(ours[at], others[at]);
    if (pair === undefined) {
      result[at] = collapsed(all);
      if (withRows) restored[at] = bothRows(ours[at], others[at]);
    } else if (!isContested) result[at] = [mergedOf(merged.answers[at] ?? blank, all)];
    else result[at] = withRows ? [mergedOf(bothRows(ours[at], others[at]), all)] : all;
  }
  // A row that one side removed and the other wrote in stands again: this device writes it back.
  return Object.keys(restored).length === 0
    ? result
    : foldAnswers(result, { ...shownAnswers(result), ...restored }, deviceId);
};
