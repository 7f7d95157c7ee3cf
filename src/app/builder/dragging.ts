import type { Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { movePartTo } from './moving.ts';
import { itemsIn, outlineOf, partAt, type Address, type OutlineLine } from './parts.ts';

/** Where a part that is dragged would be put, by the document as it stands. */
export interface Place {
  /** Before what is there. */
  readonly address: Address;
  /** The line of the outline before which it shows; as many as there are lines: after the last. */
  readonly gap: number;
}

/** What is pointed at: a line of the outline and which half of it; the line after the last is what lies below them all. */
export interface Pointed {
  readonly line: number;
  readonly half: 'upper' | 'lower';
}

const sectionPlace = (lines: readonly OutlineLine[], { line, half }: Pointed): Place => {
  const section = lines[Math.min(line, lines.length - 1)]?.address[0];
  if (section === undefined) return { address: [0], gap: 1 };
  const first = lines.findIndex(({ address }) => address[0] === section);
  const last = lines.findLastIndex(({ address }) => address[0] === section);
  const isAfter = 2 * (line - first + (half === 'lower' ? 1 : 0)) > last - first + 1;
  return isAfter ? { address: [section + 1], gap: last + 1 } : { address: [section], gap: first };
};

const endOfSection = (document: Questionnaire, index: number, gap: number): Place | undefined => {
  const section = document.sections[index];
  return section && { address: [index, itemsIn(section).length], gap };
};

const itemPlace = (
  document: Questionnaire,
  lines: readonly OutlineLine[],
  { line, half }: Pointed,
): Place | undefined => {
  const over = lines[line];
  if (over === undefined) return endOfSection(document, document.sections.length - 1, lines.length);
  const { address, part } = over;
  const [section = 0] = address;
  const index = address.at(-1) ?? 0;
  switch (part.kind) {
    case 'form':
      return document.sections.length === 0 ? undefined : { address: [0, 0], gap: 2 };
    case 'section':
      return half === 'upper' && section > 0
        ? endOfSection(document, section - 1, line)
        : { address: [section, 0], gap: line + 1 };
    case 'group':
    case 'repeat':
      return half === 'upper' ? { address, gap: line } : { address: [...address, 0], gap: line + 1 };
    case 'question':
      return half === 'upper'
        ? { address, gap: line }
        : { address: [...address.slice(0, -1), index + 1], gap: line + 1 };
  }
};

/**
 * Where a part that is held goes when it is let go over a line: before it over its upper half, after it over its lower,
 * into a section, a group or a repeat over the lower half of its heading. Sections go between sections. Undefined where
 * it stands already, or would come into itself.
 */
export const placeOver = (document: Questionnaire, held: Address, pointed: Pointed): Place | undefined => {
  const lines = outlineOf(document);
  const place =
    partAt(document, held)?.kind === 'section'
      ? sectionPlace(lines, pointed)
      : itemPlace(document, lines, pointed);
  return place && movePartTo(document, held, place.address) && place;
};
