const words = ['noll', '', 'två', 'tre', 'fyra', 'fem', 'sex', 'sju', 'åtta', 'nio', 'tio', 'elva', 'tolv'];

/** The number in words up to twelve, in figures above; `one` follows the noun's gender ("ett besök", "en brist"). */
function numberWord(count: number, one: 'en' | 'ett'): string {
  return count === 1 ? one : (words[count] ?? String(count));
}

/** As `numberWord`, at the beginning of a sentence or heading. */
export function NumberWord(count: number, one: 'en' | 'ett'): string {
  const word = numberWord(count, one);
  return word.charAt(0).toUpperCase() + word.slice(1);
}

/** The number in figures with its noun in the right form: "1 dag", "14 dagar". */
export const counted = (count: number, one: string, many: string): string =>
  `${count} ${count === 1 ? one : many}`;
