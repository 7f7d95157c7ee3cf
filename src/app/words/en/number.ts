const words = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
];

/** The number in words up to twelve, in figures above. */
function numberWord(count: number): string {
  return words[count] ?? String(count);
}

/** As `numberWord`, at the beginning of a sentence or heading. */
export function NumberWord(count: number): string {
  const word = numberWord(count);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The number in figures with its noun in the right form: "1 day", "14 days". */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
