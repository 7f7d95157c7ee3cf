/** Numbers that look random and are the same for the same seed, so that the demo city is the same every time. */
export interface SeededRandom {
  /** A whole number from 0 to just below the limit. */
  readonly below: (limit: number) => number;
  /** One of the values. */
  readonly oneOf: <Value>(values: readonly Value[]) => Value;
  /** An id of the form of a UUID version 4. */
  readonly id: () => string;
}

/** Makes the numbers of a seed (mulberry32, by Tommy Ettinger, in the public domain). Not for secrets. */
export const seededRandom = (seed: number): SeededRandom => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (limit: number): number => Math.floor((next() / 2 ** 32) * limit);
  return {
    below,
    oneOf: (values) => {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('There is nothing to choose from');
      return value;
    },
    id: () => {
      const hex = Array.from({ length: 4 }, () => next().toString(16).padStart(8, '0')).join('');
      const variant = '89ab'.charAt(below(4));
      return [
        hex.slice(0, 8),
        hex.slice(8, 12),
        `4${hex.slice(13, 16)}`,
        `${variant}${hex.slice(17, 20)}`,
        hex.slice(20),
      ].join('-');
    },
  };
};
