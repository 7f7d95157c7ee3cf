import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { insertItem, insertSection, itemsIn, partAt, removePart, type Address } from './parts.ts';

/** A document with a part moved, and where that is now. */
export interface Moved {
  readonly document: Questionnaire;
  readonly address: Address;
}

export type Direction = 'up' | 'down' | 'in' | 'out';

const sizeAt = (document: Questionnaire, address: Address): number => {
  const part = partAt(document, address);
  return part === undefined || part.kind === 'form' ? 0 : itemsIn(part.of).length;
};
const holds = (document: Questionnaire, address: Address): boolean => {
  const kind = partAt(document, address)?.kind;
  return kind === 'section' || kind === 'group' || kind === 'repeat';
};

const moveSection = (document: Questionnaire, index: number, by: -1 | 1): Moved | undefined => {
  const moved = document.sections[index];
  const target = index + by;
  if (moved === undefined || target < 0 || target >= document.sections.length) return undefined;
  const sections = document.sections.toSpliced(index, 1).toSpliced(target, 0, moved);
  return { document: { ...document, sections }, address: [target] };
};

/** Where an item goes, in the document as it is once the item has been taken out. */
const targetOf = (
  document: Questionnaire,
  without: Questionnaire,
  address: Address,
  direction: Direction,
): Address | undefined => {
  const index = address.at(-1) ?? 0;
  const parent = address.slice(0, -1);
  const [section = 0] = address;
  const before = [...parent, index - 1];
  const isInGroup = parent.length > 1;
  const besideParent = (by: 0 | 1): Address => [...parent.slice(0, -1), (parent.at(-1) ?? 0) + by];
  switch (direction) {
    case 'in':
      return index > 0 && holds(document, before) ? [...before, sizeAt(document, before)] : undefined;
    case 'out':
      return isInGroup ? besideParent(1) : undefined;
    case 'up':
      if (index > 0) return before;
      if (isInGroup) return besideParent(0);
      return section > 0 ? [section - 1, sizeAt(without, [section - 1])] : undefined;
    case 'down':
      if (index + 1 < sizeAt(document, parent)) return [...parent, index + 1];
      if (isInGroup) return besideParent(1);
      return section + 1 < document.sections.length ? [section + 1, 0] : undefined;
  }
};

/**
 * Moves a part one step: past its neighbour, out of its group at the edge, into the section before or after; `in` into
 * the group or repeat above it, `out` behind the one that it is in. Undefined where it cannot go.
 */
export const movePart = (
  document: Questionnaire,
  address: Address,
  direction: Direction,
): Moved | undefined => {
  const part = partAt(document, address);
  const [first] = address;
  if (part === undefined || part.kind === 'form' || first === undefined) return undefined;
  if (part.kind === 'section')
    return direction === 'in' || direction === 'out'
      ? undefined
      : moveSection(document, first, direction === 'up' ? -1 : 1);
  const without = removePart(document, address);
  const target = targetOf(document, without, address, direction);
  if (target === undefined) return undefined;
  const moved: Item = part.of;
  return { document: insertItem(without, target, moved), address: target };
};

/** Moves a part before what stands at an address. Undefined where it stands there already, or cannot go there. */
export const movePartTo = (document: Questionnaire, from: Address, to: Address): Moved | undefined => {
  const part = partAt(document, from);
  if (part === undefined || part.kind === 'form') return undefined;
  if (from.every((index, at) => to[at] === index)) return undefined;
  if ((part.kind === 'section') !== (to.length === 1)) return undefined;
  const last = from.length - 1;
  const index = to[last];
  // What is taken out lets what comes after it in its list move up.
  const movesUp =
    index !== undefined &&
    index > (from[last] ?? 0) &&
    from.slice(0, -1).every((each, at) => to[at] === each);
  const address = movesUp ? to.with(last, index - 1) : to;
  if (address.length === from.length && address.every((each, at) => from[at] === each)) return undefined;
  const without = removePart(document, from);
  return {
    document:
      part.kind === 'section'
        ? insertSection(without, address[0] ?? 0, part.of)
        : insertItem(without, address, part.of),
    address,
  };
};
