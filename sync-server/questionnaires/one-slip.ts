/** Whether one letter more, less, other, or two that changed places make one word of the other. */
export const isOneSlipFrom = (one: string, other: string): boolean => {
  const shorter = Math.min(one.length, other.length);
  let start = 0;
  while (start < shorter && one[start] === other[start]) start += 1;
  let end = 0;
  while (end < shorter - start && one.at(-1 - end) === other.at(-1 - end)) end += 1;
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)];
  const areSwapped = left.length === 2 && left === [...right].toReversed().join('');
  return areSwapped || (left.length <= 1 && right.length <= 1);
};
