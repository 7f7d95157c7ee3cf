/** How many rows are asked for in the register, and saved, at a time. */
const portionSize = 1_000;

/** Hands out a list in portions, in its order. */
export function* portions<Value>(values: readonly Value[]): Generator<readonly Value[]> {
  for (let start = 0; start < values.length; start += portionSize) {
    yield values.slice(start, start + portionSize);
  }
}
