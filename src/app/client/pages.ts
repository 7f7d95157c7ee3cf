import type { Page } from '#app/form/blocks.ts';
import type { LiveForm } from '#app/form/live-form.svelte.ts';
import type { Question } from '#domain/questionnaire/questionnaire.ts';
import { kinds, notYetTaken, type QuestionKindName } from '#domain/questionnaire/question-kinds.ts';

/** How a kind is answered by somebody who has never seen the app; null: it is not put to a client on the tablet. */
const controls = {
  choice: 'one',
  scale: 'one',
  'yes-no': 'one',
  choices: 'several',
  rank: null,
  'short-text': 'text',
  'long-text': 'text',
  number: 'number',
  decimal: 'number',
  integer: 'number',
  range: 'number',
  date: 'date',
  time: 'time',
  'date-time': null,
  acknowledge: 'read',
  note: 'note',
  calculated: null,
  hidden: null,
  signature: null,
  photo: null,
  file: null,
  unit: null,
  placement: null,
} as const satisfies Record<QuestionKindName, string | null>;

export type ClientControl = NonNullable<(typeof controls)[QuestionKindName]>;

export const controlOf = (question: Question): ClientControl | null => controls[question.kind];

/** A question that gets a page of its own; `place` tells the rows of a repeat apart. */
export interface ClientPage {
  readonly place: string;
  readonly question: Question;
}

type Rows = Pick<LiveForm, 'rowsOf' | 'rowPage' | 'isReadOnly'>;

/** The questions that are open, in order; those of a repeat once for each row. */
const openQuestions = (form: Rows, { blocks }: Page): ClientPage[] =>
  blocks.flatMap((block): ClientPage[] => {
    if (block.kind === 'group') return [];
    const { place } = block;
    if (block.kind === 'question') {
      const { question } = block;
      return form.isReadOnly(place) ? [] : [{ place, question }];
    }
    const { items } = block.repeat;
    return form
      .rowsOf(place)
      .flatMap((row) => openQuestions(form, form.rowPage(place, row, items, block.level)));
  });

/** The questions that are put, each with its page. */
export const pagesOf = (form: Rows, page: Page): ClientPage[] =>
  openQuestions(form, page).filter(({ question }) => controlOf(question) !== null);

/** The questions of a kind that is not put to a client on the tablet: the caseworker asks them herself. */
export const leftToAsk = (form: Rows, page: Page): Question[] =>
  openQuestions(form, page)
    .map(({ question }) => question)
    .filter(
      (each) => controlOf(each) === null && kinds[each.kind].isAsked && !notYetTaken.includes(each.kind),
    );

/** The page after, or before, the one at that place; undefined past the ends. */
export const pageBeside = (
  pages: readonly ClientPage[],
  place: string | null,
  step: 1 | -1,
): ClientPage | undefined => {
  const at = pages.findIndex((each) => each.place === place);
  return at < 0 ? pages[0] : pages[at + step];
};
