import * as z from 'zod/mini';
import { answer, isSameAnswer } from '../follow-up/answer.ts';
import { id } from '../ids.ts';
import { place } from '../follow-up/place.ts';

const mostVersions = 32;

/** How far each device's writing is known: the number of its last round of changes, by the device's id. */
const seen = z.record(id, z.int().check(z.positive()));
export type Seen = Readonly<Record<string, number>>;

const known = z.object({ answer, seen });
/** An answer that once stood, with what it had been written in knowledge of. */
export type KnownAnswer = z.infer<typeof known>;

const version = z.object({
  answer,
  seen,
  /** The device that wrote it; null for what a merge has made. */
  by: z.nullable(id),
  /** What of others it was written over: what both sides had seen is looked for here. */
  from: z.readonly(z.array(known).check(z.maxLength(mostVersions))),
});
/** An answer as one device left it. */
export type Version = z.infer<typeof version>;

/**
 * One draft as several devices write it: for each place the answers that hold. One normally; more where devices have
 * answered differently without knowing of each other, until she chooses. The first is the one that this device shows.
 */
export const versions = z.record(
  place,
  z.readonly(z.array(version).check(z.minLength(1), z.maxLength(mostVersions))),
);
export type Versions = Readonly<Record<string, readonly Version[]>>;

/** Whether all of the first is known to the second. */
export const isKnownTo = (one: Seen, other: Seen): boolean =>
  Object.entries(one).every(([device, count]) => count <= (other[device] ?? 0));

/** What both know together. */
export const joinSeen = (all: readonly Seen[]): Seen => {
  const joined: Record<string, number> = {};
  for (const each of all)
    for (const [device, count] of Object.entries(each)) joined[device] = Math.max(joined[device] ?? 0, count);
  return joined;
};

/** How far each device's writing is in the draft. */
export const seenIn = (of: Versions): Seen =>
  joinSeen(Object.values(of).flatMap((each) => each.map((version) => version.seen)));

/** The versions that no other of them was written in knowledge of, in their order; of the same one, one. */
export const latestOf = (all: readonly Version[]): Version[] =>
  all.filter(
    (each, index) =>
      !all.some(
        (other, at) =>
          at !== index &&
          isKnownTo(each.seen, other.seen) &&
          (!isKnownTo(other.seen, each.seen) || at < index),
      ),
  );

/**
 * What two versions were both written over, as far as it can be told: undefined where they share nothing, or where
 * there are several that differ.
 */
export const baseOf = (one: Version, other: Version): KnownAnswer | undefined => {
  const shared = [...one.from, ...other.from].filter(
    (each) => isKnownTo(each.seen, one.seen) && isKnownTo(each.seen, other.seen),
  );
  const nearest = shared.filter(
    (each) => !shared.some((later) => isKnownTo(each.seen, later.seen) && !isKnownTo(later.seen, each.seen)),
  );
  const [first] = nearest;
  return nearest.every((each) => isSameAnswer(each.answer, first?.answer)) ? first : undefined;
};
