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
      /** Which of the questions here it is; null for what is not asked. */
      readonly number: number | null;
    }
  | { readonly kind: 'repeat'; readonly place: string; readonly repeat: Repeat; readonly level: number };

/** What stands on a page, and how many of it are questions that are asked. */
export interface Page {
  readonly blocks: readonly Block[];
  readonly total: number;
}

/** Whether the question is worked out, whatever anybody answers. */
export const isWorkedOut = ({ calculation, trigger }: Question): boolean =>
  calculation !== undefined && trigger === undefined;

/** Lays items out one after the other, as far as they are put; `prefix` is the row that they stand in. */
export const pageOf = (
  items: readonly Item[],
  prefix: string,
  level: number,
  isRelevant: (place: string) => boolean,
): Page => {
  const blocks: Block[] = [];
  let total = 0;
  const add = (all: readonly Item[], depth: number): void => {
    for (const each of all) {
      const place = prefix + each.name;
      if (!isRelevant(place)) continue;
      if (each.kind === 'group') {
        const isTitled = each.title !== undefined;
        if (isTitled) blocks.push({ kind: 'group', place, group: each, level: depth });
        add(each.items, isTitled ? Math.min(depth + 1, 6) : depth);
      } else if (each.kind === 'repeat') {
        blocks.push({ kind: 'repeat', place, repeat: each, level: depth });
      } else if (each.kind !== 'hidden' && !(each.kind === 'calculated' && each.label.sv === '')) {
        const isAsked = kindOf(each.kind).isAsked && !isWorkedOut(each);
        if (isAsked) total += 1;
        blocks.push({
          kind: 'question',
          place,
          question: each,
          level: depth,
          number: isAsked ? total : null,
        });
      }
    }
  };
  add(items, level);
  return { blocks, total };
};
