import { fillWords, publicationFaultText } from '#domain/questionnaire/fault-words.ts';
import type { PublicationFault, SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import { importFaultWords, noteWords } from './fault-words.ts';
import type { Fault, ImportNote } from './import-fault.ts';

type Language = 'sv' | 'en';

/** A place as people write it: `survey!C7`, row and sheet where no column is named. */
const placeWords = ({ sheet, row, column }: SourcePlace, language: Language): string => {
  if (row === 0) return sheet;
  return column === '' ? `${sheet}, ${language === 'sv' ? 'rad' : 'row'} ${row}` : `${sheet}!${column}${row}`;
};

const withPlace = (source: SourcePlace | undefined, words: string, language: Language): string =>
  source === undefined ? words : `${placeWords(source, language)}: ${words}`;

const isOfDocument = (fault: Fault): fault is PublicationFault => 'path' in fault;

/** A fault in words, without its place. */
export const faultText = (fault: Fault, language: Language): string =>
  isOfDocument(fault)
    ? publicationFaultText(fault, language)
    : fillWords(importFaultWords[fault.code][language], fault.parts);

/** A fault in words, with its place in the workbook. */
export const describeFault = (fault: Fault, language: Language): string => {
  const at = fault.source === undefined && 'path' in fault ? `${fault.path}: ` : '';
  return withPlace(fault.source, `${at}${faultText(fault, language)}`, language);
};

/** A note in words, with its place in the workbook. */
export const describeNote = ({ code, parts, source }: ImportNote, language: Language): string =>
  withPlace(source, fillWords(noteWords[code][language], parts), language);
