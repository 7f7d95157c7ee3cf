import { kindOf } from '#domain/questionnaire/question-kinds.ts';
import type { Group, Item, Question, Repeat } from '#domain/questionnaire/questionnaire.ts';

/** One thing after the other, as a page of the form shows it. */
export type Block =
  | { readonly kind: 'group'; readonly place: string; readonly group: Group; readonly level: number }
  | {
      readonly kind: 'question';
      readonly place: string;
      readonly question: Question;
      readonly level: number;
      /** Whether a person answers it: then it has a number. */
      readonly isAsked: boolean;
    }
  | { readonly kind: 'repeat'; readonly place: string; readonly repeat: Repeat; readonly level: number };

/** What stands on a page; the questions of it that are asked are numbered by their place. */
export interface Page {
  readonly blocks: readonly Block[];
  readonly numbers: ReadonlyMap<string, number>;
}

/** Blocks made before, by their place: one that stays on the page stays the same, and is not drawn anew. */
export type KnownBlocks = Map<string, Block>;

/** No block made yet. */
export const noBlocks = (): KnownBlocks => new Map();

/** Whether the question is worked out, whatever anybody answers. */
export const isWorkedOut = ({ calculation, trigger }: Question): boolean =>
  calculation !== undefined && trigger === undefined;

/** Lays items out one after the other, as far as they are put; `prefix` is the row that they stand in. */
export const pageOf = (
  items: readonly Item[],
  prefix: string,
  level: number,
  isRelevant: (place: string) => boolean,
  known = noBlocks(),
): Page => {
  const blocks: Block[] = [];
  const numbers = new Map<string, number>();
  const add = (all: readonly Item[], depth: number): void => {
    for (const each of all) {
      const place = prefix + each.name;
      if (!isRelevant(place)) continue;
      let block = known.get(place);
      if (block?.level !== depth) {
        block = blockOf(each, place, depth);
        known.set(place, block);
      }
      if (isShown(block)) blocks.push(block);
      if (block.kind === 'question' && block.isAsked) numbers.set(place, numbers.size + 1);
      if (each.kind === 'group') add(each.items, each.title === undefined ? depth : Math.min(depth + 1, 6));
    }
  };
  add(items, level);
  return { blocks, numbers };
};

const blockOf = (each: Item, place: string, level: number): Block => {
  if (each.kind === 'group') return { kind: 'group', place, group: each, level };
  if (each.kind === 'repeat') return { kind: 'repeat', place, repeat: each, level };
  const isAsked = kindOf(each.kind).isAsked && !isWorkedOut(each);
  return { kind: 'question', place, question: each, level, isAsked };
};

/** Groups without a title, and what is worked out without words, are there and not seen. */
const isShown = (block: Block): boolean => {
  if (block.kind === 'group') return block.group.title !== undefined;
  if (block.kind === 'repeat') return true;
  const { kind, label } = block.question;
  return kind !== 'hidden' && !(kind === 'calculated' && label.sv === '');
};
