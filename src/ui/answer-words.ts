import type { Answer, Answers } from '#domain/follow-up/answer.ts';
import { partsOfPlace, placeOf } from '#domain/follow-up/place.ts';
import {
  choicesFor,
  findQuestion,
  type Question,
  type Questionnaire,
} from '#domain/questionnaire/questionnaire.ts';
import { inLanguage, type Choice as OfferedChoice, type LocalizedText } from '#domain/questionnaire/words.ts';
import type { AnswerProblem } from '#domain/questionnaire/validation.ts';
import { choiceWords } from '#domain/questionnaire/kind-values.ts';
import { longestText, rangeOf } from '#domain/questionnaire/question-kinds.ts';
import { draftWords } from '#app/words/draft-words.ts';
import { formWords } from '#app/words/form-words.ts';
import { words } from '#app/words/all-words.ts';
import { format, language } from '#app/words/words.svelte.ts';

/** The questionnaire's own words, in the language of the screens. */
export const said = (text: LocalizedText): string => inLanguage(text, language.current);

/** What a question is called in lists. */
export const shortLabelOf = (question: Question): string => said(question.shortLabel ?? question.label);

/** A number as it was given, to the last digit. */
const figure = (value: number): string =>
  language.current === 'sv' ? String(value).replace('.', ',') : String(value);

/** The names of what answers refer to, by id. */
type Names = Readonly<Record<string, string>>;

/**
 * An answer's value as it is read, in the words of what was offered and the names of what is referred to; undefined
 * where there is none.
 */
export const valueWords = (
  question: Question,
  answer: Answer | undefined,
  choices: readonly OfferedChoice[] | undefined,
  references: Names = {},
): string | undefined => {
  const value = answer?.value;
  if (value === undefined) return undefined;
  if (typeof value === 'number') return figure(value);
  if (typeof value === 'object')
    return value.map((each) => choiceWords(choices, each, language.current)).join(', ');
  if (question.kind === 'unit' || question.kind === 'placement')
    return references[value] ?? formWords.unknownReference;
  if (question.kind === 'yes-no' || question.kind === 'acknowledge')
    return value === 'no' ? formWords.no : formWords.yes;
  if (question.kind === 'date-time' && !Number.isNaN(Date.parse(value.slice(0, 10))))
    return `${format.fullDate(value.slice(0, 10))} ${format.timeOfDay(value.slice(11, 16))}`;
  if (question.kind === 'time') return format.timeOfDay(value.slice(0, 5));
  if (question.kind === 'date' && !Number.isNaN(Date.parse(value))) return format.fullDate(value);
  return choiceWords(choices, value, language.current);
};

/** What is wrong with an answer, and what to do. */
export const problemWords = (problem: AnswerProblem, question?: Question): string =>
  ({
    missing: () => words.answers.missing,
    'reason-missing': () => words.answers.missing,
    'reason-not-allowed': () => words.answers.reasonNotAllowed,
    'not-a-choice': () => words.answers.notAChoice,
    'not-a-date': () => words.answers.invalidDate,
    'not-a-time': () => words.answers.invalidTime,
    'not-a-number': () => words.answers.invalidNumber,
    'not-a-whole-number': () => words.answers.invalidWholeNumber,
    'not-a-file': () => words.answers.notAChoice,
    'not-a-reference': () => words.answers.notAChoice,
    'out-of-range': () => {
      const { start, end } = rangeOf(question?.parameters ?? {});
      return formWords.outOfRange(figure(Math.min(start, end)), figure(Math.max(start, end)));
    },
    'constraint-broken': () => words.answers.constraintBroken,
    contradiction: () => words.answers.contradiction,
    'not-as-calculated': () => words.answers.notAChoice,
    'too-long': () => words.answers.tooLong(longestText),
    'wrong-type': () => words.answers.notAChoice,
    'unknown-question': () => words.answers.unknownQuestion,
    contested: () => draftWords.contestedFinding,
    'not-relevant': () => words.answers.unknownQuestion,
  })[problem]();

/** Everything that stands at a question, in one text: answer or reason, comment, deviation; undefined where nothing. */
export const answerText = (
  of: Questionnaire,
  question: Question,
  answer: Answer | undefined,
  references: Names = {},
): string | undefined => {
  const parts = [
    valueWords(question, answer, choicesFor(of, question), references),
    answer?.reason && `${words.answers.notAnswered}: ${words.answers.reasons[answer.reason]}`,
    answer?.comment,
    answer?.deviation && `${words.desk.deviation}: ${answer.deviation}`,
  ].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : parts.join('. ');
};

/** What a place is called where it stands alone: in a repeat with the number of its row, "Rad 2 · Reception". */
export const labelAt = (of: Questionnaire, answers: Answers, place: string): string => {
  const { rows, name } = partsOfPlace(place);
  const question = findQuestion(of, name);
  const called = rows.map(({ repeat, row }, depth) => {
    const ids = answers[placeOf(rows.slice(0, depth), repeat)]?.rows ?? [];
    return formWords.rowNumber(formWords.row, ids.indexOf(row) + 1);
  });
  return [...called, question === undefined ? name : shortLabelOf(question)].join(' · ');
};
