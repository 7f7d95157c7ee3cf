import type { Language } from '../questionnaire/words.ts';
import { asPrinted, type Figure } from './figure.ts';

/** One cell of a table. A percent has as many decimals as are printed, at most. */
export type ReportCell =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'count'; readonly count: number }
  | { readonly kind: 'percent'; readonly percent: number; readonly decimals: number }
  | { readonly kind: 'hidden' }
  | { readonly kind: 'empty' };

export const emptyCell: ReportCell = { kind: 'empty' };
export const hiddenCell: ReportCell = { kind: 'hidden' };
/** Words as a cell. */
export const textCell = (of: string): ReportCell => ({ kind: 'text', text: of });

/** With one decimal, as the pilot's report prints all but the shares by gender, which have none. */
export const ordinaryDecimals = 1;
export const decimalsByGender = 0;

/** The share alone. */
export const percentCell = (of: Figure | undefined, decimals = ordinaryDecimals): ReportCell => {
  if (of === undefined || of.kind === 'hidden') return hiddenCell;
  return of.percent === null ? emptyCell : { kind: 'percent', percent: of.percent, decimals };
};

/** Count, of how many, percent. No count stands beside a rounded share. */
export const figureCells = (of: Figure | undefined, decimals = ordinaryDecimals): ReportCell[] => {
  const percent = percentCell(of, decimals);
  if (of === undefined || of.kind === 'hidden') return [hiddenCell, hiddenCell, percent];
  if (of.kind === 'rounded') return [emptyCell, emptyCell, percent];
  return [{ kind: 'count', count: of.count }, { kind: 'count', count: of.of }, percent];
};

/** A cell in words: `46,9` in Swedish and `46.9` in English, `..` for what is hidden, nothing for an empty one. */
export const cellText = (cell: ReportCell, language: Language): string => {
  switch (cell.kind) {
    case 'text':
      return cell.text;
    case 'count':
      return String(cell.count);
    case 'percent': {
      const printed = String(asPrinted(cell.percent, cell.decimals));
      return language === 'sv' ? printed.replace('.', ',') : printed;
    }
    case 'hidden':
      return '..';
    case 'empty':
      return '';
  }
};
