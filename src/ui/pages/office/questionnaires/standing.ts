import { dayIn } from '#domain/day.ts';
import type { QuestionnaireVersion } from '#domain/office/questionnaires.ts';
import { keeping } from '#app/words/questionnaires.ts';
import { format } from '#app/words/words.svelte.ts';

/** The version that an address names: `neighbours@2`; undefined where it names none. */
export const refOf = (written: string | undefined): { id: string; version: number } | undefined => {
  const [id = '', version = ''] = (written ?? '').split('@');
  return id !== '' && /^\d+$/.test(version) ? { id, version: Number(version) } : undefined;
};

/** Whether new follow-ups ask it today. */
export const isInForce = ({ validFrom, retiredFrom }: QuestionnaireVersion): boolean => {
  const today = dayIn(new Date());
  return validFrom !== null && validFrom <= today && (retiredFrom === null || retiredFrom > today);
};

/** The later version that takes over, and when: new follow-ups ask the newest that is in force. */
const successorOf = (
  { version, retiredFrom }: QuestionnaireVersion,
  all: readonly QuestionnaireVersion[],
): { version: number; from: string } | undefined =>
  all
    .flatMap((each) =>
      each.version > version && each.validFrom !== null && each.retiredFrom === null
        ? [{ version: each.version, from: each.validFrom }]
        : [],
    )
    .filter(({ from }) => retiredFrom === null || from < retiredFrom)
    .sort((one, other) => (one.from < other.from ? -1 : 1))[0];

/**
 * From when to when a version holds, in words; who changed it, where it is a draft. `all` are the versions of the
 * questionnaire: a later one takes over without anybody retiring this one.
 */
export const standingOf = (of: QuestionnaireVersion, all: readonly QuestionnaireVersion[]): string => {
  const { validFrom, retiredFrom } = of;
  if (validFrom === null) return keeping.changed(format.fullDate(of.changedAt), of.changedBy);
  if (retiredFrom !== null && retiredFrom <= validFrom) return keeping.neverHolds;
  const successor = successorOf(of, all);
  if (successor !== undefined && successor.from <= validFrom) return keeping.neverAsked(successor.version);
  const today = dayIn(new Date());
  const from = format.fullDate(validFrom);
  const begins = validFrom > today ? keeping.willHold(from) : keeping.holds(from);
  const until = successor?.from ?? retiredFrom;
  if (until === null) return begins;
  const to = format.fullDate(until);
  if (until > today)
    return `${begins}. ${successor === undefined ? keeping.holdsUntil(to) : keeping.willBeReplaced(successor.version, to)}`;
  return successor === undefined
    ? keeping.held(from, to)
    : `${keeping.held(from, to)}. ${keeping.replaced(successor.version)}`;
};
