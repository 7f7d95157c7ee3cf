import type { Item, Questionnaire } from '#domain/questionnaire/questionnaire.ts';
import { insertItem, itemsIn, partAt, removePart, type Address } from './parts.ts';

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

const isWithin = (address: Address, holder: Address): boolean =>
  holder.length <= address.length && holder.every((index, at) => index === address[at]);

/** An address as it reads once the part at `without` has been taken out. */
const afterRemoval = (address: Address, without: Address): Address => {
  const depth = without.length - 1;
  const index = address[depth];
  const isBehind =
    address.length >= without.length &&
    isWithin(address, without.slice(0, -1)) &&
    index !== undefined &&
    index > (without[depth] ?? 0);
  return isBehind ? address.with(depth, index - 1) : address;
};

/** Where something dropped at a line goes: an item below what holds items becomes the first in it. */
const targetAt = (document: Questionnaire, line: Address, side: 'before' | 'after'): Address | undefined => {
  const index = line.at(-1);
  if (index === undefined || (line.length === 1 && side === 'before')) return undefined;
  if (side === 'before') return line;
  return holds(document, line) ? [...line, 0] : line.with(line.length - 1, index + 1);
};

/**
 * Puts a part where it was dropped: before or after the line of another. A section goes among the sections; an item goes
 * among the items, into the section, group or repeat below whose line it was dropped. Undefined where it cannot go.
 */
export const dropPart = (
  document: Questionnaire,
  from: Address,
  line: Address,
  side: 'before' | 'after',
): Moved | undefined => {
  const part = partAt(document, from);
  const [first] = from;
  const [target] = line;
  if (part === undefined || part.kind === 'form' || first === undefined || target === undefined)
    return undefined;
  if (part.kind === 'section') {
    const index = target + (side === 'after' ? 1 : 0) - (target > first ? 1 : 0);
    const to = target === first ? first : index;
    const sections = document.sections.toSpliced(first, 1).toSpliced(to, 0, part.of);
    return to === first ? undefined : { document: { ...document, sections }, address: [to] };
  }
  if (isWithin(line, from)) return undefined;
  const wished = targetAt(document, line, side);
  if (wished === undefined) return undefined;
  const address = afterRemoval(wished, from);
  if (address.join() === from.join()) return undefined;
  const moved: Item = part.of;
  return { document: insertItem(removePart(document, from), address, moved), address };
};
