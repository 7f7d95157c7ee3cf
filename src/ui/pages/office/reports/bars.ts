import { asPrinted, type Figure } from '#domain/report/figure.ts';
import { cellText, ordinaryDecimals, percentCell } from '#domain/report/report-cell.ts';
import { language } from '#app/words/words.svelte.ts';
import type { BarKind, BarRow } from '#ui/parts/bar-table.ts';

/** A share in percent as it is printed, in the page's language and with the exports' decimals; null where it is hidden. */
export const percentText = (of: Figure | undefined, decimals = ordinaryDecimals): string | null => {
  const cell = percentCell(of, decimals);
  return cell.kind === 'hidden' ? null : cellText(cell, language.current);
};

/** The same with its sign. */
export const percentWords = (of: Figure | undefined, decimals = ordinaryDecimals): string | null => {
  const text = percentText(of, decimals);
  if (text === null || text === '') return text;
  return language.current === 'sv' ? `${text}\u00a0%` : `${text}%`;
};

/** The share as a length, 0–1; 0 where it is hidden or of nothing. */
export const lengthOf = (of: Figure | undefined): number =>
  of === undefined || of.kind === 'hidden' || of.percent === null ? 0 : of.percent / 100;

/** A count where it is shown; null where it is hidden, '' where only its share is. */
export const countText = (of: Figure): string | null =>
  of.kind === 'hidden' ? null : of.kind === 'exact' ? String(of.count) : '';

/** A row with one bar, its count and its percent. */
export const shareRow = (
  label: string,
  of: Figure,
  isPlain = false,
  decimals = ordinaryDecimals,
): BarRow => ({
  label,
  pieces: [{ kind: 'one', share: lengthOf(of) }],
  figures: isPlain ? [percentWords(of, decimals)] : [countText(of), percentWords(of, decimals)],
});

const scale: readonly BarKind[] = ['s1', 's2', 's3', 's4'];

/** The kind of a step of a four-level scale; undefined beyond it. */
export const scaleKind = (index: number): BarKind | undefined => scale[index];

/** A row with the steps of a scale end to end, and the percent of each. */
export const scaleRow = (
  label: string,
  shares: readonly Figure[],
  strong: boolean,
  decimals = ordinaryDecimals,
): BarRow => ({
  label,
  strong,
  pieces: shares.map((share, index) => ({ kind: scaleKind(index) ?? 'outline', share: lengthOf(share) })),
  figures: shares.map((share) => percentText(share, decimals)),
});

/** Whether anything of it is hidden. */
export const hasHidden = (figures: readonly Figure[]): boolean =>
  figures.some((each) => each.kind === 'hidden');

/** Whole percents for a headline: 74. */
export const headlinePercent = (of: Figure): number | null =>
  of.kind === 'hidden' || of.percent === null ? null : asPrinted(of.percent, 0);
