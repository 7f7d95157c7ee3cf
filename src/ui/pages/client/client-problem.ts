import type { AnswerValue } from '#domain/follow-up/answer.ts';
import { wordsIn } from '#domain/questionnaire/words.ts';
import type { ClientWords } from '#app/client/client-words.ts';
import type { LiveForm } from '#app/form/live-form.svelte.ts';

/** What a client is told of an answer that does not fit. It is kept all the same, and hinders nothing. */
export const problemFor = (
  form: LiveForm,
  place: string,
  value: AnswerValue | undefined,
  words: ClientWords,
  language: string,
): string | undefined => {
  const found = value === undefined ? undefined : form.problemAt(place);
  if (found === undefined) return undefined;
  const { problem, message } = found;
  if (problem === 'not-a-number' || problem === 'not-a-whole-number') return words.notANumber;
  if (problem === 'not-a-date' || problem === 'not-a-time') return words.notADate;
  const hasWords = message !== undefined && wordsIn(message, language) !== undefined;
  return hasWords ? form.textAt(place, message, language) : words.doesNotFit;
};
