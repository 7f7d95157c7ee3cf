import * as z from 'zod/mini';

/** Smallest number of distinct clients in a denominator that a reader outside the district may see (OSL 26 kap.). */
export const smallestGroup = 5;

/** To what shares are rounded where counts are not shown: whole percents, or fives. */
export const roundingSteps = [1, 5] as const;
export type RoundingStep = (typeof roundingSteps)[number];

/**
 * One figure of a report: exact with its counts; a rounded share with none; or hidden. A hidden figure does not say
 * whether it is small itself or is hidden to protect another, since that would tell the one from the other.
 */
export const figure = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('exact'),
    count: z.int(),
    of: z.int(),
    /** 100 × count / of, not rounded; null where there is nothing to be a share of. */
    percent: z.nullable(z.number()),
  }),
  z.strictObject({ kind: z.literal('rounded'), percent: z.int(), step: z.literal(roundingSteps) }),
  z.strictObject({ kind: z.literal('hidden') }),
]);
export type Figure = z.infer<typeof figure>;

export const hidden: Figure = { kind: 'hidden' };

/** A count and the share that it is, in percent. */
export const exactFigure = (count: number, of: number): Figure => ({
  kind: 'exact',
  count,
  of,
  percent: of === 0 ? null : (100 * count) / of,
});

/** The share in percent to the nearest step, halves upwards; reckoned in whole numbers so that no half is missed. */
export const roundedPercent = (count: number, of: number, step: RoundingStep): number =>
  Math.floor((200 * count + step * of) / (2 * step * of)) * step;

/**
 * A number as the pilot's report prints one: at most so many decimals, halves upwards, and no decimal that is nought
 * (46.938… is 46.9 and 51.02… is 51 with one decimal; 63.157… is 63 with none).
 */
export const asPrinted = (value: number, decimals: number): number => {
  const scale = 10 ** decimals;
  // The hair keeps a half that binary fractions put just below itself from being lost.
  return Math.floor(value * scale + 0.5 + 1e-9) / scale;
};
