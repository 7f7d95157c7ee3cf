import '#domain/questionnaire/expression/all-functions.ts';
import { isBlank, isSameValue, type Answer, type Answers } from '#domain/follow-up/answer.ts';
import type { ReviewEntry } from '#domain/office/review.ts';
import { nameAt } from '#domain/follow-up/place.ts';
import type { Form } from '#domain/questionnaire/engine/form.ts';
import { kinds } from '#domain/questionnaire/question-kinds.ts';
import {
  choicesFor,
  questionsIn,
  type Item,
  type Question,
  type Questionnaire,
  type Repeat,
  type Section,
} from '#domain/questionnaire/questionnaire.ts';
import { formOf } from '#domain/questionnaire/relevance.ts';
import type { Choice } from '#domain/questionnaire/words.ts';
import { differenceAt } from '#domain/register/comparison.ts';

/** How an answer stands to the previous follow-up's; `new` where that one said nothing. */
export type Change = 'same' | 'better' | 'worse' | 'changed' | 'new';

/** A row of a repeat, under whose name its answers stand. */
export interface ComparedRow {
  readonly repeat: Repeat;
  /** The place of the repeat. */
  readonly place: string;
  readonly id: string;
  readonly index: number;
  readonly total: number;
}

export interface ComparedQuestion {
  readonly place: string;
  /** null outside repeats. */
  readonly row: ComparedRow | null;
  readonly question: Question;
  /** What it offers, from its own list or from one of the document's. */
  readonly choices: readonly Choice[];
  readonly now: Answer | undefined;
  readonly was: Answer | undefined;
  /** null where there is nothing to compare with, or where words and days are not compared. */
  readonly change: Change | null;
}

export interface ComparedSection {
  readonly section: Section;
  /** Of the present answers: it names the rows. */
  readonly form: Form;
  readonly questions: readonly ComparedQuestion[];
}

const changeAt = (
  of: Questionnaire,
  place: string,
  question: Question,
  was: Answers | null,
  now: Answers,
): Change | null => {
  if (was === null || !kinds[question.kind].isCounted) return null;
  const [earlier, present] = [was[place], now[place]];
  // Another visit has other rows: there is nothing beside most of them, and that is no news.
  if (isBlank(earlier) && place !== question.name) return null;
  if (isSameValue(earlier?.value, present?.value) && earlier?.reason === present?.reason) return 'same';
  if (isBlank(earlier)) return 'new';
  const difference = differenceAt(of, place, was, now);
  return difference === 'same' ? 'changed' : difference;
};

const holdsAssessment = (section: Section): boolean =>
  questionsIn(section).some((question) => question.kind === 'scale');

interface Compared {
  readonly of: Questionnaire;
  readonly form: Form;
  readonly now: Answers;
  readonly was: Answers | null;
}

/** The questions of a section, a group or a row, those of rows within row by row. */
const compareItems = (
  compared: Compared,
  items: readonly Item[],
  within = '',
  row: ComparedRow | null = null,
): ComparedQuestion[] =>
  items.flatMap((item): ComparedQuestion[] => {
    const { of, form, now, was } = compared;
    if (item.kind === 'group') return compareItems(compared, item.items, within, row);
    const place = within + item.name;
    if (item.kind === 'repeat') {
      const rows = form.rowsOf(place);
      return rows.flatMap((id, index) =>
        compareItems(compared, item.items, `${place}/${id}/`, {
          repeat: item,
          place,
          id,
          index,
          total: rows.length,
        }),
      );
    }
    if (!form.isRelevant(place) && isBlank(now[place])) return [];
    const change = changeAt(of, place, item, was, now);
    const choices = choicesFor(of, item);
    return [{ place, row, question: item, choices, now: now[place], was: was?.[place], change }];
  });

/**
 * The answers beside the previous ones, section by section: the assessment first, since that is what is decided on.
 * A question that was not asked and has no answer is left out.
 */
export const compareAnswers = (of: Questionnaire, now: Answers, was: Answers | null): ComparedSection[] => {
  const compared = { of, form: formOf(of, now), now, was };
  const sections = of.sections.map((section) => ({
    section,
    form: compared.form,
    questions: compareItems(compared, section.questions),
  }));
  const shown = sections.filter((each) => each.questions.length > 0);
  return [
    ...shown.filter((each) => holdsAssessment(each.section)),
    ...shown.filter((each) => !holdsAssessment(each.section)),
  ];
};

/** How many of the questions put to the client were answered, and how many there are. */
export const clientAnswers = (of: Questionnaire, now: Answers): { answered: number; total: number } => {
  const asked = of.sections.filter((each) => each.putTo === 'client').flatMap(questionsIn);
  return {
    answered: asked.filter((each) => now[each.name]?.value !== undefined).length,
    total: asked.length,
  };
};

/** Deviations noted beside answers, in the order of the questions. */
export const notedDeviations = (
  of: Questionnaire,
  now: Answers,
): { place: string; question: Question; text: string }[] => {
  const places = Object.keys(now);
  return of.sections.flatMap((section) =>
    questionsIn(section).flatMap((question) =>
      places
        .filter((place) => nameAt(place) === question.name)
        .flatMap((place) => {
          const text = now[place]?.deviation?.trim();
          return text === undefined || text === '' ? [] : [{ place, question, text }];
        }),
    ),
  );
};

/** The return that the revision that holds answers to: the last one, of an earlier revision; undefined where none. */
export const answeredReturn = (entry: ReviewEntry): ReviewEntry['reviews'][number] | undefined => {
  const last = entry.reviews.findLast((each) => each.decision === 'returned');
  return last?.revision === entry.entry?.head ? undefined : last;
};
