import type { SourcePlace } from '#domain/questionnaire/publication-fault.ts';
import { expressionFaultWords, importFaultWords, noteWords, publicationFaultWords } from './fault-words.ts';
import type { Fault, ImportNote } from './import-fault.ts';

type Language = 'sv' | 'en';

const fill = (words: string, parts: Readonly<Record<string, string | number>>): string =>
  words.replace(/(?<!\$)\{([a-z]+)\}/gi, (_, name: string) => String(parts[name] ?? '…'));

const has = <Code extends string>(words: Readonly<Record<Code, unknown>>, code: string): code is Code =>
  Object.hasOwn(words, code);

/** A place as people write it: `survey!C7`, row and sheet where no column is named. */
const placeWords = ({ sheet, row, column }: SourcePlace, language: Language): string => {
  if (row === 0) return sheet;
  return column === '' ? `${sheet}, ${language === 'sv' ? 'rad' : 'row'} ${row}` : `${sheet}!${column}${row}`;
};

const withPlace = (source: SourcePlace | undefined, words: string, language: Language): string =>
  source === undefined ? words : `${placeWords(source, language)}: ${words}`;

const faultWords = ({ code, parts }: Fault, language: Language): string => {
  const fault = String(parts['fault'] ?? '');
  if (code === 'logic' && has(expressionFaultWords, fault)) {
    const at = `${language === 'sv' ? 'tecken' : 'character'} ${Number(parts['offset'] ?? 0) + 1}`;
    return `${fill(expressionFaultWords[fault][language], parts)} (${at})`;
  }
  if (has(publicationFaultWords, code)) return fill(publicationFaultWords[code][language], parts);
  return has(importFaultWords, code) ? fill(importFaultWords[code][language], parts) : code;
};

/** A fault in words, with its place in the workbook. */
export const describeFault = (fault: Fault, language: Language): string => {
  const at = fault.source === undefined && 'path' in fault ? `${fault.path}: ` : '';
  return withPlace(fault.source, `${at}${faultWords(fault, language)}`, language);
};

/** A note in words, with its place in the workbook. */
export const describeNote = ({ code, parts, source }: ImportNote, language: Language): string =>
  withPlace(source, fill(noteWords[code][language], parts), language);
