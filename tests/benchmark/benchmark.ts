/** One figure that a benchmark gives, beside the floor that it is compared with, and its limit. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly unit: string;
  /** What the machine itself can do, measured in the same run, in the same unit; null where there is no such thing. */
  readonly floor: number | null;
  /** `value / floor`. */
  readonly ratio: number | null;
  /** In words that a program can read: `value <= 50`, `ratio >= 0.5`; several are divided by `, `. */
  readonly limit: string;
  readonly ok: boolean;
}

/** A benchmark: a file of this folder, and a row in `benchmarks.ts`. */
export interface Benchmark {
  /** What `--only` takes. */
  readonly name: string;
  /** Measures; throws where it cannot. */
  readonly run: () => Promise<Figure[]>;
}

/** What a figure must keep to. */
export interface Limits {
  readonly most?: number;
  readonly mostTimes?: number;
  readonly leastTimes?: number;
}

/** A figure with its ratio and whether it keeps to its limits. */
export const figure = (
  of: { readonly name: string; readonly value: number; readonly unit: string; readonly floor?: number },
  { most, mostTimes, leastTimes }: Limits,
): Figure => {
  const ratio = of.floor === undefined ? null : of.value / of.floor;
  const limits = [
    most === undefined ? null : { words: `value <= ${most}`, ok: of.value <= most },
    mostTimes === undefined ? null : { words: `ratio <= ${mostTimes}`, ok: (ratio ?? Infinity) <= mostTimes },
    leastTimes === undefined ? null : { words: `ratio >= ${leastTimes}`, ok: (ratio ?? 0) >= leastTimes },
  ].filter((each) => each !== null);
  return {
    name: of.name,
    value: of.value,
    unit: of.unit,
    floor: of.floor ?? null,
    ratio,
    limit: limits.map((each) => each.words).join(', '),
    ok: limits.every((each) => each.ok),
  };
};

/** The value below which so large a part of the values lies, by the nearest rank. */
export const quantile = (values: readonly number[], part: number): number => {
  const sorted = values.toSorted((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? Number.NaN;
};

export const median = (values: readonly number[]): number => quantile(values, 0.5);

/** How long it takes, in milliseconds. */
export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const started = performance.now();
  await work();
  return performance.now() - started;
};
