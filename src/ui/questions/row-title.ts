import type { Block } from '#app/form/blocks.ts';
import type { LocalizedText } from '#domain/questionnaire/words.ts';
import { formWords } from '#app/words/form-words.ts';

/** A form that says a text with the answers in it, be it on the screen or in the register. */
interface Speaker {
  textAt(place: string, text: LocalizedText, language: string): string;
}
type Rows = Pick<Extract<Block, { kind: 'repeat' }>, 'repeat' | 'place'>;

/** What one row is called, by itself: "Akt". */
export const rowName = (form: Speaker, { repeat, place }: Rows, language: string): string =>
  repeat.itemTitle === undefined || repeat.itemTitle.sv.includes('${')
    ? formWords.row
    : form.textAt(place, repeat.itemTitle, language);

/** What a row is called among the others: "Akt 7 av 20", or where its name tells of its answers "Köket (7 av 20)". */
export const rowTitle = (
  form: Speaker,
  { repeat, place }: Rows,
  row: string,
  rowName: string,
  index: number,
  total: number,
  language: string,
): string => {
  const [first] = repeat.items;
  const isNamed = repeat.itemTitle?.sv.includes('${') === true && first !== undefined;
  const named =
    isNamed && repeat.itemTitle
      ? form.textAt(`${place}/${row}/${first.name}`, repeat.itemTitle, language)
      : '';
  return named.trim() === ''
    ? formWords.rowOf(rowName, index + 1, total)
    : formWords.namedRowOf(named, index + 1, total);
};
