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

/** From when to when a version holds, in words; who changed it, where it is a draft. */
export const standingOf = (of: QuestionnaireVersion): string => {
  const { validFrom, retiredFrom } = of;
  if (validFrom === null) return keeping.changed(format.fullDate(of.changedAt), of.changedBy);
  const today = dayIn(new Date());
  const from = format.fullDate(validFrom);
  if (retiredFrom !== null && retiredFrom <= validFrom) return keeping.neverHolds;
  if (retiredFrom !== null && retiredFrom <= today) return keeping.held(from, format.fullDate(retiredFrom));
  const begins = validFrom > today ? keeping.willHold(from) : keeping.holds(from);
  return retiredFrom === null ? begins : `${begins}. ${keeping.holdsUntil(format.fullDate(retiredFrom))}`;
};
